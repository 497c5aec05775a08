/** Whether an instruction may put a file at a path: for rules that speak only where nothing does. */
import { joinPath } from "../../stages/evaluation/workdir";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import { nameOf, pathIn } from "../../stages/files/fileTree";
import { isWithin } from "../../stages/files/paths";

/** What holds more files: a source with such a name is no single file. */
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/i;
/** A name with an ending is a file's. */
const FILE = /[^./]\.[A-Za-z]\w*$/;
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@/i;

/** Answers whether a source of an instruction is certain to be a single file, beside those whose names say it. */
export type IsFile = (step: EvaluatedInstruction, source: string) => boolean;

/** Whether a `COPY` or `ADD` may put a file at an absolute path of the stage, or a folder above it that has it. */
export function mayCopyTo(step: EvaluatedInstruction, path: string, isFile: IsFile = () => false): boolean {
  const { words, workdir, instruction } = step;
  const target = words.find(({ role }) => role === "destination");
  const written = target && certainText(target);
  if (written === undefined || written === null) return true;
  if (workdir === null && !written.startsWith("/")) return true;
  const destination = joinPath(workdir ?? "/", written);
  if (destination === path) return true;
  if (!isWithin(path, destination)) return false;
  if (instruction.flags.some(({ name }) => name === "parents" || name === "unpack")) return true;
  return words
    .filter(({ role }) => role === "operand")
    .some(source => mayBring(step, source, destination, path, isFile));
}

function mayBring(
  step: EvaluatedInstruction,
  source: ExpandedWord,
  destination: string,
  path: string,
  isFile: IsFile,
): boolean {
  const text = certainText(source);
  if (text === null || /[*?[]/.test(text)) return true;
  const heredoc = /^<<-?["']?([^"']+)["']?$/.exec(text)?.[1];
  const name = heredoc ?? nameOf(joinPath("/", text));
  const isOne =
    heredoc !== undefined ||
    (!ARCHIVE.test(text) && !REMOTE.test(text) && (FILE.test(text) || isFile(step, text)));
  return !isOne || pathIn(destination, `/${name}`) === path;
}

/** What a word comes to; null where only a build knows. */
function certainText({ expansion }: ExpandedWord): string | null {
  return expansion.error !== null || expansion.conditional ? null : expansion.result;
}
