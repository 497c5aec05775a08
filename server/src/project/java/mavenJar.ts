/** The name of the JAR or WAR that Maven writes. */
import type { XmlElement } from "@rgrove/parse-xml";
import * as l10n from "@vscode/l10n";
import { elementText, elements } from "../../ecosystems/manifest";
import type { Question } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { pluginsOf, hasPlugin } from "./mavenPlugins";
import type { Poms } from "./mavenPlugins";

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
export function jarName(poms: Poms, module: string): string | null {
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
export function classified(poms: Poms, module: string, jar: string | null): string | null {
  const boot = pluginsOf(poms, module).find(
    plugin => elementText(plugin, "artifactId") === "spring-boot-maven-plugin",
  );
  const classifier = boot === undefined ? null : bootClassifier(boot);
  if (jar !== null && classifier !== null) return sanitize.name(jar.replace(/\.(\w+)$/, `-${classifier}.$1`));
  const assembly = pluginsOf(poms, module).find(
    plugin => elementText(plugin, "artifactId") === "maven-assembly-plugin",
  );
  if (jar === null || assembly === undefined || hasPlugin(poms, module, /spring-boot-maven|shade/))
    return jar;
  const appends = elementText(assembly, "configuration", "appendAssemblyId") !== "false";
  return appends && jar.endsWith(".jar") ? `${jar.slice(0, -4)}-jar-with-dependencies.jar` : jar;
}

/** What Spring Boot adds to the name of its JAR, so that a plain one stays beside it; null where it adds nothing. */
function bootClassifier(plugin: XmlElement): string | null {
  const executions = elements(elements(plugin, "executions")[0] ?? null, "execution");
  return (
    [plugin, ...executions].flatMap(one => elementText(one, "configuration", "classifier") ?? [])[0] ?? null
  );
}

/** The newest version of Java of a module and of those beside it, which are compiled with it; null where none writes one. */
export function newestVersion(poms: Poms, module: string): string | null {
  const written = [module, ...(module === "" ? [] : poms.keys())].flatMap(
    at => writtenVersion(poms, at) ?? [],
  );
  const number = (version: string) => Number(version.replace(/^1\./, ""));
  return written.sort((one, other) => number(other) - number(one))[0] ?? null;
}

/** The version of Java in the pom.xml of a module, else in that of the project; null where neither writes one. */
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
