/** "Build" of a use, from a lens in a Compose or bake file: the stage that it builds, with all that it gives, whatever is chosen. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { notify } from "../../build/problems/notify";
import { noSuchUse } from "../../build/problems/problems";
import { targetOfName } from "../../build/request/stageTarget";
import type { BuildSession } from "../../build/session";
import { useNamed } from "../../build/uses/findUse";
import type { Uses } from "../../build/uses/uses";
import { fieldsOf, textOf } from "../../engine/fields";
import type { LanguageServer } from "../../server/languageServer";
import { readArgument } from "../argument";
import { noDockerfile, requireModel } from "../resolveStage";
import { buildStageAt } from "./buildUpToStage";

/** The command's handler. The argument names the Dockerfile and the use: `{ uri, id }`. */
export async function buildUse(
  server: LanguageServer,
  session: BuildSession,
  uses: Uses,
  argument: unknown,
): Promise<void> {
  const { uri } = readArgument(argument);
  const id = textOf(fieldsOf(argument)["id"]);
  if (uri === undefined || id === undefined) {
    notify(noDockerfile());
    return;
  }
  const use = useNamed(await uses.of(uri), id);
  const name = path.basename(uri.path);
  if (use === undefined) {
    notify(noSuchUse(name, id));
    return;
  }
  const document = await openDocument(uri);
  const model = document && (await requireModel(server, document));
  if (document === undefined || model === undefined) {
    if (document === undefined) notify({ message: l10n.t("{0} cannot be read.", name), steps: [] });
    return;
  }
  if (use.target?.isOpen === true) {
    const message = l10n.t("{0}: No file says which stage is built ({1}).", use.label, use.target.text);
    notify({ message, steps: [{ title: l10n.t("Build Stage…"), command: "dockerfileStages.buildStage" }] });
    return;
  }
  const target = targetOfName(model, use.target?.text);
  if (target.kind === "gone") {
    const message = l10n.t("{0} has no stage {1}.", name, use.target?.text ?? "");
    notify({ message, steps: [] });
    return;
  }
  await buildStageAt(server, session, document, target.stage.index, { use: use.id });
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
