/** The values of references in a Makefile: `$(NAME)`, `$@`, `$(dir …)`. */
import type { Choose } from "../outcomes";
import { folderOf } from "../paths";
import { known, open } from "../shell/known";
import type { Known } from "../shell/known";
import { splitArguments } from "./arguments";
import { MAKE_FUNCTIONS } from "./functions";
import type { Rule } from "./recipes";
import type { Variable } from "./variables";

/** What references can mean at some place. */
export interface MakeScope {
  readonly path: string;
  readonly rule: Rule;
  /** A variable of the file; undefined where it is set nowhere. */
  readonly variable: (name: string) => Variable | undefined;
  /** What is evaluated for a file, at most: beyond it everything is open. */
  readonly budget: { left: number };
  /** Hears that a value is open because it is larger than anybody writes. */
  readonly onLimit: (what: string) => void;
}

/** A reference: with what stands in its brackets, round or curly, or the sign of an automatic variable. */
export const REFERENCE = /\$(?:\$|\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)|\{([^{}]*)\}|([@*<^+?%]))/g;
/** What one Makefile is evaluated for, at most. */
export const BUDGET = 100_000;
const DEEPEST = 20;
const MOST_STEPS = 500;
/** No value is longer, in UTF-16 units. */
const LONGEST = 4096;

interface Evaluation {
  steps: number;
  depth: number;
}

/** The value of what stands in the brackets of a reference: of a variable, or of a function about names and paths. */
export function valueOf(inner: string, scope: MakeScope, choose: Choose): Known {
  return valueIn(inner, scope, choose, { steps: 0, depth: 0 });
}

function valueIn(inner: string, scope: MakeScope, choose: Choose, evaluation: Evaluation): Known {
  const written = open(`$(${inner})`);
  if (evaluation.depth > DEEPEST) return written;
  if (--scope.budget.left < 0 || ++evaluation.steps > MOST_STEPS) {
    scope.onLimit("its variables name one another too often");
    return written;
  }
  if (/^[\w.-]+$/.test(inner)) return variableValue(inner, scope, choose, evaluation) ?? written;
  if (inner === "@" && !scope.rule.isPattern) {
    // The targets of a rule may stand in a variable.
    const targets = scope.rule.targets.flatMap((each): Known[] => {
      const made = deeper(evaluation, () => expand(each, scope, choose, evaluation));
      return made.isOpen
        ? [made]
        : made.text
            .split(/\s+/)
            .filter(name => name !== "")
            .map(known);
    });
    return targets[choose("make @", targets.length)] ?? open("$@");
  }
  const [, name = "", rest = ""] = /^([a-z]+)\s+((?:\S[^]*)?)$/.exec(inner) ?? [];
  return (
    callFunction(name, rest, scope, choose, evaluation) ?? (inner.length === 1 ? open(`$${inner}`) : written)
  );
}

/** What a function gives; undefined where it is none of those that say something. */
function callFunction(
  name: string,
  rest: string,
  scope: MakeScope,
  choose: Choose,
  evaluation: Evaluation,
): Known | undefined {
  const folder = folderOf(scope.path);
  if (name === "shell") return /^pwd\s*(?:-P)?$/.test(rest) ? known(folder) : undefined;
  const own = Object.hasOwn(MAKE_FUNCTIONS, name) ? MAKE_FUNCTIONS[name] : undefined;
  if (!own && name !== "or" && name !== "if") return undefined;
  const args = deeper(evaluation, () =>
    splitArguments(rest).map(arg => expand(arg.trim(), scope, choose, evaluation)),
  );
  const [first = known(""), second = known(""), third = known("")] = args;
  if (name === "or") return args.find(arg => arg.isOpen || arg.text !== "") ?? known("");
  if (name === "if") return first.isOpen ? undefined : first.text !== "" ? second : third;
  if (!own || args.some(arg => arg.isOpen)) return undefined;
  return known(own([first.text, second.text, third.text], folder));
}

function variableValue(
  name: string,
  scope: MakeScope,
  choose: Choose,
  evaluation: Evaluation,
): Known | undefined {
  if (name === "CURDIR" || name === "PWD") return known(folderOf(scope.path));
  if (name === "MAKEFILE_LIST") return known(scope.path);
  const variable = scope.rule.variable(name) ?? scope.variable(name);
  // What is set for a target that needs this one holds where it is made for that.
  const inherited = scope.rule.inherited(name);
  if (!variable && inherited.length === 0) return undefined;
  const { values: own, added } = variable ?? { values: [], added: [] };
  const values = inherited.length === 0 ? own : [...own, ...inherited];
  const value = values[choose(`make ${name}`, values.length)];
  const parts = value === undefined ? [] : [value];
  // Together they are one text, of which each part takes at least a character.
  for (const part of added) if (parts.push(part) > LONGEST) break;
  const { text, isOpen } = deeper(evaluation, () => expand(parts.join(" "), scope, choose, evaluation));
  return { text: text.trim(), isOpen };
}

/** A text with its references filled in. */
function expand(text: string, scope: MakeScope, choose: Choose, evaluation: Evaluation): Known {
  const state = { isOpen: text.length > LONGEST, left: LONGEST };
  const result = text
    .slice(0, LONGEST)
    .replace(REFERENCE, (written, round?: string, curly?: string, automatic?: string) => {
      if (written === "$$") return "$";
      if (state.left <= 0) return "";
      const value = valueIn(round ?? curly ?? automatic ?? "", scope, choose, evaluation);
      state.isOpen ||= value.isOpen;
      state.left -= value.text.length;
      return value.text;
    });
  // Of a value that is cut, nothing can be said.
  const isCut = text.length > LONGEST || result.length > LONGEST || state.left <= 0;
  if (isCut) scope.onLimit(`a value is longer than ${LONGEST} characters`);
  const isOpen = state.isOpen || isCut || /\$[A-Za-z_({]/.test(result);
  return { text: result.slice(0, LONGEST), isOpen };
}

function deeper<Result>(evaluation: Evaluation, evaluate: () => Result): Result {
  evaluation.depth++;
  const result = evaluate();
  evaluation.depth--;
  return result;
}
