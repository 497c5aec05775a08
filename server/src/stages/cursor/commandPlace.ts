/** Where a command that an image runs names a stage for a build of its own: `RUN docker build --target=…`. */
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { shellFlagNameAt } from "./buildFlagPlace";
import type { BuildFlagName } from "./buildFlagPlace";
import type { FreeTargetPlace } from "./commentPlace";
import type { StageModel } from "../model/model";

/** Instructions whose words are a command. */
const COMMANDS = new Set(["RUN", "CMD", "ENTRYPOINT"]);

/** The name at an offset in the text of an instruction; null where there is none, and in its own flags. */
export function commandTargetAt({ keyword, text, rest }: Instruction, at: number): BuildFlagName | null {
  return COMMANDS.has(keyword) ? shellFlagNameAt(text, rest, at) : null;
}

/** The name at a document offset in a heredoc, whose lines are a script more often than not; else null. */
export function heredocTargetAt(
  { file }: StageModel,
  { heredocs }: LogicalLine,
  offset: number,
): FreeTargetPlace | null {
  const heredoc = heredocs.find(({ body }) => body.start <= offset && offset < body.end);
  const name = heredoc && shellFlagNameAt(file.text, heredoc.body, offset);
  return name ? { kind: "target", line: null, ...name } : null;
}
