/** What a frontend without heredocs says of one: to it, the lines of the body are instructions. */
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Frontend } from "../../stages/model/frontend";
import { didYouMean, nearest } from "../../stages/model/suggest";

/** The first line that is no instruction, in the words of the frontend; the last of a heredoc is its delimiter. */
export function heredocRefusal({ minor }: Frontend, { heredocs }: LogicalLine, text: string): string {
  const [first] = heredocs;
  const end = heredocs.at(-1)?.terminator?.end ?? heredocs.at(-1)?.body.end ?? 0;
  const keywords = text
    .slice(first?.body.start ?? end, end)
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "" && !line.startsWith("#"))
    .map(line => line.split(/\s/, 1)[0] ?? "");
  const unknown = keywords.find(word => !INSTRUCTIONS.has(word.toUpperCase())) ?? first?.name ?? "";
  // Until 1.3 the name was folded, and nothing was suggested.
  if (minor < 3) return `unknown instruction: ${unknown.toUpperCase()}`;
  const near = nearest(unknown.toUpperCase(), INSTRUCTIONS.keys());
  const suggestion = near === null || unknown === unknown.toUpperCase() ? near : near.toLowerCase();
  return `unknown instruction: ${unknown}${didYouMean(suggestion)}`;
}
