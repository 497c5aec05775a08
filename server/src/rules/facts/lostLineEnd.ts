/** Another instruction in the words of one: the end of the line between them is lost. */
import { writtenKeyword } from "../../dockerfile/instruction";
import type { Instruction } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";

/**
 * Whether the words of an instruction look like another one, as in `COPY a /a COPY --from=b c /c`: what is a destination or a
 * keyword there is read as a file. A keyword counts in the case that the line is written in: in the other, it may name a file.
 */
export function holdsInstruction(instruction: Instruction): boolean {
  const isUpper = writtenKeyword(instruction) === instruction.keyword;
  return instruction.words.some(({ text }) => {
    const keyword = text.toUpperCase();
    return text.startsWith("--") || (INSTRUCTIONS.has(keyword) && (text === keyword) === isUpper);
  });
}
