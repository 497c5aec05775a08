/** The answer to `dockerfileStages/fillSnippet`: a snippet as a file, and what it wants of its build context. */
import type { Instruction } from "../dockerfile/instruction";
import type { FillSnippetAnswer, FillSnippetParams } from "../protocol";
import { analyzeText } from "../stages/analysis/analyze";
import { expandSnippet, readSnippetText, withValues } from "./completion/snippetText";

/** Any text is filled: what is no tab stop in it is text, and a value without its tab stop is none. */
export function filledSnippet({ snippet, values }: FillSnippetParams): FillSnippetAnswer {
  const pieces = Object.entries(values).reduce(
    (list, [number, value]) => withValues(list, Number(number), [value]),
    readSnippetText(snippet),
  );
  const text = `${expandSnippet(pieces).text}\n`;
  const { stages } = analyzeText(text).model;
  const sources = stages.flatMap(({ body }) =>
    body.flatMap(({ instruction }) => contextSources(instruction)),
  );
  return { text, sources: [...new Set(sources)] };
}

/** The sources of an instruction that copies; none of another one, and none where it copies from elsewhere. */
function contextSources({ keyword, flags, json, words }: Instruction): readonly string[] {
  if (keyword !== "COPY" || flags.some(({ name }) => name === "from")) return [];
  const operands = json === null || json === "invalid" ? words.map(({ text }) => text) : json;
  return operands.slice(0, -1).filter(operand => !operand.startsWith("<<"));
}
