/** What the declarations of a build.gradle(.kts) say. Gradle's languages are programs; nothing is run. */
import { below, firstOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { javaVersion } from "../../ecosystems/java/versions";
import { fieldsOf, readToml } from "../../ecosystems/manifest";
import * as sanitize from "../../shared/sanitize";
import { IMAGE_VERSIONS } from "../../ecosystems/imageTags";
import { exactVersion, satisfies } from "../../ecosystems/versions";

/** What a build script may be called. */
export const BUILD_FILES = ["build.gradle.kts", "build.gradle"];

/** How build scripts name the plugins that decide what is made. */
export const SPRING = /org\.springframework\.boot["']/;

export const SHADOW = /com\.github\.johnrengelman\.shadow|com\.gradleup\.shadow/;

export const KTOR = /io\.ktor\.plugin|\bktorLibs\.plugins\.ktor\b/;

export const WAR =
  /^\s{0,20}(?:id\s{0,3}\(?\s{0,3}["'])?war["']?\)?\s{0,5}$|apply plugin: ["']war["']|`war`/m;

export const QUARKUS = /["']io\.quarkus["']/;

export const APPLICATION =
  /^\s{0,20}(?:id\s{0,3}\(?\s{0,3}["'])?application["']?\)?\s{0,5}$|apply plugin: ["']application["']|`application`|io\.micronaut\.(?:minimal\.)?application["']/m;

/** The text of the first of the files that is there, empty without one. */
export function textOf(folder: ProjectFolder, files: readonly string[]): string {
  const file = firstOf(folder, files);
  return file === null ? "" : (folder.read(file) ?? "");
}

/** A build file, with the plugins of the version catalog by their own names, and without those that are only made known. */
export function buildOf(folder: ProjectFolder, path: string): string {
  const text = textOf(below(folder, path), BUILD_FILES).replace(/^.{0,200}\bapply\(?\s{0,3}false.*$/gm, "");
  const catalog = folder.files.has("gradle/libs.versions.toml")
    ? fieldsOf(readToml(folder, "gradle/libs.versions.toml").fields["plugins"])
    : {};
  const named = Object.entries(catalog).flatMap(([alias, value]) => {
    const id = typeof value === "string" ? value.split(":")[0] : fieldsOf(value)["id"];
    const used = new RegExp(`libs\\.plugins\\.${alias.replace(/[-_]/g, ".")}\\)`);
    return typeof id === "string" && used.test(text) ? [`id("${id}")`] : [];
  });
  return [text, ...named].join("\n");
}

/** What a build makes. */
export interface GradleFacts {
  readonly name: string;
  readonly task:
    "jar" | "war" | "bootJar" | "bootWar" | "shadowJar" | "installDist" | "buildFatJar" | "quarkusBuild";
  readonly version: string | null;
  readonly jar: string | null;
  /** The version of Gradle that the project's wrapper has. */
  readonly gradle: string | null;
}

/** Reads the declarations of the build in a folder, with the settings above it. */
export function factsOf(folder: ProjectFolder, settings: string, path: string): GradleFacts {
  const build = buildOf(folder, path);
  const root = buildOf(folder, "");
  const named = /rootProject\.name\s{0,5}=\s{0,5}["']([^"'\n]{1,100})["']/.exec(settings)?.[1];
  // Without a name in the settings, the one of the folder counts, which is that of the build stage.
  const name = path === "" ? (named ?? "src") : path.replace(/^.*\//, "");
  const task = SPRING.test(build)
    ? WAR.test(build)
      ? "bootWar"
      : "bootJar"
    : QUARKUS.test(build)
      ? "quarkusBuild"
      : KTOR.test(build)
        ? "buildFatJar"
        : SHADOW.test(build)
          ? "shadowJar"
          : APPLICATION.test(build)
            ? "installDist"
            : WAR.test(build)
              ? "war"
              : "jar";
  const wrapper = folder.read("gradle/wrapper/gradle-wrapper.properties") ?? "";
  const gradle = exactVersion(/gradle-([\d.]{1,20})-(?:bin|all)\.zip/.exec(wrapper)?.[1] ?? null, 2);
  const written = javaOf(build) ?? javaOf(root);
  const newest = gradle !== null && !satisfies(gradle, ">=9.1") ? "21" : null;
  const wanted = javaVersion(folder, written, 17) ?? newest ?? "21";
  // An old Gradle has no image with a new Java.
  const version =
    gradle === null || IMAGE_VERSIONS.gradle.has(`${gradle}-jdk${wanted}`)
      ? wanted
      : (["21", "17", "11", "8"].find(
          java =>
            Number(java) >= Number(javaVersion(folder, written) ?? 8) &&
            IMAGE_VERSIONS.gradle.has(`${gradle}-jdk${java}`),
        ) ?? wanted);
  return { name, task, version, jar: jarName(folder, build, root, name, task), gradle };
}

/** The Java of the toolchain, or the one that the sources are written for. */
function javaOf(build: string): string | null {
  return (
    /JavaLanguageVersion\.of\(\s{0,3}["']?(\d{1,3})/.exec(build)?.[1] ??
    /jvmToolchain\(\s{0,3}(\d{1,3})/.exec(build)?.[1] ??
    /(?:source|target)Compatibility\s{0,3}=\s{0,3}(?:JavaVersion\.VERSION_|JavaVersion\.toVersion\(\s{0,3})?["']?(?:1[._])?(\d{1,3})/.exec(
      build,
    )?.[1] ??
    null
  );
}

function jarName(
  folder: ProjectFolder,
  build: string,
  root: string,
  name: string,
  task: GradleFacts["task"],
): string | null {
  const value = (text: string, key: string) =>
    new RegExp(`^\\s{0,20}${key}(?:\\.set\\(|\\s{0,5}=)\\s{0,5}(.{0,100})`, "m").exec(text)?.[1];
  const constant = (text: string | undefined) => /^["']([^"'$]*)["']/.exec(text ?? "")?.[1];
  const properties = /^version\s{0,5}=\s{0,5}([^\s#]{1,60})/m.exec(
    folder.read("gradle.properties") ?? "",
  )?.[1];
  const version =
    value(build, "version") ??
    value(root, "version") ??
    (properties === undefined ? undefined : `"${properties}"`);
  const file = constant(value(build, "archiveFileName"));
  if (file !== undefined) return sanitize.name(file);
  const base = constant(value(build, "archivesBaseName") ?? value(build, "archiveBaseName")) ?? name;
  // Without a version a JAR has none in its name; one that is computed is not known.
  const suffix = version === undefined ? "" : constant(version);
  if (suffix === undefined) return null;
  const classifier = task === "shadowJar" || task === "buildFatJar" ? "-all" : "";
  return sanitize.name(
    `${base}${suffix === "" ? "" : `-${suffix}`}${classifier}.${/war$/i.test(task) ? "war" : "jar"}`,
  );
}
