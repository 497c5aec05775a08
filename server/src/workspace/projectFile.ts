/**
 * `.dockerfile-stages.yaml` or `.json`: what the people of a project have agreed on about its checks. The command line and the editors
 * read it alike. A chunk of its own: most projects have none.
 */
import { readJson } from "../around/json";
import type { JsonFile } from "../around/json";
import { entriesOf, entryOf, scalarsOf } from "../around/tree";
import type { Entry, Tree } from "../around/tree";
import { readYaml } from "../around/yaml";
import type { RuleLevel } from "../rules/run/ruleSettings";
import { createGitIgnore } from "./gitIgnore";
import { FAIL_ON, RULE_LEVELS, isOneOf, levelFault, listOf, meant, ruleFault } from "./ruleLevels";
import type { FailOn } from "./ruleLevels";

/** What such a file says. */
export interface ProjectFile {
  /** The severity of rules, by id. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Stages that are built by themselves. */
  readonly targets: readonly string[];
  /** Whether a file is not checked; the path begins with a slash and counts from the folder of this file. */
  readonly ignores: (path: string) => boolean;
  /** The severity from which on problems fail a check of the command line; null where it does not say. */
  readonly failOn: FailOn | null;
  /** What cannot be read of it, in its order. All else counts. */
  readonly faults: readonly ProjectFault[];
}

/** Something in the file that says nothing, and its line, from 1. */
export interface ProjectFault {
  readonly line: number;
  readonly message: string;
}

const KEYS = ["rules", "targets", "ignore", "failOn", "$schema"] as const;

/** Reads the text of such a file; whatever it holds, nothing throws. `name` tells JSON from YAML. */
export function readProjectFile(name: string, written: string): ProjectFile {
  // Editors of Windows begin files with a byte order mark.
  const text = written.replace(/^\uFEFF/, "");
  const faults: ProjectFault[] = [];
  const fault = (offset: number, message: string) => {
    faults.push({ line: lineOf(text, offset), message });
  };
  const { tree, isBroken, brokenAt } = treeOf(name, text);
  if (isBroken) fault(brokenAt, `The file is not valid ${name.endsWith(".json") ? "JSON" : "YAML"}.`);
  const root = tree?.kind === "map" ? tree : undefined;
  if (tree && !root && !isEmpty(tree)) fault(tree.span.start, `The file must be a map with ${listOf(KEYS)}.`);
  for (const { key, keySpan } of entriesOf(root))
    if (!isOneOf(KEYS, key))
      fault(keySpan.start, `"${key}" is not a key of this file.${meant(key, [...KEYS])}`);
  const ignored = createGitIgnore();
  ignored.add("/", textsOf("ignore").join("\n"));
  return {
    levels: levelsOf(entryOf(root, "rules")),
    targets: textsOf("targets"),
    ignores: path => ignored.ignores(path, false),
    failOn: failOnOf(entryOf(root, "failOn")),
    faults: faults.sort((one, other) => one.line - other.line),
  };

  function levelsOf(rules: Entry | undefined): Record<string, RuleLevel> {
    if (rules && rules.value.kind !== "map" && !isEmpty(rules.value))
      fault(rules.keySpan.start, '"rules" must be a map from rules to severities.');
    const levels = entriesOf(rules?.value).flatMap(({ key, keySpan, value }): [string, RuleLevel][] => {
      // YAML of old reads `off` as false.
      const level = value.kind === "scalar" ? (value.value === false ? "off" : value.text) : "";
      const wrong = ruleFault(key) ?? levelFault(level);
      if (wrong !== null) fault(keySpan.start, wrong);
      return wrong === null && isOneOf(RULE_LEVELS, level) ? [[key, level]] : [];
    });
    return Object.fromEntries(levels);
  }

  function textsOf(key: "targets" | "ignore"): string[] {
    const entry = entryOf(root, key);
    if (!entry || isEmpty(entry.value)) return [];
    if (entry.value.kind === "map") fault(entry.keySpan.start, `"${key}" must be a list of texts.`);
    const items = entry.value.kind === "list" ? entry.value.items : [];
    const wrong = items.find(item => item.kind !== "scalar" || item.value === null);
    if (wrong) fault(wrong.span.start, `"${key}" must be a list of texts.`);
    return scalarsOf(entry.value).map(scalar => scalar.text);
  }

  function failOnOf(entry: Entry | undefined): FailOn | null {
    if (!entry || isEmpty(entry.value)) return null;
    const level = entry.value.kind === "scalar" ? entry.value.text : "";
    if (isOneOf(FAIL_ON, level)) return level;
    fault(entry.keySpan.start, `"failOn" must be ${listOf(FAIL_ON)}.`);
    return null;
  }
}

function treeOf(name: string, text: string): Pick<JsonFile, "tree" | "isBroken" | "brokenAt"> {
  if (name.endsWith(".json"))
    return text.trim() === "" ? { tree: null, isBroken: false, brokenAt: 0 } : readJson(text);
  const { documents, isBroken, brokenAt } = readYaml(text);
  const [tree = null, second] = documents;
  if (isBroken || !second) return { tree, isBroken, brokenAt };
  return { tree, isBroken: true, brokenAt: second.span.start };
}

function isEmpty(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.value === null;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
