/** Names of variables where a `FROM`, or a default before it, uses one: the file's own arguments, then the predefined ones. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Analysis } from "../../stages/analysis/analysis";
import type { VariablePlace } from "../../stages/cursor/completionPlace";
import type { Proposal } from "./proposal";
import { PREDEFINED_TEXTS } from "./texts";

/** The names that have been declared before the place. */
export function proposeVariables(
  { model: { scope } }: Analysis,
  { line, token, close }: VariablePlace,
): Proposal[] {
  const declared = scope.args
    .filter(arg => arg.line.start < line.start || (arg.line === line && arg.word.span.end < token.start))
    .map(({ name }) => name)
    .filter(name => /^[A-Za-z_]\w*$/.test(name));
  return [...new Set([...declared, ...PREDEFINED_TEXTS.keys()])].map(name => ({
    label: name,
    kind: CompletionItemKind.Variable,
    newText: name + close,
    topic: { kind: "argument", name },
  }));
}
