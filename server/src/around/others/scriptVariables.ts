/** The variables of scripts in YAML: of a file of a CI service, its jobs and steps, or of a Taskfile. */
import { at, entriesOf, itemsOf, scalarOf } from "../tree";
import type { Tree } from "../tree";
import { known, open } from "../shell/known";
import type { Known } from "../shell/known";

/** The variables at some place: its own ones, and those around it. */
export interface ScriptVariables {
  /** What is written for a variable; undefined where it is given nowhere. */
  readonly get: (name: string) => string | undefined;
  /** Its value, in which others are filled in. */
  readonly valueOf: (name: string) => Known | undefined;
}

/** Keys whose map holds variables for what stands beside them and below. */
export const VARIABLE_KEYS: readonly string[] = [
  ...["variables", "env", "environment", "vars", "substitutions", "defaults", "parameters"],
];
export const NO_VARIABLES: ScriptVariables = { get: () => undefined, valueOf: () => undefined };

const REFERENCE =
  /\$\{(\w+)\}|\$(\w+)|\$\((\w+)\)|\{\{\s*\.(\w+)\s*\}\}|\{\{(?:[^}]|\}(?!\}))*(?:\}\})?|\$\([^)]*\)?/g;
const PREFIX = /^(?:variables|parameters|pipeline\.parameters|env)\./;
const DEEPEST = 50;
/** Of a longer value nothing can be said. In UTF-16 units. */
const LONGEST = 4096;

/** The variables in a map of a file, which has those around it as well. */
export function variablesIn(node: Tree, outer: ScriptVariables): ScriptVariables {
  const own = new Map(VARIABLE_KEYS.flatMap(key => pairsOf(at(node, key))));
  if (own.size === 0) return outer;
  const get = (name: string) => own.get(name) ?? outer.get(name);
  // Each value is made once: values that name one another several times would grow without end.
  const values = new Map<string, Known | undefined>();
  const valueOf = (name: string, depth: number): Known | undefined => {
    if (values.has(name)) return values.get(name);
    const text = get(name) ?? get(name.replace(PREFIX, ""));
    if (text === undefined || depth > DEEPEST) return undefined;
    // Of a variable that names itself nothing is known.
    values.set(name, undefined);
    const value = filled(text, other => valueOf(other, depth + 1));
    values.set(name, value);
    return value;
  };
  return { get, valueOf: name => valueOf(name, 0) };
}

/** The variables that a map, or a list of Azure (`- name: x` and `value: y`), gives. */
function pairsOf(tree: Tree | undefined): [string, string][] {
  const ofMap = entriesOf(tree).flatMap(({ key, value }): [string, string][] => {
    const scalar = scalarOf(value) ?? scalarOf(at(value, "value")) ?? scalarOf(at(value, "default"));
    return scalar ? [[key, scalar.text]] : [];
  });
  const ofList = itemsOf(tree).flatMap((item): [string, string][] => {
    const name = scalarOf(at(item, "name"))?.text;
    const value = scalarOf(at(item, "value")) ?? scalarOf(at(item, "default"));
    return name !== undefined && value ? [[name, value.text]] : [];
  });
  return [...ofMap, ...ofList];
}

function filled(text: string, valueOf: (name: string) => Known | undefined): Known {
  const state = { isOpen: text.length > LONGEST, left: LONGEST };
  const value = text.slice(0, LONGEST).replace(REFERENCE, (written, ...groups: (string | undefined)[]) => {
    const other = groups.slice(0, 4).find(group => group !== undefined);
    const inner = other === undefined ? undefined : valueOf(other);
    state.left -= inner?.text.length ?? 0;
    state.isOpen ||= inner?.isOpen ?? true;
    if (state.left >= 0) return inner?.text ?? written;
    state.isOpen = true;
    return written;
  });
  return state.isOpen ? open(value) : known(value);
}
