/** `RUN chmod +x /app` written as `COPY --chmod=755`, for a stage that has no shell to run it. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Analysis } from "../stages/analysis/analysis";
import { joinPath } from "../stages/evaluation/workdir";
import type { EvaluatedInstruction } from "../stages/evaluation/stageEvaluation";
import { nameOf } from "../stages/files/fileTree";
import type { Stage } from "../stages/model/model";
import { insertion, removal } from "./edit";
import type { Edit } from "./edit";

/** The modes that make a file a program, as `--chmod` takes them. */
const RUNNABLE = /^(?:[ua]*\+x|[ua]*\+rx)$/;

/** Takes a `RUN` that only changes the mode of one copied file away, and gives the mode to the copy; null for any other. */
export function modeInCopy({ script, evaluation }: Analysis, stage: Stage, line: LogicalLine): Edit | null {
  const [command, ...more] = script(line)?.commands ?? [];
  const [program, mode = "", path, ...others] = command ?? [];
  if (program !== "chmod" || more.length > 0 || path === undefined || others.length > 0) return null;
  const octal = RUNNABLE.test(mode) ? "755" : /^0?[0-7]{3}$/.test(mode) ? mode : null;
  const steps = evaluation(stage)?.steps ?? [];
  const at = steps.findIndex(step => step.line === line);
  const copy = steps.slice(0, at).findLast(step => puts(step, joinPath(steps[at]?.workdir ?? "/", path)));
  if (octal === null || !copy || copy.onbuildSource || /\$/.test(path)) return null;
  const { instruction } = copy.line;
  if (instruction.flags.some(({ name }) => name === "chmod")) return null;
  const place = toDocument(copy.line, { start: instruction.rest.start, end: instruction.rest.start }).start;
  return {
    changes: [insertion(place, `--chmod=${octal} `), removal({ start: line.from, end: line.next })],
  };
}

/** Whether a copy of one source leaves it at a path. */
function puts({ instruction, words, workdir }: EvaluatedInstruction, path: string): boolean {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
  const [source, target, ...others] = words.filter(
    ({ role }) => role === "operand" || role === "destination",
  );
  if (!source || !target || others.length > 0) return false;
  const written = target.expansion.result;
  const destination = joinPath(workdir ?? "/", written);
  return destination === path || joinPath(destination, nameOf(source.expansion.result)) === path;
}
