/** The recipes of a Makefile. */
import type { MappedText } from "../../dockerfile/source";
import { linesOf } from "./lines";
import type { Line } from "./lines";
import { ASSIGNMENT } from "./variables";
import type { Variable } from "./variables";

/** A rule: what its recipe makes. */
export interface Rule {
  readonly targets: readonly string[];
  /** The targets as people read them. */
  readonly name: string;
  /** What `%` stands for, and so what a target is called, is not known. */
  readonly isPattern: boolean;
  /** A variable that is set for one of the targets alone; undefined where none is. */
  readonly variable: (name: string) => Variable | undefined;
  /** The values that a variable has for targets which need one of these. */
  readonly inherited: (name: string) => readonly string[];
}

/** A line of a recipe, or all of them where the file says `.ONESHELL`: a script of its own. */
export interface Recipe {
  readonly rule: Rule;
  readonly body: MappedText;
  /** The name of the `define` in which it stands: it is part of what calls that. */
  readonly macro?: string;
}

const HEAD = /^([^\t#:=][^:=#]*)::?(?!=)[ \t]*((?:[^ \t][^\t]*)?)$/;
/** The variables of more targets of one rule are not looked at. */
const MOST_TARGETS = 64;
const NO_TARGETS: Rule = {
  targets: [],
  name: "",
  isPattern: false,
  variable: () => undefined,
  inherited: () => [],
};

type Variables = Map<string, Variable>;

/** The recipes of a text, in order. `onLimit` hears what is left out of them. */
export function recipesOf(text: string, onLimit: (what: string) => void): Recipe[] {
  const isOne = /^\.ONESHELL:/m.test(text);
  const ofTarget = new Map<string, Variables>();
  /** The targets that need one, by its name. */
  const needing = new Map<string, string[]>();
  const recipes: Recipe[] = [];
  let rule = NO_TARGETS;
  let gathered: Line[] = [];
  let macro: string | null = null;
  const end = () => {
    const [first] = gathered;
    const last = gathered.at(-1);
    if (first && last) recipes.push({ body: recipeText(text, { start: first.start, end: last.end }), rule });
    gathered = [];
  };
  for (const line of linesOf(text)) {
    const raw = text.slice(line.start, line.end);
    if (/^\s*(?:define|endef)\b/.test(raw)) {
      macro = /^\s*define\b/.test(raw) ? (/^\s*define\s+([\w.-]+)/.exec(raw)?.[1] ?? "") : null;
      rule = NO_TARGETS;
      continue;
    }
    if (raw.startsWith("\t")) {
      if (rule === NO_TARGETS && macro === null) continue;
      if (!isOne || macro !== null)
        recipes.push({ body: recipeText(text, line), rule, ...(macro === null ? {} : { macro }) });
      else gathered.push(line);
      continue;
    }
    const [, names = "", rest = ""] = HEAD.exec(raw.replace(/\\\r?\n/g, " ")) ?? [];
    if (names === "" || macro !== null) {
      if (raw.trim() !== "" && !/^\s*#|^\s*(?:ifn?eq|ifn?def|else|endif)\b/.test(raw)) {
        end();
        rule = NO_TARGETS;
      }
      continue;
    }
    end();
    const targets = names.split(/\s+/).filter(name => name !== "");
    const [head, name] = ASSIGNMENT.exec(rest) ?? [];
    if (head !== undefined && name !== undefined) {
      const variable = { values: [rest.slice(head.length).trim()], added: [] };
      for (const target of targets)
        ofTarget.set(target, (ofTarget.get(target) ?? new Map<string, Variable>()).set(name, variable));
      rule = NO_TARGETS;
      continue;
    }
    for (const needed of rest.replace(/[;|][^]*/, "").split(/\s+/))
      if (needed !== "")
        needing.set(needed, [...(needing.get(needed) ?? []), ...targets].slice(0, MOST_TARGETS));
    rule = ruleOf(targets, ofTarget, needing, onLimit);
    const semicolon = rest.indexOf(";");
    if (semicolon !== -1)
      recipes.push({
        body: recipeText(text, { start: line.end - rest.length + semicolon + 1, end: line.end }),
        rule,
      });
  }
  end();
  return recipes;
}

function ruleOf(
  targets: readonly string[],
  ofTarget: ReadonlyMap<string, Variables>,
  needing: ReadonlyMap<string, readonly string[]>,
  onLimit: (what: string) => void,
): Rule {
  // What is set for a target counts wherever it stands in the file, so nothing is asked before all of it is read.
  const ownVariables = once(() => {
    const own = targets.flatMap(target => ofTarget.get(target) ?? []);
    if (own.length > MOST_TARGETS)
      onLimit(`more than ${MOST_TARGETS} targets of a rule have variables of their own`);
    return own.slice(0, MOST_TARGETS);
  });
  const ofNeeding = once(() => {
    const found = new Set(targets);
    for (const target of found)
      if (found.size < MOST_TARGETS) for (const each of needing.get(target) ?? []) found.add(each);
    return [...found].filter(each => !targets.includes(each)).flatMap(each => ofTarget.get(each) ?? []);
  });
  return {
    targets,
    name: targets.join(" "),
    isPattern: targets.some(target => target.includes("%")),
    variable: name =>
      ownVariables()
        .findLast(variables => variables.has(name))
        ?.get(name),
    inherited: name => ofNeeding().flatMap(variables => variables.get(name)?.values ?? []),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A recipe as the shell gets it: without the tabs and the marks in front of its lines. */
function recipeText(text: string, { start, end }: Line): MappedText {
  const raw = text
    .slice(start, end)
    .replace(
      /(^|[^\\]\n)([\t ]*[@+-]*[\t ]*)/g,
      (_, before: string, marks: string) => before + " ".repeat(marks.length),
    );
  return { text: raw, offsets: start };
}
