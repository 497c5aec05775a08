/** The conversion of a file of one stage into several: the answer to the command, and the action in the light bulb. */
import * as l10n from "@vscode/l10n";
import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Diagnostic, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { Conversion, Converter, Project } from "../convert/conversion";
import type { ConvertAnswer } from "../protocol";
import type { CodeActionSupport } from "./codeActions";
import { rangeOf } from "./context";
import { findingsOf } from "./diagnostics";
import type { FeatureContext } from "./context";
import { workspaceEdit } from "./workspaceEdit";

/** The kind of the action. */
export const CONVERSION_KIND = CodeActionKind.RefactorRewrite;

/** What the conversion action can count on. */
export interface ConversionSupport extends CodeActionSupport {
  /** The client asks a person before it makes changes that say so. */
  readonly annotations: boolean;
}

/** Whether a document is one that can be asked about: it has one stage. */
export function isConvertible({ analysis: { model } }: FeatureContext): boolean {
  return model.stages.length === 1;
}

/** The conversion of a document; explained in comments as the settings say. What the builder rejects is to be fixed first. */
export function conversionOf(
  context: FeatureContext,
  converter: Pick<Converter, "convert">,
  project: Project,
): Conversion {
  const error = findingsOf(context, () => undefined).find(({ severity }) => severity === "error");
  if (error) return { refused: l10n.t("The builder rejects this file: {0}. Fix that first.", error.message) };
  return converter.convert(context.analysis, project, context.settings.convert);
}

/** The answer to `dockerfileStages/convert`. */
export function convertAnswer(context: FeatureContext, conversion: Conversion): ConvertAnswer {
  if (conversion.refused !== undefined) return { refused: conversion.refused, edits: [], choices: [] };
  return {
    refused: null,
    edits: conversion.changes.map(({ span, text }) => ({ range: rangeOf(context, span), newText: text })),
    choices: conversion.choices.map(({ text, isUnknown }) => ({ text, isUnknown })),
  };
}

/** The action of a kind; with the reason against it where a client shows that, else none. `diagnostics` are what it mends. */
export function conversionActions(
  context: FeatureContext,
  conversion: Conversion,
  kind: string,
  diagnostics: readonly Diagnostic[],
  support: ConversionSupport,
): CodeAction[] {
  const title = l10n.t("Convert to a multi-stage build…");
  const action = { title, kind, ...(diagnostics.length > 0 ? { diagnostics: [...diagnostics] } : {}) };
  if (conversion.refused !== undefined)
    return support.disabled ? [{ ...action, disabled: { reason: conversion.refused } }] : [];
  return [{ ...action, edit: previewed(context, conversion, support) }];
}

/** The edit, to be looked at before it is made where the client has a preview. */
function previewed(
  context: FeatureContext,
  { changes, choices }: Exclude<Conversion, { refused: string }>,
  { documentChanges, annotations }: ConversionSupport,
): WorkspaceEdit {
  const annotation = {
    label: l10n.t("Convert to a multi-stage build"),
    description: choices[0]?.text ?? "",
    needsConfirmation: true,
  };
  return workspaceEdit(context, changes, documentChanges, annotations ? annotation : undefined);
}
