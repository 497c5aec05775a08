/** "Build with Compose or Bake…": has Docker Compose or bake build what their files say, several Dockerfiles at once. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { UsesAnswer } from "../../../../server/src/protocol";
import { openGroupTerminal } from "../../build/group/groupTerminal";
import { prepareGroup, type GroupServices } from "../../build/group/prepareGroup";
import { toolBuild, toolChoices } from "../../build/group/toolChoices";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { useNamed } from "../../build/uses/findUse";
import type { Uses } from "../../build/uses/uses";
import { fieldsOf, textOf } from "../../engine/fields";
import { toolName, type ToolBuild } from "../../engine/toolBuild";
import { showWarning } from "../../messages";
import { inLabel } from "../../progress/uiText";
import { noDockerfile, resolveDockerfile } from "../resolveStage";

/** The command's handler. The argument, if any, names the Dockerfile, and may name one of its uses: `{ uri, id }`. */
export async function buildWithTool(
  services: GroupServices & { uses: Uses },
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  if (refusedInRestrictedMode()) return;
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = resolved.document;
  const answer = await services.uses.of(uri);
  const id = textOf(fieldsOf(argument)["id"]);
  const build = await chooseBuild(answer, id);
  if (build === undefined || !(await allSaved())) return;
  await openGroupTerminal(toolName(build), {
    builds: session.builds,
    diagnostics: session.diagnostics,
    explain: session.explain,
    prepare: () => prepareGroup(services, uri, build),
  });
}

/** What is to be built: that of the use that is named, else what a person chooses. */
async function chooseBuild(answer: UsesAnswer, id: string | undefined): Promise<ToolBuild | undefined> {
  const pathOf = (address: string) => vscode.Uri.parse(address).fsPath;
  const named = id === undefined ? undefined : useNamed(answer, id);
  if (named?.canBuildWith) return toolBuild(named.canBuildWith, [named.canBuildWith.name], pathOf);
  const items = toolChoices(answer, pathOf, file => vscode.workspace.asRelativePath(file)).map(
    ({ build, about }) => ({
      label: `$(play) ${inLabel(toolName(build))}`,
      description: inLabel(about),
      build,
    }),
  );
  if (items.length === 0) {
    notify({
      message: l10n.t("No Compose or bake file of this workspace describes a build of this Dockerfile."),
      steps: [],
    });
    return undefined;
  }
  const title = l10n.t("Build with Compose or Bake");
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.build;
}

/** Both read what is on disk. */
export async function allSaved(): Promise<boolean> {
  if (!vscode.workspace.textDocuments.some(({ isDirty, uri }) => isDirty && uri.scheme === "file"))
    return true;
  const save = l10n.t("Save All and Build");
  const choice = await showWarning(
    l10n.t("Some files have unsaved changes, and a build uses the files on disk."),
    save,
  );
  return choice === save && (await vscode.workspace.saveAll(false));
}
