/** "Build up to This Stage": from a lens, or for the stage that the cursor is in. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import type { StartOverrides } from "../../build/task/buildTask";
import { targetOfIndex } from "../../build/request/stageTarget";
import type { LanguageServer } from "../../server/languageServer";
import { notify } from "../../build/problems/notify";
import { requireModel, resolveStage } from "../resolveStage";
import { nameStage } from "../create/nameStage";
import { showError } from "../../messages";
import { documentToBuild } from "./savedDockerfile";

/** The command's handler. */
export async function buildUpToStage(
  server: LanguageServer,
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveStage(server, argument);
  if (resolved !== undefined) await buildStageAt(server, session, resolved.document, resolved.index);
}

/** A build that runs: of the stage of this name, or of the last one; or up to an instruction. */
export interface StartedBuild {
  /** The Dockerfile: another one than the document where that was saved first. */
  uri: vscode.Uri;
  stage: string | undefined;
  /** The line of that instruction, from 1. */
  line?: number;
}

/**
 * Builds one stage after what stands in the way is settled with the person: trust, an unsaved file, a missing name. Answers
 * what was started, or null.
 */
export async function buildStageAt(
  server: LanguageServer,
  session: BuildSession,
  written: vscode.TextDocument,
  index: number,
  overrides: StartOverrides = {},
): Promise<StartedBuild | null> {
  const found = await stageToBuild(server, written, index);
  if (found === undefined) return null;
  const { document, stage } = found;
  await session.start(document, stage, overrides);
  return { uri: document.uri, stage };
}

/** A stage that a builder can be asked for, by its name; none for the last one. */
export interface StageToBuild {
  /** Another one than the document that was asked about where that was saved first. */
  document: vscode.TextDocument;
  stage: string | undefined;
}

/** Settles with the person what stands in the way of a build of a stage; undefined where that remains. */
export async function stageToBuild(
  server: LanguageServer,
  written: vscode.TextDocument,
  index: number,
): Promise<StageToBuild | undefined> {
  const document = await documentToBuild(written);
  if (document === undefined) return undefined;
  const name = path.basename(document.uri.path);
  const model = await requireModel(server, document);
  if (model === undefined) return undefined;
  const target = targetOfIndex(model, index);
  switch (target.kind) {
    case "gone": {
      notify({ message: l10n.t("{0} no longer has this stage.", name), steps: [] });
      return undefined;
    }
    case "hidden": {
      tellHidden(document, target.name, target.by.keywordRange.start.line);
      return undefined;
    }
    case "named":
    case "last":
      return { document, stage: target.name || undefined };
    case "unnamed": {
      const given = await nameStage(server, document, index);
      if (given === undefined) return undefined;
      if (!(await document.save())) {
        notify({ message: l10n.t("{0} could not be saved.", name), steps: [] });
        return undefined;
      }
      return { document, stage: given };
    }
  }
}

/** Of several stages with one name the builder takes the last; to build another one in its place would be a lie. */
function tellHidden(document: vscode.TextDocument, stage: string, line: number): void {
  const show = l10n.t("Show Line {0}", line + 1);
  void showError(
    l10n.t(
      'Two stages have the name "{0}". The builder would build the later one, in line {1}. Rename one of them to build this one.',
      stage,
      line + 1,
    ),
    show,
  ).then(async choice => {
    if (choice !== show) return;
    const place = new vscode.Range(line, 0, line, 0);
    await vscode.window.showTextDocument(document, { selection: place });
  });
}
