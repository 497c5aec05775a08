/** build.gradle(.kts): the few declarations that say what the build makes. Gradle's languages are programs; nothing is run. */
import * as l10n from "@vscode/l10n";
import { below, firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { frameworkPort, springPort } from "../../ecosystems/java/versions";
import { servletFacts } from "../../ecosystems/java/servletContainer";
import { askContainer, containerChanges, warRefusal } from "./war";
import { askJar } from "./mavenJar";
import { quarkusChanges } from "./mavenPlugins";
import type { Change, Found, Proposal } from "../plan";
import { answerTo, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import {
  BUILD_FILES,
  SPRING,
  SHADOW,
  KTOR,
  WAR,
  QUARKUS,
  APPLICATION,
  textOf,
  buildOf,
  factsOf,
} from "./gradleFacts";
import type { GradleFacts } from "./gradleFacts";

const SETTINGS_FILES = ["settings.gradle.kts", "settings.gradle"];

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
