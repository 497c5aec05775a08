/** What the plugins of a pom.xml say: the framework, and how it packs a program. */
import { XmlElement } from "@rgrove/parse-xml";
import { elementText, elements } from "../../ecosystems/manifest";
import type { Change } from "../plan";
import { satisfies } from "../../ecosystems/versions";

/** Nothing makes a program of the JAR of a module. */
export function isThin(poms: Poms, module: string): boolean {
  return (
    !hasPlugin(poms, module, /spring-boot-maven|shade|assembly|quarkus|jib|micronaut|onejar|appassembler/) &&
    !/<mainClass>|<Main-Class>/.test(textOfPlugins(poms, module))
  );
}

function textOfPlugins(poms: Poms, module: string): string {
  return pluginsOf(poms, module).map(wordsOf).join("");
}

/** The names of all elements in an element. */
function wordsOf(element: XmlElement): string {
  return element.children
    .map(child => (child instanceof XmlElement ? `<${child.name}>${wordsOf(child)}` : ""))
    .join("");
}

/** A WAR without Spring Boot, whose WAR starts by itself. */
export function isLibraryWar(poms: Poms, module: string): boolean {
  return (
    elementText(poms.get(module) ?? null, "packaging") === "war" &&
    !hasPlugin(poms, module, /spring-boot-maven/)
  );
}

/** How sure it is that a module is a program: its framework packs one, its JAR names a main class, it holds its libraries; 0 for none of these. */
export function rank(pom: XmlElement | null | undefined): number {
  const build = elements(pom ?? null, "build")[0] ?? null;
  const plugins = elements(elements(build, "plugins")[0] ?? null, "plugin");
  const names = plugins.map(plugin => elementText(plugin, "artifactId") ?? "");
  if (names.some(name => /^(?:spring-boot-maven|quarkus-maven|micronaut-maven)-plugin$/.test(name))) return 3;
  if (!names.some(name => /shade|assembly|jar-plugin/.test(name))) return 0;
  return plugins.some(plugin => /<(?:mainClass|Main-Class)>/.test(wordsOf(plugin))) ? 2 : 1;
}

/** The plugins of a module, and of those above it. */
export function pluginsOf(poms: Poms, module: string): XmlElement[] {
  return [module, ""].flatMap(at => {
    const build = elements(poms.get(at) ?? null, "build")[0] ?? null;
    return elements(elements(build, "plugins")[0] ?? null, "plugin");
  });
}

/** Whether the build of a module has a plugin of this kind. */
export function hasPlugin(poms: Poms, module: string, pattern: RegExp): boolean {
  return pluginsOf(poms, module).some(plugin => pattern.test(elementText(plugin, "artifactId") ?? ""));
}

/** Quarkus writes a folder with a program that starts the rest of it. `jar` is what the snippet copies, `folder` what it writes. */
export function quarkusChanges(jar: string, folder: string): Change[] {
  return [
    { replace: "builds the JAR file.", by: "builds the application with its libraries." },
    { replace: `${jar} app.jar`, by: `${folder} ./` },
    { replace: '"app.jar"]', by: '"quarkus-run.jar"]' },
  ];
}

/** Whether it only holds modules together. */
export function isAggregate(pom: XmlElement | null): boolean {
  return elementText(pom, "packaging") === "pom";
}

/** The version of Spring Boot's parent; `""` where a project has it in another way; null where it has none. */
export function bootVersion(pom: XmlElement | null): string | null {
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
export function isLayered(version: string | null): boolean {
  return version === null || version === "" || satisfies(version, ">=3.3");
}

/** Each pom.xml of a project by the folder of its module; `""` for that of the project. */
export type Poms = ReadonlyMap<string, XmlElement | null>;
