/** The text of a step as it is shown and kept. */
import { withoutSecrets } from "../../shared/secrets";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/evaluateStage";

/** Its text and the bodies of its heredocs, without the values of secrets and of addresses. */
export function shownText(
  { model }: Analysis,
  { instruction, line, onbuildSource }: EvaluatedInstruction,
): string {
  const bodies = (onbuildSource ?? line).heredocs.map(({ body, terminator }) =>
    model.file.text.slice(body.start, terminator?.end ?? body.end),
  );
  return withoutSecrets([instruction.text.trim(), ...bodies].join("\n"));
}
