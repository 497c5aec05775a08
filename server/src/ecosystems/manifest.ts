/** Manifests as data: JSON, TOML and XML, read so that a broken one is a sentence and never an error. */
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import * as l10n from "@vscode/l10n";
import { parse as parseToml } from "smol-toml";
import { isXmlNestedDeeply } from "../shared/nesting";
import type { ProjectFolder } from "./folder";

/** An object of a manifest; empty where there is none. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a manifest holds, or an empty object and why. */
export interface Manifest {
  readonly fields: Fields;
  /** A sentence for people; null where nothing is wrong. */
  readonly problem: string | null;
}

/** The object in a JSON file of the folder. */
export function readJson(folder: ProjectFolder, file: string): Manifest {
  return readManifest(folder, file, JSON.parse);
}

/** Why a JSON file of the folder cannot be read; null where it can. */
export function readManifestProblem(folder: ProjectFolder, file: string): string | null {
  return readJson(folder, file).problem;
}

/** The object in a TOML file of the folder. */
export function readToml(folder: ProjectFolder, file: string): Manifest {
  return readManifest(folder, file, parseToml);
}

function readManifest(folder: ProjectFolder, file: string, parse: (text: string) => unknown): Manifest {
  const text = folder.read(file);
  if (text === null) return { fields: {}, problem: unreadable(file) };
  try {
    return { fields: fieldsOf(parse(text.replace(/^\uFEFF/, ""))), problem: null };
  } catch (error) {
    return { fields: {}, problem: broken(file, error) };
  }
}

/** The root element of an XML file of the folder, or why there is none. */
export function readXml(
  folder: ProjectFolder,
  file: string,
): { root: XmlElement | null; problem: string | null } {
  const text = folder.read(file);
  if (text === null) return { root: null, problem: unreadable(file) };
  if (isXmlNestedDeeply(text)) return { root: null, problem: unreadable(file) };
  try {
    return {
      root: parseXml(text.replace(/^\uFEFF/, ""), { ignoreUndefinedEntities: true }).root,
      problem: null,
    };
  } catch (error) {
    return { root: null, problem: broken(file, error) };
  }
}

function unreadable(file: string): string {
  return l10n.t("{0} is too large or cannot be read. The Dockerfile does not use it.", file);
}

function broken(file: string, error: unknown): string {
  const [words = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return l10n.t("{0} cannot be read: {1}. The Dockerfile does not use it.", file, words.slice(0, 200));
}

/** A value as an object; an empty one for any other value. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The value below names, one after the other; undefined where one of them is not there. */
export function field(fields: Fields, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name) => {
    const inner = fieldsOf(value);
    return Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, fields);
}

/** A text of a manifest; null for any other value. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A list of a manifest; empty for any other value. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The elements of a name below an element, whatever their namespace. */
export function elements(parent: XmlElement | null, name: string): XmlElement[] {
  return (parent?.children ?? []).flatMap(child =>
    child instanceof XmlElement && child.name.replace(/^.*:/, "") === name ? [child] : [],
  );
}

/** The text of the first element below names, one after the other; null where there is none. */
export function elementText(root: XmlElement | null, ...names: readonly string[]): string | null {
  const element = names.reduce<XmlElement | null>((at, name) => elements(at, name)[0] ?? null, root);
  return element ? element.text.trim() : null;
}
