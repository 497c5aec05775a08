/** The variables that an evaluated instruction declares. */
import type { Span } from "../../dockerfile/source";
import type { EvaluatedInstruction } from "../../stages/evaluation/evaluateStage";

/** The names that an `ARG` or `ENV` sets: an `ARG` takes them as they are written, an `ENV` expands them. */
export function declaredNames({ instruction, words }: EvaluatedInstruction): { name: string; span: Span }[] {
  if (instruction.keyword === "ENV")
    return words
      .filter(({ role }) => role === "key")
      .map(({ expansion, span }) => ({ name: expansion.result, span }));
  if (instruction.keyword !== "ARG") return [];
  return instruction.words.map(({ text, span }) => {
    const name = text.split("=", 1)[0] ?? "";
    return { name, span: { start: span.start, end: span.start + name.length } };
  });
}
