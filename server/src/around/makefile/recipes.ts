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
}

/** A line of a recipe, or all of them where the file says `.ONESHELL`: a script of its own. */
export interface Recipe {
  readonly rule: Rule;
  readonly body: MappedText;
}

const HEAD = /^([^\t#:=][^:=#]*)::?(?!=)[ \t]*((?:[^ \t][^\t]*)?)$/;
/** The variables of more targets of one rule are not looked at. */
const MOST_TARGETS = 64;
const NO_TARGETS: Rule = { targets: [], name: "", isPattern: false, variable: () => undefined };

type Variables = Map<string, Variable>;

/** The recipes of a text, in order. `onLimit` hears what is left out of them. */
export function recipesOf(text: string, onLimit: (what: string) => void): Recipe[] {
  const isOne = /^\.ONESHELL:/m.test(text);
  const ofTarget = new Map<string, Variables>();
  const recipes: Recipe[] = [];
  let rule = NO_TARGETS;
  let gathered: Line[] = [];
  let isDefining = false;
  const end = () => {
    const [first] = gathered;
    const last = gathered.at(-1);
    if (first && last) recipes.push({ body: recipeText(text, { start: first.start, end: last.end }), rule });
    gathered = [];
  };
  for (const line of linesOf(text)) {
    const raw = text.slice(line.start, line.end);
    if (/^\s*(?:define|endef)\b/.test(raw)) {
      isDefining = /^\s*define\b/.test(raw);
      rule = NO_TARGETS;
      continue;
    }
    if (raw.startsWith("\t")) {
      if (rule === NO_TARGETS && !isDefining) continue;
      if (!isOne) recipes.push({ body: recipeText(text, line), rule });
      else gathered.push(line);
      continue;
    }
    const [, names = "", rest = ""] = HEAD.exec(raw.replace(/\\\r?\n/g, " ")) ?? [];
    if (names === "" || isDefining) {
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
    rule = ruleOf(targets, ofTarget, onLimit);
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
  onLimit: (what: string) => void,
): Rule {
  const own = targets.flatMap(target => ofTarget.get(target) ?? []);
  if (own.length > MOST_TARGETS)
    onLimit(`more than ${MOST_TARGETS} targets of a rule have variables of their own`);
  const read = own.slice(0, MOST_TARGETS);
  return {
    targets,
    name: targets.join(" "),
    isPattern: targets.some(target => target.includes("%")),
    variable: name => read.findLast(variables => variables.has(name))?.get(name),
  };
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
