import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { copyBehind, type EarlyCopy } from "../../edits/copyBehind";
import { refuse } from "../../edits/edit";
import { seconds } from "../../shared/amounts";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import type { BuildCosts, RepeatedRun } from "../../stages/model/buildCosts";
import type { Stage } from "../../stages/model/model";
import { brings, bringsOnly, contextCopy, contextFolderOf, type ContextCopy } from "../facts/copiedPaths";
import { mayConfigure, runNeeds, type NeededFile, type RunNeeds } from "../facts/runNeeds";
import { shownText } from "../facts/shownText";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

const LONGEST_LABEL = 40;

export const instructionOrder: Rule = {
  id: "InstructionOrder",
  title: "Files that change often should be copied after expensive instructions that do not need them",
  advice: () => l10n.t("Copy only the files that it needs before it, and the others after it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  isOfThisMachine: true,
  check(analysis, report) {
    const { costs } = analysis.model.options;
    if (!costs) return;
    for (const found of dearCopies(analysis, costs)) {
      const { copy, run, repeat } = found;
      report({
        span: { start: copy.step.line.start, end: copy.step.line.end },
        message: l10n.t(
          "{0} made {1} run {2} of {3} times ({4} this week)",
          label(copy.step.line),
          label(run.line),
          repeat.ran,
          repeat.builds,
          seconds(repeat.lost),
        ),
        line: copy.step.line,
        related: [
          {
            span: { start: run.line.start, end: run.line.end },
            message: l10n.t("The instruction that ran again"),
          },
        ],
        fixes: () => [orderFix(analysis, costs, found)],
      });
    }
  },
};

/** A COPY, and the dearest RUN that it made run again and that does not need all that it brings. */
interface DearCopy {
  readonly copy: ContextCopy;
  readonly run: EvaluatedInstruction;
  readonly repeat: RepeatedRun;
  readonly needs: RunNeeds;
  /** The instructions of the stage, and the copies from the build context among them that stand before the RUN. */
  readonly steps: readonly EvaluatedInstruction[];
  readonly copies: readonly ContextCopy[];
}

function dearCopies(analysis: Analysis, costs: BuildCosts): DearCopy[] {
  return analysis.model.stages.flatMap(stage => {
    const own = costs.repeats.filter(repeat => isOf(repeat, stage)).toSorted((a, b) => b.lost - a.lost);
    const steps = own.length === 0 ? [] : (analysis.evaluation(stage)?.steps ?? []);
    const texts = steps.map(step => textOf(analysis, step));
    const seen = new Set<string>();
    return own.flatMap((repeat): DearCopy[] => {
      if (seen.has(repeat.copy)) return [];
      const found = dearCopy(analysis, costs, steps, texts, repeat);
      if (found) seen.add(repeat.copy);
      return found ? [found] : [];
    });
  });
}

function isOf({ stage: name, index }: RepeatedRun, stage: Stage): boolean {
  return name === stage.name && (name !== "" || index === stage.index);
}

function dearCopy(
  analysis: Analysis,
  costs: BuildCosts,
  steps: readonly EvaluatedInstruction[],
  texts: readonly (string | null)[],
  repeat: RepeatedRun,
): DearCopy | null {
  const at = texts.indexOf(repeat.copy);
  const run = steps[texts.indexOf(repeat.run, at + 1)];
  const written = steps[at];
  const copy = written && contextCopy(written);
  if (!copy || !run || mayConfigure(copy.destination)) return null;
  const copies = copiesBefore(steps, run);
  const needs = runNeeds(analysis, run, copies, costs);
  if (needs === null) return null;
  const isNeeded =
    needs.more === null
      ? bringsOnly(
          copy,
          needs.files.map(({ path }) => path),
          costs,
        )
      : !copy.sources.some(source => costs.folders.has(source));
  return isNeeded ? null : { copy, run, repeat, needs, steps, copies };
}

function copiesBefore(steps: readonly EvaluatedInstruction[], step: EvaluatedInstruction): ContextCopy[] {
  return steps.slice(0, steps.indexOf(step)).flatMap(before => contextCopy(before) ?? []);
}

function orderFix(analysis: Analysis, costs: BuildCosts, found: DearCopy): Fix {
  const { copy, run, needs, steps } = found;
  const [from, to] = [steps.indexOf(copy.step), steps.indexOf(run)];
  // Other installs on the way are passed as well: none of them needs more than is copied first.
  const copies = copiesBefore(steps, copy.step).concat(copy);
  const passed = steps.slice(from + 1, to + 1).map(step => {
    const own = step === run ? needs : runNeeds(analysis, step, copies, costs);
    const brought = contextCopy(step);
    if (brought) copies.push(brought);
    return { step, needs: own };
  });
  const all = passed.flatMap(({ needs: own }) => own ?? []);
  const early = earlyCopies(
    found,
    all.flatMap(({ files }) => files),
    costs,
  );
  const names = early.flatMap(({ sources }) => sources);
  const title =
    names.length === 0
      ? l10n.t("Move {0} after {1}", label(copy.step.line), label(run.line))
      : l10n.t("Copy {0} first, and the other files after {1}", names.join(", "), label(run.line));
  const more = all.find(own => own.more !== null)?.more ?? null;
  if (more !== null) return fix(title, refuse(more));
  const overwritten = overwrittenBy(
    copy,
    all.flatMap(({ outputs }) => outputs),
    analysis,
    costs,
  );
  if (overwritten !== null)
    return fix(
      title,
      refuse(
        l10n.t(
          "{0} of the build context would replace what {1} installs. Add it to .dockerignore first.",
          overwritten,
          label(run.line),
        ),
      ),
    );
  const others = passed.filter(({ needs: own }) => own === null).map(({ step }) => step.line);
  return fix(title, copyBehind(analysis, copy.step.line, run.line, others, early));
}

/** What has to be copied first: the files that installs need and that this COPY is the first to bring. */
function earlyCopies(
  { copy, copies }: DearCopy,
  files: readonly NeededFile[],
  costs: BuildCosts,
): EarlyCopy[] {
  const before = copies.slice(
    0,
    copies.findIndex(({ step }) => step === copy.step),
  );
  const groups = new Map<string, Set<string>>();
  for (const { path, folder } of files) {
    const isThere = before.some(
      other => brings(other, path, costs) && contextFolderOf(other, folder, costs) !== null,
    );
    if (isThere || !brings(copy, path, costs)) continue;
    groups.set(folder, (groups.get(folder) ?? new Set()).add(path));
  }
  return [...groups].map(([folder, sources]) => ({
    sources: [...sources],
    folder: folder === copy.destination ? null : folder,
  }));
}

/** What the COPY brings that would then come after what an install writes there; null for nothing. */
function overwrittenBy(
  copy: ContextCopy,
  outputs: readonly string[],
  { model: { options } }: Analysis,
  costs: BuildCosts,
): string | null {
  const found = outputs.find(output => {
    const path = output.replace(/\/$/, "");
    const [folder, name] = [
      path.slice(0, Math.max(0, path.lastIndexOf("/"))),
      output.slice(path.lastIndexOf("/") + 1),
    ];
    const isThere = costs.folders.get(folder)?.names.has(name) ?? true;
    return isThere && options.ignoreFile?.ignores(path) !== true && brings(copy, path, costs);
  });
  return found ?? null;
}

function textOf(analysis: Analysis, step: EvaluatedInstruction): string | null {
  return step.onbuildSource === null ? shownText(analysis, step) : null;
}

/** An instruction in a few words, without its flags. */
function label({ instruction: { text, keyword, rest } }: LogicalLine): string {
  const line = `${keyword} ${text.slice(rest.start, rest.end).replace(/\s+/g, " ").trim()}`;
  return line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL - 1)}…` : line;
}
