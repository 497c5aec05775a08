/** The variables of a Makefile, and of those that it includes. */
import type { Files } from "../files";
import { folderOf, joinPath } from "../paths";
import { linesOf } from "./lines";

/** What a variable is set to, as it is written. */
export interface Variable {
  /** One of them: there is more than one where a condition decides. */
  readonly values: string[];
  /** What `+=` puts behind it. */
  readonly added: string[];
}

/** An assignment: in front of a value, with the name and the operator without its equals sign. */
export const ASSIGNMENT = /^ *(?:(?:export|override|private) +)*([\w.-]+)[ \t]*(::?:?|\?|\+|!)?=[ \t]*/;

/** Files that include one another further than this are not read. */
const MOST_INCLUDED = 20;

/** The variables of a Makefile whose text is given, by name; those of the files that it includes are among them. */
export function readVariables(path: string, text: string, files: Files): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  readInto(variables, path, text, files, new Set());
  return variables;
}

function readInto(
  variables: Map<string, Variable>,
  path: string,
  text: string,
  files: Files,
  seen: Set<string>,
): void {
  seen.add(path);
  let conditions = 0;
  let defined: { name: string; lines: string[] } | null = null;
  for (const { start, end } of linesOf(text)) {
    const raw = text
      .slice(start, end)
      .replace(/(?:(?<![ \t])[ \t]+)?\\\r?\n[ \t]*/g, " ")
      .replace(/\r$/, "");
    if (defined !== null) {
      if (/^\s*endef\b/.test(raw)) {
        set(variables, defined.name, defined.lines.join("\n"), "", conditions > 0);
        defined = null;
      } else defined.lines.push(raw);
      continue;
    }
    if (raw.startsWith("\t")) continue;
    if (/^\s*ifn?(?:eq|def)\b/.test(raw)) conditions++;
    else if (/^\s*endif\b/.test(raw)) conditions = Math.max(conditions - 1, 0);
    const define = /^\s*define\s+([\w.-]+)/.exec(raw)?.[1];
    if (define !== undefined) {
      defined = { name: define, lines: [] };
      continue;
    }
    const included = /^-?s?include\s+(\S.*)$/.exec(raw)?.[1];
    if (included !== undefined) include(variables, path, included, files, seen);
    const [head, name = "", operator = ""] = ASSIGNMENT.exec(raw) ?? [];
    if (head === undefined) continue;
    const value = raw
      .slice(head.length)
      .replace(/\s#[^]*/, "")
      .trim();
    set(variables, name, operator === "!" ? `$(shell ${value})` : value, operator, conditions > 0);
  }
}

function include(
  variables: Map<string, Variable>,
  path: string,
  names: string,
  files: Files,
  seen: Set<string>,
): void {
  for (const [name] of names.matchAll(/\S+/g)) {
    if (seen.size >= MOST_INCLUDED) {
      files.onLimit?.(path, `it includes more than ${MOST_INCLUDED} files`);
      return;
    }
    const other = joinPath(folderOf(path), name.replace(/^\$\((?:CURDIR|dir [^)]*\)\)?|ROOT_DIR)\)?\/?/, ""));
    const content = seen.has(other) ? null : files.text(other);
    if (content !== null) readInto(variables, other, content, files, seen);
  }
}

function set(
  variables: Map<string, Variable>,
  name: string,
  value: string,
  operator: string,
  isConditional: boolean,
): void {
  const before = variables.get(name);
  if (operator === "+") {
    if (before) before.added.push(value);
    else variables.set(name, { values: [], added: [value] });
  } else if (before && operator === "?" && !isConditional) return;
  // A condition may be false; without one, what was before is gone.
  else if (before && isConditional) before.values.push(value);
  else variables.set(name, { values: [value], added: [] });
}
