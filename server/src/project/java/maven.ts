/** pom.xml: the version of Java, the name of the JAR, Spring Boot, modules. */
import * as l10n from "@vscode/l10n";
import { below, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { frameworkPort, javaVersion, springPort } from "../../ecosystems/java/versions";
import { elementText, elements, readXml } from "../../ecosystems/manifest";
import type { Change, Found, Proposal } from "../plan";
import { answerTo, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import {
  isThin,
  isLibraryWar,
  rank,
  hasPlugin,
  quarkusChanges,
  isAggregate,
  bootVersion,
  isLayered,
} from "./mavenPlugins";
import type { Poms } from "./mavenPlugins";
import { servletFacts } from "../../ecosystems/java/servletContainer";
import { askContainer, containerChanges, warRefusal } from "./war";
import { askJar, jarName, classified, newestVersion } from "./mavenJar";

/** Reads a project of Maven; null where the folder has no pom.xml. */
export function readMavenProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("pom.xml")) return null;
  const { root, problem } = readXml(folder, "pom.xml");
  const modules = elements(elements(root, "modules")[0] ?? null, "module").flatMap(
    module => sanitize.path(module.text.trim()) ?? [],
  );
  const poms = new Map([
    ["", root],
    ...modules.map(module => [module, readXml(below(folder, module), "pom.xml").root] as const),
  ]);
  const isSpring = [...poms.values()].some(pom => bootVersion(pom) !== null);
  const spring = isSpring && [...poms.values()].every(pom => isLayered(bootVersion(pom)));
  const isWar = [...poms.values()].some(pom => elementText(pom, "packaging") === "war");
  const isQuarkus = [...poms.keys()].some(module => hasPlugin(poms, module, /^quarkus-maven-plugin$/));
  const labels = {
    "ms-spring-boot": l10n.t("Spring Boot, with the JAR file extracted into layers"),
    "ms-java-maven": l10n.t("A JAR file on a Java runtime"),
    "ms-java-jlink": l10n.t("A JAR file with a custom Java runtime of the modules that it needs"),
  };
  // A WAR is run as it is: it has no layers that can be extracted, and no modules that jlink knows.
  const snippets = isWar
    ? (["ms-java-maven"] as const)
    : spring
      ? (["ms-spring-boot", "ms-java-maven"] as const)
      : isSpring
        ? (["ms-java-maven"] as const)
        : isQuarkus
          ? (["ms-java-maven"] as const)
          : (["ms-java-maven", "ms-java-jlink"] as const);
  const programs = modules.filter(module => !isAggregate(poms.get(module) ?? null));
  const sure = programs.filter(module => rank(poms.get(module)) >= 2);
  const ordered = [...(sure.length > 0 ? sure : programs)].sort(
    (one, other) => rank(poms.get(other)) - rank(poms.get(one)),
  );
  const first = ordered[0] ?? "";
  const refused = isLibraryWar(poms, first)
    ? warRefusal(servletFacts(buildTexts(folder, first)), javaOf(folder, poms, first, isSpring))
    : null;
  return {
    what: l10n.t("{0} with {1}", isSpring ? "Spring Boot" : isQuarkus ? "Quarkus" : "Java", "Maven"),
    manifest: "pom.xml",
    proposals: snippets.map(snippet => proposal(folder, poms, ordered, snippet, labels[snippet], isSpring)),
    notes: [
      ...(problem === null ? [] : [problem]),
      ...(problem === null && !isSpring && !isLibraryWar(poms, first) && isThin(poms, first)
        ? [
            l10n.t(
              "No plugin of pom.xml puts the libraries into the JAR and names its main class. Add one, for example maven-shade-plugin.",
            ),
          ]
        : []),
    ],
    ...(refused === null ? {} : { proposals: [], refused }),
  };
}

/** The pom.xml of a module and that of the project. */
function buildTexts(folder: ProjectFolder, module: string): string {
  const files = module === "" ? ["pom.xml"] : [`${module}/pom.xml`, "pom.xml"];
  return files.map(file => folder.read(file) ?? "").join("\n");
}

function proposal(
  folder: ProjectFolder,
  poms: Poms,
  modules: readonly string[],
  snippet: "ms-spring-boot" | "ms-java-maven" | "ms-java-jlink",
  label: string,
  isSpring: boolean,
): Proposal {
  const ofModule = modules.length > 1 ? askProgram(modules) : null;
  const guess = jarName(poms, modules[0] ?? "");
  const facts = servletFacts(buildTexts(folder, modules[0] ?? ""));
  const ofContainer = isLibraryWar(poms, modules[0] ?? "")
    ? askContainer(facts, javaOf(folder, poms, modules[0] ?? "", isSpring))
    : null;
  // A name that hangs on more than the file says can be told by the person alone.
  const ofJar = guess === null && ofModule === null ? askJar("target/") : null;
  return {
    label,
    snippet,
    questions: questionsOf(ofModule, ofJar, ofContainer),
    plan: answers => {
      const module = answerTo(ofModule, answers) ?? modules[0] ?? "";
      const jar = classified(poms, module, jarName(poms, module)) ?? answerTo(ofJar, answers) ?? "app.jar";
      const port = isSpring ? springPort(folder, module) : null;
      const hasTests = matching(below(folder, module), /^src\/test\//).length > 0;
      const isQuarkus = hasPlugin(poms, module, /^quarkus-maven-plugin$/) && snippet === "ms-java-maven";
      // What a build reads beside its sources: rules of checks, a front end.
      const needsAll = /basedir|checkstyle|spotless|frontend-maven|<directory>|license-maven/.test(
        folder.read("pom.xml") ?? "",
      );
      const java = javaOf(folder, poms, module, isSpring);
      const changes: Change[] = [
        ...(isLibraryWar(poms, module)
          ? containerChanges(servletFacts(buildTexts(folder, module)), answerTo(ofContainer, answers), java, {
              image: "eclipse-temurin:${2:25}-jre",
              jar: "/src/target/${6:app.jar}",
            })
          : []),
        ...(snippet === "ms-java-maven" && !hasTests ? [{ without: "test" }] : []),
        ...(isQuarkus ? quarkusChanges("/src/target/${6:app.jar}", "/src/target/quarkus-app/") : []),
        ...(folder.files.has(".mvn/maven.config") ||
        folder.files.has(".mvn/jvm.config") ||
        folder.files.has(".mvn/extensions.xml")
          ? module === "" && !needsAll
            ? [{ replace: "COPY pom.xml ./\n", by: "COPY .mvn ./.mvn\nCOPY pom.xml ./\n" }]
            : []
          : []),
        ...(module === "" && needsAll
          ? [{ replace: "COPY pom.xml ./\nCOPY src ./src", by: "COPY . ." }]
          : []),
        ...(module === "" ? [] : moduleChanges(module, snippet === "ms-java-maven" && hasTests)),
        ...(isQuarkus
          ? [{ replace: "ENTRYPOINT [", by: `EXPOSE ${frameworkPort(folder, module)}\nENTRYPOINT [` }]
          : []),
        ...(snippet === "ms-java-maven" && port !== null
          ? [{ replace: "ENTRYPOINT [", by: `EXPOSE ${port}\nENTRYPOINT [` }]
          : []),
      ];
      const values = { 2: java };
      const stops = snippet === "ms-java-maven" ? { 6: jar } : { 4: jar, ...(isSpring && { 6: port }) };
      return {
        snippet,
        values: { ...values, ...stops },
        changes,
        ignored: ["target", "**/target", ".mvn/wrapper/maven-wrapper.jar", ".env"],
        needed: module === "" ? ["src"] : [module],
      };
    },
  };
}

/** The Java that a module is built and run with. */
function javaOf(folder: ProjectFolder, poms: Poms, module: string, isSpring: boolean): string {
  return javaVersion(folder, newestVersion(poms, module)) ?? (isSpring ? "17" : "21");
}

/** A module is built with those that it needs, out of the folder of all of them. */
function moduleChanges(module: string, hasTests: boolean): Change[] {
  return [
    ...(hasTests
      ? [{ replace: "--batch-mode test", by: `--batch-mode --projects ${module} --also-make test` }]
      : []),
    { replace: "COPY pom.xml ./\nCOPY src ./src", by: "COPY . ." },
    { replace: " package -DskipTests", by: ` --projects ${module} --also-make package -DskipTests` },
    { replace: "/src/target/", by: `/src/${module}/target/` },
  ];
}
