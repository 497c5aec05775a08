/** "Build with Compose or Bake…": has Docker Compose or bake build what their files say, several Dockerfiles at once. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { UseInfo, UsesAnswer, UseTool } from "../../../../server/src/protocol";
import { openGroupTerminal } from "../../build/group/groupTerminal";
import { prepareGroup, type GroupServices } from "../../build/group/prepareGroup";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { useInForce, useNamed } from "../../build/uses/findUse";
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
    prepare: () => prepareGroup(services, uri, build),
  });
}

/** What is to be built: that of the use that is named, else what a person chooses. */
async function chooseBuild(answer: UsesAnswer, id: string | undefined): Promise<ToolBuild | undefined> {
  const named = id === undefined ? undefined : useNamed(answer, id);
  if (named?.canBuildWith) return buildOf(named.canBuildWith);
  const items = toolItems(answer);
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

type ToolItem = vscode.QuickPickItem & { build: ToolBuild };

/** Each use by itself, that in force first, then all that each project builds. */
function toolItems(answer: UsesAnswer): ToolItem[] {
  const inForce = useInForce(answer);
  const uses = [...answer.uses].sort((a, b) => Number(b === inForce) - Number(a === inForce));
  const item = (build: ToolBuild, description: string): ToolItem => ({
    label: `$(play) ${inLabel(toolName(build))}`,
    description: inLabel(description),
    build,
  });
  const single = uses.flatMap(use => (use.canBuildWith ? [item(buildOf(use.canBuildWith), use.label)] : []));
  const projects = uses.flatMap(({ canBuildWith }: UseInfo) => {
    if (!canBuildWith) return [];
    const build = { ...buildOf(canBuildWith), names: [] };
    return [
      item(
        build,
        l10n.t(
          "all that {0} builds",
          build.files.map(file => vscode.workspace.asRelativePath(file)).join(", "),
        ),
      ),
    ];
  });
  return [...new Map([...single, ...projects].map(each => [JSON.stringify(each.build), each])).values()];
}

function buildOf({ tool, name, files, folder }: UseTool): ToolBuild {
  const pathOf = (address: string) => vscode.Uri.parse(address).fsPath;
  return { tool, names: [name], files: files.map(pathOf), folder: pathOf(folder) };
}

/** Both read what is on disk. */
async function allSaved(): Promise<boolean> {
  if (!vscode.workspace.textDocuments.some(({ isDirty, uri }) => isDirty && uri.scheme === "file"))
    return true;
  const save = l10n.t("Save All and Build");
  const choice = await showWarning(
    l10n.t("Some files have unsaved changes, and a build uses the files on disk."),
    save,
  );
  return choice === save && (await vscode.workspace.saveAll(false));
}
