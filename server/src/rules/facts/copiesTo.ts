/** Whether an instruction may put a file at a path: for rules that speak only where nothing does. */
import type { Analysis } from "../../stages/analysis/analysis";
import { joinPath } from "../../stages/evaluation/environment";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/evaluateStage";
import { kindAt, nameOf, pathIn } from "../../stages/files/fileTree";
import { stageFiles } from "../../stages/files/filesOfStage";
import { isWithin } from "../../stages/files/paths";
import { referencedStage } from "../../stages/model/references";
import type { Stage } from "../../stages/model/model";

/** What holds more files: a source with such a name is no single file. */
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/i;
/** A name with an ending is a file's. */
const FILE = /[^./]\.[A-Za-z]\w*$/;
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@/i;

/** Whether a `COPY` or `ADD` may put a file at an absolute path of the stage, or a folder above it that has it. */
export function mayCopyTo(
  analysis: Analysis,
  stage: Stage,
  step: EvaluatedInstruction,
  path: string,
): boolean {
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
    .some(source => mayBring(analysis, stage, step, source, destination, path));
}

function mayBring(
  analysis: Analysis,
  stage: Stage,
  step: EvaluatedInstruction,
  source: ExpandedWord,
  destination: string,
  path: string,
): boolean {
  const text = certainText(source);
  if (text === null || /[*?[]/.test(text)) return true;
  const heredoc = /^<<-?["']?([^"']+)["']?$/.exec(text)?.[1];
  const name = heredoc ?? nameOf(joinPath("/", text));
  const isFile =
    heredoc !== undefined ||
    (!ARCHIVE.test(text) && !REMOTE.test(text) && isFileThere(analysis, stage, step, text));
  return !isFile || pathIn(destination, `/${name}`) === path;
}

/** Whether a source is certain to be a single file: by its name, or by what is known of the stage that it is copied from. */
function isFileThere(analysis: Analysis, stage: Stage, step: EvaluatedInstruction, text: string): boolean {
  if (FILE.test(text)) return true;
  const line = step.onbuildSource ?? step.line;
  const reference = [stage.index, step.onbuildSource ? (analysis.graph.bases[stage.index] ?? -1) : -1]
    .flatMap(index => analysis.model.referencesByStage[index] ?? [])
    .find(({ form, line: at }) => form === "COPY" && at === line);
  const from = reference && referencedStage(analysis.model, reference);
  if (!from || from.index >= stage.index) return false;
  return kindAt(stageFiles(analysis, from), joinPath("/", text), () => null) === "file";
}

/** What a word comes to; null where only a build knows. */
function certainText({ expansion }: ExpandedWord): string | null {
  return expansion.error !== null || expansion.conditional ? null : expansion.result;
}
