/** build.gradle(.kts): the few declarations that say what the build makes. Gradle's languages are programs; nothing is run. */
import * as l10n from "@vscode/l10n";
import { below, firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { frameworkPort, javaVersion, springPort } from "../../ecosystems/java/versions";
import { servletFacts } from "../../ecosystems/java/servletContainer";
import { askContainer, containerChanges, warRefusal } from "./war";
import { askJar } from "./mavenJar";
import { quarkusChanges } from "./mavenPlugins";
import { fieldsOf, readToml } from "../../ecosystems/manifest";
import type { Change, Found, Proposal } from "../plan";
import { answerTo, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { IMAGE_VERSIONS } from "../../ecosystems/imageTags";
import { exactVersion, satisfies } from "../../ecosystems/versions";

const BUILD_FILES = ["build.gradle.kts", "build.gradle"];
const SETTINGS_FILES = ["settings.gradle.kts", "settings.gradle"];

const SPRING = /org\.springframework\.boot["']/;
const SHADOW = /com\.github\.johnrengelman\.shadow|com\.gradleup\.shadow/;
const KTOR = /io\.ktor\.plugin|\bktorLibs\.plugins\.ktor\b/;
const WAR = /^\s{0,20}(?:id\s{0,3}\(?\s{0,3}["'])?war["']?\)?\s{0,5}$|apply plugin: ["']war["']|`war`/m;
const QUARKUS = /["']io\.quarkus["']/;
const APPLICATION =
  /^\s{0,20}(?:id\s{0,3}\(?\s{0,3}["'])?application["']?\)?\s{0,5}$|apply plugin: ["']application["']|`application`|io\.micronaut\.(?:minimal\.)?application["']/m;

/** Reads a project of Gradle; null where the folder has no build of it. */
export function readGradleProject(folder: ProjectFolder): Found | null {
  const manifest = firstOf(folder, [...BUILD_FILES, ...SETTINGS_FILES]);
  if (manifest === null) return null;
  const settings = textOf(folder, SETTINGS_FILES);
  const included = [...settings.matchAll(/^\s{0,20}include\b(.{1,500})$/gm)]
    .flatMap(([, list = ""]) => [...list.matchAll(/["']:?([^"']{1,100})["']/g)])
    .flatMap(([, name = ""]) => sanitize.path(name.replaceAll(":", "/")) ?? [])
    .filter(path => firstOf(below(folder, path), BUILD_FILES) !== null);
  const programs = ["", ...included].filter(path => isProgram(buildOf(folder, path)));
  const all = programs.length > 0 ? programs : included.length > 0 ? included : [""];
  const isSpring = all.some(path => SPRING.test(buildOf(folder, path)));
  const label = isSpring
    ? l10n.t("A Spring Boot JAR file on a Java runtime")
    : l10n.t("A JAR file on a Java runtime");
  const [likely = ""] = all;
  const refused = isLibraryWar(buildOf(folder, likely))
    ? warRefusal(servletFacts(textsOf(folder, likely)), factsOf(folder, settings, likely).version ?? "21")
    : null;
  return {
    what: isSpring
      ? l10n.t("{0} with {1}", "Spring Boot", "Gradle")
      : l10n.t("{0} with {1}", "Java", "Gradle"),
    manifest,
    proposals: refused === null ? [proposal(folder, settings, all, label)] : [],
    refused,
    notes:
      all.length === 1 &&
      !isProgram(buildOf(folder, all[0] ?? "")) &&
      !/Main-Class/.test(buildOf(folder, all[0] ?? ""))
        ? [
            l10n.t(
              "No plugin of the build puts the libraries into the JAR and names its main class. Add one, for example application.",
            ),
          ]
        : [],
  };
}

function textOf(folder: ProjectFolder, files: readonly string[]): string {
  const file = firstOf(folder, files);
  return file === null ? "" : (folder.read(file) ?? "");
}

/** A build file, with the plugins of the version catalog by their own names, and without those that are only made known. */
function buildOf(folder: ProjectFolder, path: string): string {
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

/** A WAR that another program starts: what Spring Boot or an application makes starts by itself. */
function isLibraryWar(build: string): boolean {
  return WAR.test(build) && ![SPRING, SHADOW, APPLICATION, KTOR, QUARKUS].some(plugin => plugin.test(build));
}

/** The build files of a project and of the root. */
function textsOf(folder: ProjectFolder, path: string): string {
  return [...new Set([path, ""])].map(at => buildOf(folder, at)).join("\n");
}

function isProgram(build: string): boolean {
  return [SPRING, SHADOW, APPLICATION, KTOR, QUARKUS, WAR].some(plugin => plugin.test(build));
}

function proposal(
  folder: ProjectFolder,
  settings: string,
  paths: readonly string[],
  label: string,
): Proposal {
  const project = paths.length > 1 ? askProgram(paths.map(path => (path === "" ? "." : path))) : null;
  const facts = paths.map(path => factsOf(folder, settings, path));
  const ofContainer =
    facts[0]?.task === "war"
      ? askContainer(servletFacts(textsOf(folder, paths[0] ?? "")), facts[0].version ?? "21")
      : null;
  const ofJar =
    project === null && facts[0]?.jar === null && /^(?:jar|war)$/.test(facts[0].task)
      ? askJar("build/libs/")
      : null;
  return {
    label,
    snippet: "ms-java-gradle",
    questions: questionsOf(project, ofJar, ofContainer),
    plan: answers => {
      const chosen = answerTo(project, answers);
      const path = chosen === "." ? "" : (chosen ?? paths[0] ?? "");
      const { name, task, version, jar, gradle } = factsOf(folder, settings, path);
      const isSpring = task === "bootJar" || task === "bootWar";
      const hasTests = matching(below(folder, path), /^src\/test\//).length > 0;
      const prefix = path === "" ? "" : `:${path.replaceAll("/", ":")}:`;
      const changes: Change[] = [
        ...(task === "war"
          ? containerChanges(
              servletFacts(textsOf(folder, path)),
              answerTo(ofContainer, answers),
              version ?? "21",
              {
                image: "eclipse-temurin:${2:25}-jre",
                jar: "/src/build/libs/${7:app.jar}",
              },
            )
          : []),
        ...(hasTests ? [] : [{ without: "test" }]),
        ...(gradle === null ? [] : [{ replace: "gradle:9-jdk", by: `gradle:${gradle}-jdk` }]),
        ...(task === "installDist" ? installed(name) : []),
        ...(task === "quarkusBuild"
          ? quarkusChanges(
              "/src/build/libs/${7:app.jar}",
              `/src/${path === "" ? "" : `${path}/`}build/quarkus-app/`,
            )
          : []),
        ...(prefix === "" ? [] : [{ replace: "--no-daemon ${5|", by: `--no-daemon ${prefix}\${5|` }]),
        ...(prefix === "" || !hasTests
          ? []
          : [{ replace: "--no-daemon test", by: `--no-daemon ${prefix}test` }]),
        ...(path === "" || task === "quarkusBuild"
          ? []
          : [{ replace: "/src/build/", by: `/src/${path}/build/` }]),
        ...(task === "quarkusBuild" || task === "buildFatJar" || /micronaut/.test(buildOf(folder, path))
          ? [{ replace: "ENTRYPOINT [", by: `EXPOSE ${frameworkPort(folder, path)}\nENTRYPOINT [` }]
          : []),
        ...(isSpring
          ? [{ replace: "ENTRYPOINT [", by: `EXPOSE ${springPort(folder, path)}\nENTRYPOINT [` }]
          : []),
      ];
      return {
        snippet: "ms-java-gradle",
        values: { 2: version, 5: task, 7: jar ?? answerTo(ofJar, answers) ?? ONLY[task] ?? null },
        changes,
        ignored: [".gradle", "build", "**/build", "*.log", ".env"],
        needed: [path === "" ? "src" : path],
      };
    },
  };
}

/** The JAR of a task that leaves no other one there. */
const ONLY: Partial<Readonly<Record<GradleFacts["task"], string>>> = {
  bootJar: "*.jar",
  bootWar: "*.war",
  shadowJar: "*-all.jar",
  buildFatJar: "*-all.jar",
};

interface GradleFacts {
  readonly name: string;
  readonly task:
    "jar" | "war" | "bootJar" | "bootWar" | "shadowJar" | "installDist" | "buildFatJar" | "quarkusBuild";
  readonly version: string | null;
  readonly jar: string | null;
  /** The version of Gradle that the project's wrapper has. */
  readonly gradle: string | null;
}

function factsOf(folder: ProjectFolder, settings: string, path: string): GradleFacts {
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

/** The application plugin makes a start script with all that the program needs, and its JAR alone would not start. */
function installed(name: string): Change[] {
  const program = sanitize.name(name) ?? "app";
  return [
    { replace: "builds the JAR file.", by: "builds the application with its libraries and start script." },
    { replace: "/src/build/libs/${7:app.jar} app.jar", by: `/src/build/install/${program}/ ./` },
    {
      replace: 'ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]',
      by: `ENV JAVA_OPTS=-XX:MaxRAMPercentage=75\nENTRYPOINT ["/app/bin/${program}"]`,
    },
  ];
}
