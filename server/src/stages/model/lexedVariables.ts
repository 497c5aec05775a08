/** The variables in a text that the builder expands, and which of them it refuses. */
import { expand } from "../../dockerfile/shellLexer";
import type { LexedVariable, LexerOptions } from "../../dockerfile/shellLexer";

/** A variable with a value lets the lexer go on where one without would be refused: `${X:?}`. */
const ANY_VALUE = "x";

/** The variables of a text in their order, up to the first that is refused whatever its value is. */
export function lexedVariables(
  text: string,
  options: Pick<LexerOptions, "escape" | "plainQuotes">,
): LexedVariable[] {
  const found: LexedVariable[] = [];
  if (text.includes("$"))
    expand(text, () => ANY_VALUE, {
      ...options,
      onVariable: variable => {
        found.push(variable);
      },
    });
  return found;
}

/** The variable of which the builder gives a reason to refuse a text; null where it is no variable, but a quote. */
export function refusedVariable(variables: readonly LexedVariable[], reason: string): LexedVariable | null {
  const modifier = /^unsupported modifier \((.*)\) in substitution$/s.exec(reason)?.[1];
  if (modifier !== undefined) return variables.findLast(variable => variable.modifier === modifier) ?? null;
  const asked = variables.find(
    variable => variable.modifier.endsWith("?") && reason.startsWith(`${variable.name}: `),
  );
  return asked ?? (reason.startsWith("syntax error") ? (variables.at(-1) ?? null) : null);
}
