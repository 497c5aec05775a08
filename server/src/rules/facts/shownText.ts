/** The text of a step as it is shown and kept. */
import type { Instruction } from "../../dockerfile/instruction";
import { isSecretName, withoutSecrets } from "../../shared/secrets";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";

/** Its text and the bodies of its heredocs, without the values of secrets and of addresses. */
export function shownText(
  { model }: Analysis,
  { instruction, line, onbuildSource }: EvaluatedInstruction,
): string {
  const bodies = (onbuildSource ?? line).heredocs.map(({ body, terminator }) =>
    model.file.text.slice(body.start, terminator?.end ?? body.end),
  );
  return withoutSecrets([withoutOnlyValue(instruction), ...bodies].join("\n"));
}

/** `ENV TOKEN some text`: all that is behind the name is the value. */
function withoutOnlyValue(instruction: Instruction): string {
  const { text } = instruction;
  const { keyword, words } = instruction.trigger ?? instruction;
  const [name] = words;
  return keyword === "ENV" && name && !name.text.includes("=") && isSecretName(name.text)
    ? `${text.slice(0, name.span.end).trim()} …`
    : text.trim();
}
