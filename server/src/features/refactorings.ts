/** Changes of how a file is divided into stages, after which every build gives what it gave, or says why it cannot be. */
import * as l10n from "@vscode/l10n";
import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Range } from "vscode-languageserver-protocol";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { skipSpace, touches, trimSpaceEnd } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import { refuse } from "../edits/edit";
import type { Edit } from "../edits/edit";
import { inlineStage } from "../edits/inlineStage";
import { insertStage } from "../edits/insertStage";
import { nameStage, to } from "../edits/nameStage";
import { splitStage } from "../edits/splitStage";
import { freeName, suggestedName } from "../edits/stageNames";
import { moveStageBefore } from "../edits/stageOrder";
import type { Analysis } from "../stages/analysis/analysis";
import { stageAt, stageLabel } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { referenceAt } from "../stages/cursor/symbols";
import { isIndex, referencedStage } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { MOVE_KIND, REFACTORING_KINDS } from "./capabilities";
import type { CodeActionSupport } from "./codeActions";
import type { FeatureContext } from "./context";
import { workspaceEdit } from "./workspaceEdit";

/** A refactoring that is offered, or the reason why it cannot be done. */
export interface Refactoring extends Edit {
  readonly title: string;
  readonly kind: string;
}

/**
 * The refactorings of a range, of the kinds that `only` asks for. Where nobody asks, as when a cursor comes to rest, there
 * are those of a selection alone: a light bulb on every line would say nothing.
 */
export function refactoringActions(
  context: FeatureContext,
  range: Range,
  { only, isInvoked }: { readonly only: readonly string[] | undefined; readonly isInvoked: boolean },
  support: CodeActionSupport,
): CodeAction[] {
  const span = { start: context.document.offsetAt(range.start), end: context.document.offsetAt(range.end) };
  if (!only && !isInvoked && span.start === span.end) return [];
  const asks = (kind: string) => only?.some(asked => kind === asked || kind.startsWith(`${asked}.`)) ?? true;
  if (only && ![...REFACTORING_KINDS].some(asks)) return [];
  return refactorings(context.analysis, span)
    .filter(({ kind }) => asks(kind))
    .flatMap(({ title, kind, changes, refused }): CodeAction[] => {
      if (refused === undefined)
        return [{ title, kind, edit: workspaceEdit(context, changes, support.documentChanges) }];
      return support.disabled ? [{ title, kind, disabled: { reason: refused } }] : [];
    });
}

/** The refactorings of what a span of the document touches: a reference, a `FROM`, or instructions of one stage. */
export function refactorings(analysis: Analysis, selection: Span): Refactoring[] {
  const { model } = analysis;
  const span = trimmed(model.file.text, selection);
  const stage = stageAt(model, span.start);
  if (!stage) return [];
  const reference = span.start === span.end ? referenceAt(analysis, span.start) : null;
  const ofReference = reference ? referenceRefactorings(analysis, reference) : [];
  const isOnFrom = touches(stage.line, span.start) && span.end <= stage.line.end;
  return [
    ...ofReference,
    ...(isOnFrom ? stageRefactorings(analysis, stage) : bodyRefactorings(analysis, stage, span)),
  ];
}

/** Whole lines are selected up to the beginning of the next one, which is not meant. */
function trimmed(text: string, { start, end }: Span): Span {
  if (start === end) return { start, end };
  const from = skipSpace(text, start, end);
  return { start: from, end: trimSpaceEnd(text, from, end) };
}

function referenceRefactorings(analysis: Analysis, reference: Reference): Refactoring[] {
  const { model } = analysis;
  const stage = referencedStage(model, reference);
  if (!stage || reference.form === "FROM") return [];
  const kind = CodeActionKind.RefactorRewrite;
  const write = (text: string): Edit => ({ changes: [to(text)(reference)] });
  if (!isIndex(reference)) {
    const title = l10n.t("Replace the name with the index {0}", stage.index);
    const edit =
      reference.form === "MOUNT"
        ? refuse(l10n.t("A mount can refer to a stage only by its name."))
        : write(String(stage.index));
    return [{ title, kind, ...edit }];
  }
  if (stage.name === "") {
    const name = suggestedName(analysis, stage);
    return [
      {
        title: l10n.t('Name the stage "{0}" and use the name', name),
        kind,
        ...nameStage(analysis, stage, name),
      },
    ];
  }
  const isMeant = model.names.get(stage.name) === stage.index;
  const edit = isMeant
    ? write(stage.name)
    : refuse(l10n.t('A later stage has the name "{0}" too.', stage.name));
  return [{ title: l10n.t('Replace the index with the name "{0}"', stage.name), kind, ...edit }];
}

function stageRefactorings(analysis: Analysis, stage: Stage): Refactoring[] {
  const { model } = analysis;
  const { index, base } = stage;
  const previous = model.stages[index - 1];
  const next = model.stages[index + 1];
  const kind = CodeActionKind.RefactorRewrite;
  const like = base.to === "image" && !base.problem ? base.text : "scratch";
  const inserted = freeName(analysis, "new-stage");
  const name = suggestedName(analysis, stage);
  return [
    ...(stage.nameWord
      ? []
      : [{ title: l10n.t('Name this stage "{0}"', name), kind, ...nameStage(analysis, stage, name) }]),
    {
      title: l10n.t("Inline this stage into the stage that is based on it"),
      kind: CodeActionKind.RefactorInline,
      ...inlineStage(analysis, stage),
    },
    {
      title: l10n.t("Move this stage up"),
      kind: MOVE_KIND,
      ...(previous ? moveStageBefore(analysis, stage, previous) : refuse(l10n.t("It is the first stage."))),
    },
    {
      title: l10n.t("Move this stage down"),
      kind: MOVE_KIND,
      ...(next ? moveStageBefore(analysis, next, stage) : refuse(l10n.t("It is the last stage."))),
    },
    {
      title: l10n.t("Insert a stage before this one"),
      kind,
      ...insertStage(analysis, index, like, inserted),
    },
    {
      title: l10n.t("Insert a stage after this one"),
      kind,
      ...insertStage(analysis, index + 1, like, inserted),
    },
  ];
}

function bodyRefactorings(analysis: Analysis, stage: Stage, span: Span): Refactoring[] {
  const { model } = analysis;
  const kind = CodeActionKind.RefactorExtract;
  const chosen = stage.body.filter(line => line.start <= span.end && span.start <= line.end);
  const [first] = chosen;
  if (!first) return [];
  const isSelection = span.start < span.end;
  const splits = isSelection ? extraction(analysis, stage, chosen) : splitBefore(analysis, stage, first);
  const title = isSelection
    ? l10n.t("Extract the selected instructions into a stage")
    : l10n.t('Split "{0}" in two before this instruction', stageLabel(stage));
  const leaves =
    span.end > (stage.body.at(-1) ?? stage.line).end && model.stages[stage.index + 1] !== undefined;
  return [
    { title, kind, ...(leaves && isSelection ? withinOneStage(analysis, stage, span, splits) : splits) },
  ];
}

/** A selection that goes on into the next stage has no place to go to. */
function withinOneStage({ model }: Analysis, stage: Stage, span: Span, edit: Edit): Edit {
  const next = model.stages[stage.index + 1];
  return next && next.line.start < span.end
    ? refuse(l10n.t("The selection contains instructions of several stages."))
    : edit;
}

function splitBefore(analysis: Analysis, stage: Stage, before: LogicalLine): Edit {
  if (before === stage.body[0]) return refuse(l10n.t("It is the first instruction of the stage."));
  return splitStage(analysis, stage, [{ name: freeName(analysis, partName(stage, "base")), before }]);
}

/** What stands in front of the selection becomes a stage, the selection the next one, and the rest goes on from there. */
function extraction(analysis: Analysis, stage: Stage, chosen: readonly LogicalLine[]): Edit {
  const [first] = chosen;
  const behind = stage.body[stage.body.indexOf(chosen.at(-1) ?? stage.line) + 1];
  if (!first) return refuse(l10n.t("No instruction is selected."));
  if (!behind && first === stage.body[0]) return refuse(l10n.t("The selection is the complete stage."));
  const base = freeName(analysis, partName(stage, "base"));
  // Without anything behind it the selection is the end of the stage, and keeps its name.
  if (!behind) return splitStage(analysis, stage, [{ name: base, before: first }]);
  const extracted = freeName(analysis, partName(stage, "part"));
  const isAtStart = first === stage.body[0];
  return splitStage(analysis, stage, [
    ...(isAtStart ? [] : [{ name: base, before: first }]),
    { name: extracted, before: behind },
  ]);
}

function partName({ name }: Stage, part: string): string {
  return name === "" ? part : `${name}-${part}`;
}
