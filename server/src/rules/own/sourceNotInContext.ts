import * as l10n from "@vscode/l10n";
import { originSpan } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import { nameOf } from "../../stages/files/fileTree";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import type { BuildContext, FolderAbove, PathAnswer } from "../../stages/files/contextPaths";
import { cleanPath } from "../../shared/ignorePatterns";
import { holdsInstruction } from "../facts/lostLineEnd";
import { misspelledFrom } from "../facts/misspelledFrom";
import { sourceKind } from "../facts/sourceKind";
import { replacement } from "../fix";
import { isHeredoc, stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

/** What stands between names in an instruction. */
const WORD_ENDS = /[\s/"'=,:;&|()[\]]+/;

/** A pattern that matches nothing copies nothing, and the builder does not mind (spec 5.2). */
const WILDCARD = /[*?[\\]/;

export const sourceNotInContext: Rule = {
  id: "SourceNotInContext",
  title: "The files that COPY, ADD and bind mounts take from the build context must be there",
  advice: () =>
    l10n.t(
      "Correct the path, or set the build context that your builds use (dockerfileStages.build.context).",
    ),
  severity: "warning",
  origin: "own",
  isAboutStages: false,
  isAboutContext: true,
  checkStage({ steps }, analysis, report) {
    const { context } = analysis.model.options;
    if (!context) return;
    for (const step of steps)
      for (const source of sourcesOf(step)) {
        const path = pathOf(step, source);
        const answer = path === null ? undefined : context.find(path);
        const above = answer && aboveOf(answer, context, analysis.model.options.around?.builds);
        const message = above
          ? l10n.t('"{0}" is not in the build context, but in "{1}"', path ?? "", above.path)
          : answer && messageFor(context, steps, step, path ?? "", answer);
        if (!answer || message === null || message === undefined) continue;
        const span = originSpan(source, 0, source.text.length);
        report({
          ...stepPlace(step, span),
          message,
          line: step.line,
          ...(above && {
            advice: l10n.t("Set the build context of this Dockerfile to that folder."),
            otherContext: above,
          }),
          ...stepFixes(step, () =>
            answer.kind === "missing" && answer.near !== null
              ? [
                  replacement(
                    l10n.t('Write "{0}"', asWritten(source, answer.near)),
                    toDocument(step.line, span),
                    asWritten(source, answer.near),
                  ),
                ]
              : [],
          ),
        });
      }
  },
};

/** The folder above that has what is missing; none where several builds are known, one of which may be meant. */
function aboveOf(
  answer: PathAnswer,
  { isCertain }: BuildContext,
  builds: readonly DescribedBuild[] = [],
): FolderAbove | undefined {
  return answer.kind === "missing" && (isCertain || builds.length === 0) ? answer.above : undefined;
}

/** The words of a step that name files of the build context. */
function sourcesOf({ instruction, words }: EvaluatedInstruction): ExpandedWord[] {
  const { keyword, flags, mounts } = instruction;
  // What is meant to name a stage, or to begin another instruction, names no file.
  if (misspelledFrom(instruction) || holdsInstruction(instruction)) return [];
  if (
    keyword === "ADD" ||
    (keyword === "COPY" && !flags.some(({ name, value }) => name === "from" && value?.text))
  )
    return words.filter(({ role }) => role === "operand");
  return mounts.flatMap(({ type, from, options }) => {
    const option = options.findLast(({ key }) => key === "source" || key === "src");
    if (from !== null || (type !== null && type !== "bind") || !option) return [];
    return words.filter(({ role, span }) => role === "mount" && span.start === option.valueSpan?.start);
  });
}

/** The path that a source names, clean; null for what is no path, or is known only in a build. */
function pathOf(step: EvaluatedInstruction, { text, role, expansion }: ExpandedWord): string | null {
  const { result, conditional, error } = expansion;
  if (conditional || error !== null || text.includes("$") || WILDCARD.test(result)) return null;
  if (role === "operand" && (isHeredoc(step, text) || sourceKind(result) !== "path")) return null;
  return cleanPath(cleanPath(`/${result}`).slice(1));
}

function messageFor(
  { isCertain }: BuildContext,
  steps: readonly EvaluatedInstruction[],
  { line, instruction }: EvaluatedInstruction,
  path: string,
  answer: PathAnswer,
): string | null {
  // Of a copied file that is left out, CopyIgnoredFile reports it; of a folder, an exception may bring back what is in it.
  if (answer.kind === "ignored" && instruction.keyword === "RUN" && nameOf(path).includes("."))
    return l10n.t('"{0}" is not in the build context: the ignore file excludes it', path);
  if (answer.kind !== "missing") return null;
  const { near, isSlip } = answer;
  if (near !== null && (isCertain || isSlip))
    return l10n.t('"{0}" is not in the build context (did you mean {1}?)', path, near);
  if (!isCertain) return null;
  // A program is made somewhere, and a file without an ending that others name may be one.
  const name = nameOf(path);
  const isNamed = steps.some(
    other => other.line !== line && other.instruction.text.split(WORD_ENDS).includes(name),
  );
  return !name.includes(".") && isNamed ? null : l10n.t('"{0}" is not in the build context', path);
}

/** A path in the form of the one that is written: with its `./`, or its slash, and the slash at its end. */
function asWritten({ text }: ExpandedWord, path: string): string {
  const start = /^\.?\//.exec(text)?.[0] ?? "";
  return `${start}${path}${text.endsWith("/") && text.length > 1 ? "/" : ""}`;
}
