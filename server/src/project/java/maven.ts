/** pom.xml: the version of Java, the name of the JAR, Spring Boot, modules. */
import * as l10n from "@vscode/l10n";
import { XmlElement } from "@rgrove/parse-xml";
import { below, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { frameworkPort, javaVersion, springPort } from "./versions";
import { elementText, elements, readXml } from "../../ecosystems/manifest";
import type { Change, Found, Proposal, Question } from "../plan";
import { answerTo, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { satisfies } from "../../ecosystems/versions";

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
  const isQuarkus = [...poms.keys()].some(module => hasPlugin(poms, module, /^quarkus-maven-plugin$/));
  const labels = {
    "ms-spring-boot": l10n.t("Spring Boot, with the JAR file extracted into layers"),
    "ms-java-maven": l10n.t("A JAR file on a Java runtime"),
    "ms-java-jlink": l10n.t("A JAR file with a custom Java runtime of the modules that it needs"),
  };
  const snippets = spring
    ? (["ms-spring-boot", "ms-java-maven"] as const)
    : isSpring
      ? (["ms-java-maven"] as const)
      : isQuarkus
        ? (["ms-java-maven"] as const)
        : (["ms-java-maven", "ms-java-jlink"] as const);
  const programs = modules.filter(module => !isAggregate(poms.get(module) ?? null));
  const ordered = [...programs].sort((one, other) => rank(poms.get(other)) - rank(poms.get(one)));
  return {
    what: l10n.t("{0} with {1}", isSpring ? "Spring Boot" : isQuarkus ? "Quarkus" : "Java", "Maven"),
    manifest: "pom.xml",
    proposals: snippets.map(snippet => proposal(folder, poms, ordered, snippet, labels[snippet], isSpring)),
    notes: [
      ...(problem === null ? [] : [problem]),
      ...(problem === null && !isSpring && isThin(poms, ordered[0] ?? "")
        ? [
            l10n.t(
              "No plugin of pom.xml puts the libraries into the JAR and names its main class. Add one, for example maven-shade-plugin.",
            ),
          ]
        : []),
    ],
    ...(isLibraryWar(poms, ordered[0] ?? "")
      ? {
          proposals: [],
          refused: l10n.t(
            "The project makes a WAR file, which an application server runs. Which one is not in pom.xml.",
          ),
        }
      : {}),
  };
}

/** Nothing makes a program of the JAR of a module. */
function isThin(poms: Poms, module: string): boolean {
  return (
    !hasPlugin(poms, module, /spring-boot-maven|shade|assembly|quarkus|jib|micronaut|onejar|appassembler/) &&
    !/<mainClass>|<Main-Class>/.test(textOfPlugins(poms, module))
  );
}

function textOfPlugins(poms: Poms, module: string): string {
  const words = (element: XmlElement): string =>
    element.children
      .map(child => (child instanceof XmlElement ? `<${child.name}>${words(child)}` : ""))
      .join("");
  return pluginsOf(poms, module).map(words).join("");
}

/** A WAR without Spring Boot, whose WAR starts by itself. */
function isLibraryWar(poms: Poms, module: string): boolean {
  return (
    elementText(poms.get(module) ?? null, "packaging") === "war" &&
    !hasPlugin(poms, module, /spring-boot-maven/)
  );
}

/** A module that Spring Boot or a JAR's manifest makes a program comes before one that is a library. */
function rank(pom: XmlElement | null | undefined): number {
  const build = elements(pom ?? null, "build")[0] ?? null;
  const plugins = elements(elements(build, "plugins")[0] ?? null, "plugin");
  return plugins.some(plugin =>
    /spring-boot-maven|shade|assembly|jar-plugin/.test(elementText(plugin, "artifactId") ?? ""),
  )
    ? 1
    : 0;
}

/** The plugins of a module, and of those above it. */
function pluginsOf(poms: Poms, module: string): XmlElement[] {
  return [module, ""].flatMap(at => {
    const build = elements(poms.get(at) ?? null, "build")[0] ?? null;
    return elements(elements(build, "plugins")[0] ?? null, "plugin");
  });
}

function hasPlugin(poms: Poms, module: string, pattern: RegExp): boolean {
  return pluginsOf(poms, module).some(plugin => pattern.test(elementText(plugin, "artifactId") ?? ""));
}

/** Quarkus writes a folder with a program that starts the rest of it. `jar` is what the snippet copies, `folder` what it writes. */
export function quarkusChanges(jar: string, folder: string): Change[] {
  return [
    { replace: "the JAR.", by: "the program with its libraries." },
    { replace: `${jar} app.jar`, by: `${folder} ./` },
    { replace: '"app.jar"]', by: '"quarkus-run.jar"]' },
  ];
}

function isAggregate(pom: XmlElement | null): boolean {
  return elementText(pom, "packaging") === "pom";
}

/** The version of Spring Boot's parent; `""` where a project has it in another way; null where it has none. */
function bootVersion(pom: XmlElement | null): string | null {
  const parent = elements(pom, "parent")[0] ?? null;
  if (elementText(parent, "artifactId") === "spring-boot-starter-parent")
    return elementText(parent, "version") ?? "";
  return rank(pom) > 0 && hasBootPlugin(pom) ? "" : null;
}

function hasBootPlugin(pom: XmlElement | null): boolean {
  const build = elements(pom, "build")[0] ?? null;
  const plugins = elements(elements(build, "plugins")[0] ?? null, "plugin");
  return plugins.some(plugin => elementText(plugin, "artifactId") === "spring-boot-maven-plugin");
}

/** Before 3.3, a JAR is taken apart by other words: https://docs.spring.io/spring-boot/reference/packaging/efficient.html */
function isLayered(version: string | null): boolean {
  return version === null || version === "" || satisfies(version, ">=3.3");
}

type Poms = ReadonlyMap<string, XmlElement | null>;

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
  // A name that hangs on more than the file says can be told by the person alone.
  const ofJar = guess === null && ofModule === null ? askJar("target/") : null;
  return {
    label,
    snippet,
    questions: questionsOf(ofModule, ofJar),
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
      const changes: Change[] = [
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
      const values = { 2: javaVersion(folder, writtenVersion(poms, module)) ?? (isSpring ? "17" : "21") };
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

/** Asked where a build file does not tell the name of the JAR. `folder` is the one that the build writes it to. */
export function askJar(folder: string): Question {
  return {
    id: "jar",
    title: "JAR",
    prompt: l10n.t("What is the name of the file that the build writes to {0}?", folder),
    why: l10n.t("The build file does not tell it."),
    value: "app.jar",
    kind: "name",
    optional: false,
  };
}

/** `finalName`, or name and version, with its properties put in; null where one of them is not known, or no tame name. */
function jarName(poms: Poms, module: string): string | null {
  const pom = poms.get(module) ?? null;
  const root = poms.get("") ?? null;
  const parent = elements(pom, "parent")[0] ?? null;
  const version = elementText(pom, "version") ?? elementText(parent, "version");
  const own: Readonly<Record<string, string | null>> = {
    artifactId: elementText(pom, "artifactId"),
    version: version?.includes("${project") === true ? null : version,
  };
  const valueOf = (key: string): string | null =>
    own[key.replace(/^(?:project|pom)\./, "")] ??
    elementText(pom, "properties", key) ??
    elementText(root, "properties", key);
  const written = elementText(pom, "build", "finalName") ?? "${artifactId}-${version}";
  // Twice: a version is often a property itself.
  const once = (text: string) =>
    text.replace(/\$\{([\w.-]{1,60})\}/g, (whole, key: string) => valueOf(key) ?? whole);
  const ending = elementText(pom, "packaging") === "war" ? "war" : "jar";
  return sanitize.name(`${once(once(written))}.${ending}`);
}

/** The assembly plugin adds a name of its own to that of the JAR with its libraries. */
function classified(poms: Poms, module: string, jar: string | null): string | null {
  const assembly = pluginsOf(poms, module).find(
    plugin => elementText(plugin, "artifactId") === "maven-assembly-plugin",
  );
  if (jar === null || assembly === undefined || hasPlugin(poms, module, /spring-boot-maven|shade/))
    return jar;
  const appends = elementText(assembly, "configuration", "appendAssemblyId") !== "false";
  return appends && jar.endsWith(".jar") ? `${jar.slice(0, -4)}-jar-with-dependencies.jar` : jar;
}

function writtenVersion(poms: Poms, module: string): string | null {
  const found = [module, ""].map(at => {
    const pom = poms.get(at) ?? null;
    const keys = ["maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source"];
    const properties = keys.map(key => elementText(pom, "properties", key));
    const plugins = elements(elements(elements(pom, "build")[0] ?? null, "plugins")[0] ?? null, "plugin");
    const configured = plugins.flatMap(plugin => [
      elementText(plugin, "configuration", "release"),
      elementText(plugin, "configuration", "source"),
    ]);
    return [...properties, ...configured].find(text => text !== null && /^[\d.]+$/.test(text)) ?? null;
  });
  return found.find(text => text !== null) ?? null;
}
