/** "New Dockerfile from Project": reads what a folder holds, asks what it does not tell, and opens both files unsaved. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import type { ProjectInfo, ProposalInfo } from "../../../../server/src/protocol";
import { askAll } from "./askAll";
import { openNewFiles } from "./untitledFiles";
import type { Proposals } from "./proposals";
import type { OpenedFiles } from "./untitledFiles";
import { errorMessage } from "../../engine/errorMessage";
import { showError, showInformation, withProgress } from "../../messages";

/** A project and the folder that it is in. */
interface Located {
  readonly project: ProjectInfo;
  /** The folder that was looked through, and the one of the project. */
  readonly root: vscode.Uri;
  readonly uri: vscode.Uri;
  /** The folder as a person knows it. */
  readonly label: string;
}

/** The command's handler. `argument` is the folder or the file of the Explorer that it was chosen on, if it was. */
export async function newDockerfile(
  server: LanguageServer,
  proposals: Proposals,
  argument: unknown,
): Promise<void> {
  const roots = await rootsOf(argument);
  if (roots.length === 0) {
    void offerFolder();
    return;
  }
  const found = await findProjects(server, roots);
  if (found === undefined) return;
  if (found.length === 0) {
    void offerSnippet(roots);
    return;
  }
  const chosen = await pickProject(found);
  if (chosen === undefined) return;
  if (chosen.project.refused !== null) {
    void showInformation(refusalOf(chosen));
    return;
  }
  const proposal = await pickProposal(chosen.project);
  if (proposal === undefined) return;
  const answers = await askAll(proposal.questions);
  if (answers === undefined) return;
  try {
    const { files } = await server.newDockerfile(chosen.root, {
      project: chosen.project.id,
      proposal: chosen.project.proposals.indexOf(proposal),
      answers,
    });
    if (files === null) throw new Error(l10n.t("{0} has changed. Try again.", chosen.project.manifest));
    const opened = await openNewFiles(chosen.uri, files);
    if (opened.isPlaced) void settleBoth(proposals, opened);
    void tellOpened(chosen, opened, proposals);
  } catch (error) {
    void showError(l10n.t("Could not create a Dockerfile: {0}", errorMessage(error)));
  }
}

async function rootsOf(argument: unknown): Promise<vscode.Uri[]> {
  if (argument instanceof vscode.Uri) {
    const { type } = await vscode.workspace.fs.stat(argument);
    return [type === vscode.FileType.Directory ? argument : vscode.Uri.joinPath(argument, "..")];
  }
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
}

async function findProjects(
  server: LanguageServer,
  roots: readonly vscode.Uri[],
): Promise<Located[] | undefined> {
  const title = l10n.t("Looking for projects");
  return withProgress(title, async (_, token) => {
    const found: Located[] = [];
    for (const root of roots) {
      const { projects } = await server.projects(root);
      if (token.isCancellationRequested) return undefined;
      for (const project of projects ?? []) {
        const uri = project.folder === "" ? root : vscode.Uri.joinPath(root, project.folder);
        found.push({ project, root, uri, label: vscode.workspace.asRelativePath(uri, roots.length > 1) });
      }
    }
    return found;
  });
}

async function pickProject(found: readonly Located[]): Promise<Located | undefined> {
  if (found.length === 1) return found[0];
  const items = found.map(located => ({
    label: located.project.what,
    description:
      located.project.folder === ""
        ? located.project.manifest
        : `${located.label}/${located.project.manifest}`,
    ...(located.project.refused !== null && { detail: located.project.refused }),
    located,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("New Dockerfile from Project"),
    placeHolder: l10n.t("For which project do you want to create a Dockerfile?"),
    matchOnDescription: true,
  });
  return picked?.located;
}

/** Why there is no Dockerfile for a project. */
function refusalOf({ project: { what, refused }, label }: Located): string {
  return l10n.t("No Dockerfile for {0} in {1}: {2}", what, label, refused ?? "");
}

async function pickProposal({ what, proposals }: ProjectInfo): Promise<ProposalInfo | undefined> {
  if (proposals.length === 1) return proposals[0];
  const items = proposals.map(proposal => ({
    label: proposal.label,
    description: proposal.snippet,
    proposal,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("New Dockerfile from Project"),
    placeHolder: l10n.t("{0}: select the contents of the image", what),
  });
  return picked?.proposal;
}

/** Saves both files when a person accepts them in the title of an editor, and closes both when they are dismissed. */
async function settleBoth(proposals: Proposals, { dockerfile, ignore }: OpenedFiles): Promise<void> {
  const isAccepted = await proposals.wait([dockerfile.uri, ignore.uri]);
  if (isAccepted) {
    await saveNewFile(ignore);
    await saveNewFile(dockerfile);
    return;
  }
  for (const document of [ignore, dockerfile]) {
    if (document.isClosed || !document.isUntitled) continue;
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}

/** Saves a new file to the place that its address names, and shows it there. */
async function saveNewFile(document: vscode.TextDocument): Promise<void> {
  if (document.isClosed || !(await document.save())) return;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const saved = document.uri.with({ scheme: folder?.uri.scheme ?? "file" });
  await vscode.window.showTextDocument(saved, { preview: false });
}

async function tellOpened(
  { project, uri }: Located,
  opened: OpenedFiles,
  proposals: Proposals,
): Promise<void> {
  const { names, existing, isPlaced } = opened;
  const parts = [
    l10n.t(
      "{0} and {1} for {2} are open. They are not saved yet.",
      names.dockerfile,
      names.ignore,
      project.what,
    ),
    ...(names.dockerfile !== "Dockerfile"
      ? [l10n.t("The folder already has a Dockerfile. The new one is named {0}.", names.dockerfile)]
      : []),
    ...(names.ignore !== ".dockerignore"
      ? [
          l10n.t(
            "The folder already has a .dockerignore file. The builder uses {0} for this Dockerfile.",
            names.ignore,
          ),
        ]
      : []),
    ...(isPlaced ? [] : [l10n.t("Save them in {0}.", uri.toString(true))]),
    ...project.notes,
  ];
  const save = l10n.t("Save Both");
  const compare = l10n.t("Compare");
  const buttons = [...(isPlaced ? [save] : []), ...(existing === null ? [] : [compare])];
  const show =
    project.notes.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(parts.join(" "), ...buttons);
  if (choice === save) proposals.settle(opened.dockerfile.uri, true);
  if (choice === compare && existing !== null) {
    const title = l10n.t("{0} and the new {1}", "Dockerfile", names.dockerfile);
    await vscode.commands.executeCommand("vscode.diff", existing, opened.dockerfile.uri, title);
  }
}

async function offerFolder(): Promise<void> {
  const open = l10n.t("Open Folder");
  const message = l10n.t("Open the folder of a project first. The Dockerfile is created from its files.");
  if ((await showInformation(message, open)) === open)
    await vscode.commands.executeCommand("vscode.openFolder");
}

async function offerSnippet(roots: readonly vscode.Uri[]): Promise<void> {
  const fill = l10n.t("Fill File with Snippet");
  const folders = roots.map(uri => vscode.workspace.asRelativePath(uri)).join(", ");
  const message = l10n.t(
    "No project was found in {0}. The folder has no package.json, go.mod, Cargo.toml or similar file.",
    folders,
  );
  if ((await showInformation(message, fill)) !== fill) return;
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.action.populateFileFromSnippet");
}
