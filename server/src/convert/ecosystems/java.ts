/** Java: a JDK and a build tool make archives, which a Java runtime of the same version runs. */
import { javaRuntime } from "../../ecosystems/java/versions";
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import { nothingBuilt, smallAlready } from "../benefit";
import { otherPrograms, startFiles } from "../compiled";
import { isAlpine, tagParts } from "../image";
import type { WrittenImage } from "../image";
import { OTHER_MANAGERS, installedPackages } from "../packages";
import { missingPrograms } from "../runtimeNeeds";
import { isSystemImage, smallBase } from "../slimImage";
import { nameOf, parentOf, resolvePath } from "../paths";
import { isWithin } from "../../stages/files/paths";
import type { Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";

const BUILDERS = /^(?:ant|git|gradle|jar|javac|jlink|kotlinc|mvn|sbt|sdk|\.\/gradlew|\.\/mvnw|gradlew|mvnw)$/;
const REPOSITORIES =
  /^(?:amazoncorretto|eclipse-temurin|gradle|ibm-semeru-runtimes|maven|mcr\.microsoft\.com\/openjdk\/jdk|openjdk|sapmachine)$/;
/** What a start names and is no file. */
const FILE = /[/.*]/;

export const java: Ecosystem = {
  owns: repository => REPOSITORIES.test(repository),
  plan: (single, project) => {
    const { start, tag, image, workdir } = single;
    const [program = ""] = start.words;
    const commands = allCommands(single);
    if (/(?:^|-)jre/.test(tag)) return smallAlready(single);
    if (BUILDERS.test(program))
      return refusal(
        l10n.t(
          '"{0}" builds the program each time it starts. Build it in a RUN instruction, and start it with "java".',
          start.words.join(" "),
        ),
      );
    const jdk = isSystemImage(image) ? jdkPackage(single) : null;
    const base = jdk === null ? runtimeOf(image, tag) : smallBase(single, "").base;
    if (base === null)
      return refusal(l10n.t("Cannot determine the Java version of {0}.", single.stage.base.text));
    if (!commands.some(({ words: [name = ""] }) => BUILDERS.test(name))) return nothingBuilt(base);
    const distribution = distributionOf(single);
    if (nameOf(program) !== "java" && distribution === null)
      return refusal(l10n.t('Cannot determine what "{0}" needs at run time.', start.words.join(" ")));
    const other = commands.find(({ words: [name = ""] }) => OTHER_MANAGERS.has(name));
    if (other)
      return refusal(
        l10n.t("{0} does not support {1} packages, which this file installs.", base, other.words[0] ?? ""),
      );
    const others = otherPrograms(single, "/usr/local/bin");
    if ("refused" in others) return others;
    const found = distribution ?? artifactsOf(single, start.words.slice(1));
    if (found === null || workdir === null)
      return refusal(l10n.t('Cannot determine which files "{0}" needs.', start.words.join(" ")));
    return {
      base,
      baseReason: l10n.t("the Java runtime of the same version, without the compiler and build tools"),
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [
        ...found,
        ...others,
        ...startFiles(single, project)
          .filter(path => !found.some(({ from }) => isWithin(path, from)))
          .map(from => ({ from })),
      ],
      folder: found.find(({ from }) => from === workdir)?.from ?? null,
      libraries: [
        ...(jdk === null ? [] : [jdk.replace(/jdk(?:-headless)?$/, "jre-headless")]),
        ...missingPrograms(single, isAlpine(tag) ? "alpine" : "debian").filter(
          name => isSystemImage(image) || !/^(?:curl|openssl|wget)$/.test(name),
        ),
      ],
      buildPackages: /^(?:curl|default-jdk.*|dos2unix|git|openjdk.*|unzip|wget|zip)$/,
      hasPackages: /^(?:ca-certificates|fontconfig|tzdata)$/,
      readsNothingElse: true,
      isBuild: ([name = ""]) => BUILDERS.test(name),
      unknown: [l10n.t("Check which other files the program reads at run time, and copy them here.")],
    };
  },
};

/** The folder that Gradle's plugin "distribution" installs a program in, if its script is started (docs.gradle.org: application plugin). */
function distributionOf({ start, workdir }: SingleStage): Artifact[] | null {
  const path = resolvePath(workdir, start.words[0] ?? "");
  const [, folder] = /^(.*\/build\/install\/[^/]+)\/bin\/[^/]+$/.exec(path ?? "") ?? [];
  return folder === undefined
    ? null
    : [{ from: folder, reason: l10n.t("Copy the program with its libraries") }];
}

/** The package of Debian that brings the JDK; null where none is installed. */
function jdkPackage({ lines }: SingleStage): string | null {
  return (
    [...installedPackages(lines)].find(name => /^(?:default|openjdk-\d+)-jdk(?:-headless)?$/.test(name)) ??
    null
  );
}

/** The runtime's image: the version that the base names, as it names it, or the next one that there is an image of. */
function runtimeOf(image: WrittenImage, tag: string): string | null {
  const named = versionIn(image) ?? versionIn({ ...image, tag });
  // A variable stands for a version that is known when the image is built.
  const written = named === null || !/^\d+$/.test(named) ? named : javaRuntime(named);
  if (written === null) return null;
  return `${image.prefix}eclipse-temurin:${written}-jre${isAlpine(tag) ? "-alpine" : ""}`;
}

/** Of `3.9-eclipse-temurin-21`, `8-jdk21`, `17-jdk-slim`, `${JAVA}-jdk`. */
function versionIn({ repository, tag }: WrittenImage): string | null {
  const parts = tagParts(tag);
  if (repository === "gradle" || repository === "maven") {
    const [, joined] = /-jdk-?(\d+|\$\{\w+\})/.exec(`-${tag}`) ?? [];
    const vendor = parts.findIndex(part =>
      /^(?:temurin|corretto|zulu|openjdk|semeru|sapmachine|microsoft|debian)$/.test(part),
    );
    const behind = /^(\d+|\$\{\w+\})/.exec(parts[vendor + 1] ?? "")?.[1];
    return joined ?? (vendor === -1 ? null : (behind ?? null));
  }
  const [first = ""] = parts;
  // `11.0.16` is a version of openjdk, not one of this image, whose tags end in a build number.
  const [, number] = /^(\d+|\$\{\w+\})/.exec(first) ?? [];
  return number ?? null;
}

/** The files that the words behind `java` name, under the paths that they have; the folder where a class alone is named. */
function artifactsOf({ workdir }: SingleStage, words: readonly string[]): Artifact[] | null {
  if (workdir === null) return null;
  const named: string[] = [];
  let main: string | null = null;
  let isModule = false;
  for (let at = 0; at < words.length && main === null; at++) {
    const word = words[at] ?? "";
    if (/^(?:-cp|-classpath|--class-path|-p|--module-path)$/.test(word))
      named.push(...(words[++at] ?? "").split(":"));
    else if (word === "-jar") {
      main = words[++at] ?? "";
      named.push(main);
    } else if (word === "-m" || word === "--module") {
      main = words[++at] ?? "";
      isModule = true;
    } else if (word.startsWith("-javaagent:"))
      named.push(word.slice("-javaagent:".length).split("=")[0] ?? "");
    else if (!word.startsWith("-") && !word.startsWith("$")) main = word;
  }
  if (main === null) return null;
  const paths = named.filter(path => path !== "").map(path => resolvePath(workdir, path));
  if (paths.some(path => path === null)) return null;
  const files = paths.filter(path => path !== null);
  if (FILE.test(main) && main.endsWith(".java")) return null;
  // Without a class path, a class is looked for in the working directory.
  const isInFolder = !isModule && !words.some(word => /^(?:-cp|-classpath|--class-path|-jar)$/.test(word));
  if (isInFolder) return wholeFolder(workdir, files);
  // A pattern of a class path is Java's own, and means the archives of a folder; so does the archive that Quarkus starts
  // with (quarkus.io/guides/maven-tooling: fast-jar).
  const copied = files.map(path => (/^(?:\*|quarkus-run\.jar)$/.test(nameOf(path)) ? parentOf(path) : path));
  const all = copied.some(path => path === workdir) ? [workdir] : [...new Set(copied)];
  if (workdir === "/" && all.includes("/")) return null;
  const reason = l10n.t("Copy the files that the start command names");
  return all
    .filter(path => !all.some(other => other !== path && isWithin(path, other)))
    .map((from, index) => (index === 0 ? { from, reason } : { from }));
}

function wholeFolder(workdir: string, files: readonly string[]): Artifact[] | null {
  if (workdir === "/") return null;
  return [
    ...files.filter(path => !isWithin(path, workdir)).map(from => ({ from })),
    {
      from: workdir,
      reason: l10n.t("Copy the folder with the classes"),
    },
  ];
}
