/** What a `COPY --from` or a mount takes of another file system, and where it puts it. */
import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../dockerfile/instruction";
import type { Mount } from "../../dockerfile/mounts";
import { originSpan } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseChain } from "../../stages/model/baseStage";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { joinPath } from "../../stages/evaluation/workdir";
import type { Stage } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import { code, filled, listed } from "./markup";
import type { Line } from "./markup";
import { baseWords } from "./words";

/** One line for a reference of `COPY` or `RUN`, a second one where `ONBUILD` holds it back. */
export function copySummary(analysis: Analysis, reference: Reference): Line[] {
  const { line, inStage, onbuild, mount } = reference;
  const stage = analysis.model.stages[inStage];
  if (!stage) return [];
  const instruction = line.instruction.trigger ?? line.instruction;
  const place: Place = { analysis, stage, step: onbuild ? null : stepOf(analysis, stage, reference) };
  const what = mount ? mounted(place, reference) : copied(place, instruction);
  if (!onbuild) return [what];
  return [
    what,
    filled(l10n.t("Trigger instruction: runs in each stage that is based on {0}"), code(stage.displayName)),
  ];
}

/** Whether the type of a mount makes use of its `from` (spec 2.3). */
export function takesFiles({ type }: Mount): boolean {
  return type === null || type === "bind" || type === "cache";
}

/** Where an instruction stands; no step where it is held back, or the stage is not built. */
interface Place {
  readonly analysis: Analysis;
  readonly stage: Stage;
  readonly step: EvaluatedInstruction | null;
}

function stepOf({ evaluation }: Analysis, stage: Stage, { line }: Reference): EvaluatedInstruction | null {
  const steps = evaluation(stage)?.steps ?? [];
  return steps.find(step => step.line === line && step.onbuildSource === null) ?? null;
}

function copied(place: Place, { json, words }: Instruction): Line {
  const written = Array.isArray(json) ? (json as string[]) : words.map(({ text }) => text);
  const expanded = (place.step?.words ?? [])
    .filter(({ role }) => role === "operand" || role === "destination")
    .map(({ text, expansion }) => (expansion.conditional ? text : expansion.result));
  const operands = expanded.length > 0 ? expanded : written;
  const destination = operands.at(-1);
  if (destination === undefined || operands.length < 2) return [];
  const sources = operands.slice(0, -1).map(text => (text.startsWith("<<") ? text : fromRoot(text)));
  return filled(
    l10n.t("Copies {0} to {1}"),
    listed(sources, path => [code(path)]),
    landing(place, destination),
  );
}

function mounted(place: Place, { mount }: Reference): Line {
  if (!mount) return [];
  if (!takesFiles(mount))
    return filled(l10n.t("A mount of the type {0} does not use files of the stage"), code(mount.type ?? ""));
  const value = (...keys: string[]): string | null => {
    const option = mount.options.findLast(({ key, value }) => value !== null && keys.includes(key))?.value;
    if (!option) return null;
    const { start, end } = originSpan(option, 0, option.text.length);
    const word = place.step?.words.find(({ span }) => span.start === start && span.end === end);
    return word && !word.expansion.conditional ? word.expansion.result : option.text;
  };
  const source = code(fromRoot(value("source", "src") ?? "/"));
  const target = value("target", "dst", "destination");
  if (target === null) return [];
  const sentence =
    mount.type === "cache" ? l10n.t("A new cache starts with {0} at {1}") : l10n.t("Mounts {0} at {1}");
  return filled(sentence, source, landing(place, target));
}

/** Sources count from the root of the other file system (spec 5.2). */
function fromRoot(path: string): string {
  return path.startsWith("$") ? path : joinPath("/", path);
}

/** Where a path of this stage is: absolute, where the file says what it counts from. */
function landing({ analysis, stage, step }: Place, path: string): Line {
  const isFolder = /(?:^|\/)\.?$/.test(path);
  const absolute = (directory: string) => {
    const joined = joinPath(directory, path);
    return code(isFolder && joined !== "/" ? `${joined}/` : joined);
  };
  if (path.startsWith("/")) return [absolute("/")];
  // What a variable begins with nobody knows.
  if (!step || path.startsWith("$")) return [code(path)];
  if (step.workdir !== null) return [absolute(step.workdir)];
  const root = baseChain(analysis.model, stage).at(-1);
  return step.hasWorkdir || !root
    ? filled(l10n.t("{0} in the working directory"), code(path))
    : filled(l10n.t("{0} in the working directory of {1}"), code(path), baseWords(analysis, root.base));
}
