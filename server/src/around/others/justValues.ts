/** Values of a justfile: its variables and parameters in texts. */
import type { Choose } from "../outcomes";
import { joined, known, open } from "../shell/known";
import type { Known } from "../shell/known";

/** `{{ … }}`, with braces in it that have a partner. */
export const HOLE = /\{\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\}/g;

const DEEPEST = 50;

/** What is evaluated for one expression, at most: then it is open. */
const MOST_STEPS = 200;

/** What an expression is evaluated in. */
export interface Scope {
  readonly recipe: Recipe;
  readonly variables: ReadonlyMap<string, string>;
  /** Hears that a value is open because too much is evaluated for it. */
  readonly onLimit: (what: string) => void;
}

interface Evaluation {
  depth: number;
  steps: number;
}

/** A recipe as it is written: its parameters, what it needs, and its lines. */
export interface Recipe {
  readonly name: string;
  /** Parameters with their defaults; undefined for none. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
  /** The last parameter takes all that is left. */
  readonly variadic: string | null;
  readonly lines: { readonly start: number; readonly end: number }[];
}

/** What an expression of just comes to: texts, variables, `+` and `/`, defaults of the environment. */
export function valueOf(
  expression: string,
  scope: Scope,
  choose: Choose,
  evaluation: Evaluation = { depth: 0, steps: 0 },
): Known {
  const { recipe, variables, onLimit } = scope;
  const text = expression.trim();
  const written = open(`{{${expression}}}`);
  if (evaluation.depth > DEEPEST || ++evaluation.steps > MOST_STEPS) {
    onLimit("an expression takes too much to compute");
    return written;
  }
  const inner = (part: string) => {
    evaluation.depth++;
    const value = valueOf(part, scope, choose, evaluation);
    evaluation.depth--;
    return value;
  };
  const literal = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')$/.exec(text);
  if (literal) return known(literal[1] ?? literal[2] ?? "");
  const parts = /^if\b/.test(text) ? [text] : splitAt(text);
  if (parts.length > 1) return joined(parts.map(inner));
  const otherwise = /^(?:env_var_or_default|env)\([^,]+,([^]*)\)$/.exec(text)?.[1];
  if (otherwise !== undefined) return inner(otherwise);
  if (/^(?:justfile_directory|invocation_directory)\(\)$/.test(text)) return known(".");
  const branches = /^if\s[^{]*\{([^}]*)\}\s*else\s*\{([^}]*)\}$/.exec(text);
  if (branches) return inner(branches[1 + choose(`just ${text}`, 2)] ?? "");
  if (!/^[A-Za-z_][\w-]*$/.test(text)) return written;
  if (recipe.parameters.has(text)) return written;
  const value = variables.get(text);
  return value === undefined ? written : inner(value);
}

/** The parts that `+` joins, outside of quotes and brackets; `/` is a part of its own. */
function splitAt(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "(" || char === "{") depth++;
    else if (char === ")" || char === "}") depth--;
    else if (depth === 0 && (char === "+" || char === "/")) {
      parts.push(text.slice(from, at), ...(char === "/" ? ["'/'"] : []));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
