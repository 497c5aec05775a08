/** A rename that begins in a file around a Dockerfile, at the name of a stage: the same edit as from the Dockerfile. */
import * as l10n from "@vscode/l10n";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { namesStage } from "../around/parts";
import type { UsePart } from "../around/parts";
import { isWrittenAt } from "../around/written";
import { stageOf } from "../features/around/definition";
import type { InlineDockerfile } from "../features/inline/inlineDockerfile";
import { NotWritable, toHost } from "../features/inline/toHost";
import { rename } from "../features/rename";
import type { Refusal, RenamePlace } from "../features/rename";
import { nameSpan } from "../stages/model/stagePlaces";
import type { AroundFileSource, AroundPart } from "./aroundFiles";

/** What the client can do with an edit. */
export interface RenameSupport {
  readonly documentChanges: boolean;
  readonly annotations: boolean;
}

const notAStage = (): Refusal => ({ refused: l10n.t("You can rename only stages and variables.") });

/** The name to be changed at a position, whose parts these are. */
export async function prepareRenameAround(
  { uses, dockerfiles, inline }: AroundFileSource,
  parts: readonly UsePart[],
): Promise<RenamePlace | Refusal> {
  for (const part of parts.filter(namesStage)) {
    const { place, text, use } = part;
    const { isInline } = use.dockerfile;
    const context = isInline ? (await inline.of(use))?.context : await dockerfiles.of(use);
    const here = uses.locate(place);
    const document = uses.documentOf(place.file);
    if (!context || !here || !document) continue;
    const isWritten = isWrittenAt(document.getText(), place, text, use.kind);
    if (part.isOpen || !isWritten)
      return {
        refused: l10n.t("This build names its stage through a variable or a default value."),
      };
    if (stageOf(context, part)) return { range: here.range, placeholder: document.getText(here.range) };
  }
  return notAStage();
}

/** The edit that gives the stage at a position another name, in its Dockerfile and in all files around it. */
export async function renameAround(
  { uses, readOpen }: AroundFileSource,
  parts: readonly AroundPart[],
  newName: string,
  { documentChanges, annotations }: RenameSupport,
): Promise<WorkspaceEdit | Refusal> {
  for (const { part, context: plain, inside } of parts) {
    const { uri } = plain.document;
    const open = await readOpen(uri);
    const context = open ?? plain;
    const stage = stageOf(context, part);
    const start = stage && nameSpan(stage)?.start;
    if (start === null || start === undefined) continue;
    const position = context.document.positionAt(start);
    const edit = rename(context, position, newName, documentChanges, annotations, uses);
    if ("refused" in edit || open) return edit;
    return inside ? writtenInHost(inside, edit) : ofAnyVersion(edit, uri);
  }
  return notAStage();
}

function writtenInHost(inside: InlineDockerfile, edit: WorkspaceEdit): WorkspaceEdit | Refusal {
  try {
    return toHost(inside, edit);
  } catch (error) {
    if (error instanceof NotWritable) return { refused: error.message };
    throw error;
  }
}

/** The same edit of a document that is not open: it has no version. */
function ofAnyVersion(edit: WorkspaceEdit, uri: string): WorkspaceEdit {
  if (!edit.documentChanges) return edit;
  const documentChanges = edit.documentChanges.map(change =>
    "textDocument" in change && change.textDocument.uri === uri
      ? { ...change, textDocument: { uri, version: null } }
      : change,
  );
  return { ...edit, documentChanges };
}
