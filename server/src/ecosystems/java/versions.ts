/** Versions of Java that there are images of, and the ports that frameworks of Java are told. */
import { firstOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { versionsOf } from "../images";
import * as sanitize from "../../shared/sanitize";
import { exactVersion, toolVersion } from "../versions";

/** Those in long-term support, which projects are written for: https://adoptium.net/support */
const LONG_TERM = [8, 11, 17, 21, 25];
/** Where there are images of a JDK, of Maven, of Gradle and of the runtime. */
const RUNTIMES = versionsOf("eclipse-temurin", 1)
  .map(Number)
  .sort((one, other) => one - other);

/** The runtime's version for one that a file names: itself where there is an image of it, else the next one; null where there is none. */
export function javaRuntime(version: string): string | null {
  const found = RUNTIMES.find(number => number >= Number(version));
  return found === undefined ? null : String(found);
}

/** The version of images that runs what is written for a version (`1.8` is 8): that one, or the next supported one. */
export function javaVersion(folder: ProjectFolder, written: string | null, least = 8): string | null {
  const text = written ?? toolVersion(folder, "java");
  const number = Number(exactVersion(text?.replace(/^1\./, "") ?? null, 1) ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  const version = LONG_TERM.find(supported => supported >= Math.max(number, least));
  return version === undefined ? null : String(version);
}

/** The port of Spring Boot's configuration, else its own. */
export function springPort(folder: ProjectFolder, at = ""): string {
  const resources = `${at === "" ? "" : `${at}/`}src/main/resources/application`;
  const file = firstOf(folder, [`${resources}.properties`, `${resources}.yml`, `${resources}.yaml`]);
  const text = file === null ? "" : (folder.read(file) ?? "");
  const written =
    /^server\.port[ \t]*[=:][ \t]*(?:\$\{[\w.]{1,60}:)?(\d{2,5})/m.exec(text)?.[1] ??
    /^server:[ \t]*\r?\n(?:[ \t]+(?!port:).{0,200}\r?\n){0,20}[ \t]+port:[ \t]*(?:\$\{[\w.]{1,60}:)?(\d{2,5})/m.exec(
      text,
    )?.[1];
  return sanitize.port(written) ?? "8080";
}

/** The port of Quarkus, Micronaut or Ktor, as their configuration says it, else the one that all of them have. */
export function frameworkPort(folder: ProjectFolder, at = ""): string {
  const resources = `${at === "" ? "" : `${at}/`}src/main/resources/application`;
  const texts = [".properties", ".yml", ".yaml", ".conf"].map(
    ending => folder.read(resources + ending) ?? "",
  );
  const written = texts.flatMap(
    text =>
      /^(?:quarkus\.http\.port|micronaut\.server\.port)[ \t]*[=:][ \t]*(?:\$\{[\w.]{1,60}:)?(\d{2,5})/m.exec(
        text,
      )?.[1] ??
      /^[ \t]+port[ \t]*[=:][ \t]*"?(?:\$\{[\w.]{1,60}:)?(\d{2,5})/m.exec(text)?.[1] ??
      [],
  );
  return sanitize.port(written[0]) ?? "8080";
}
