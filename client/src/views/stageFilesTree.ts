/** The view "Stage Files": the stages that were looked into, and the files in their images. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { isFolderAt, listFolder, resolvePath, type FileNode } from "../inside/fileIndex";
import { size } from "../engine/amounts";
import type { IndexedStage, StageFiles } from "./stageFileIndexes";
import { stageUri } from "./stageUri";
import { oneLine } from "../progress/uiText";

export const STAGE_FILES_VIEW = "dockerfileStages.files";
/** The view is there while there is something in it. */
const HAS_FILES = "dockerfileStages.hasStageFiles";

export type StageFilesNode =
  | { kind: "stage"; stage: IndexedStage }
  | { kind: "file"; stage: IndexedStage; path: string; node: FileNode }
  | { kind: "note"; text: string };

/** A file of a stage, as the commands of the view are given it. */
export type FileInStage = Extract<StageFilesNode, { kind: "file" }>;

export interface StageFilesTree {
  /** Shows a stage and opens it, in sight. */
  reveal(stage: IndexedStage): Promise<void>;
  dispose(): void;
}

/** The view, kept in step with `files`. */
export function createStageFilesTree(files: StageFiles): StageFilesTree {
  const changed = new vscode.EventEmitter<void>();
  /** The same node for a stage as long as it is shown: the view knows it by that. */
  const roots = new WeakMap<IndexedStage, StageFilesNode>();
  const rootOf = (stage: IndexedStage): StageFilesNode => {
    const root = roots.get(stage) ?? { kind: "stage", stage };
    roots.set(stage, root);
    return root;
  };
  const view = vscode.window.createTreeView<StageFilesNode>(STAGE_FILES_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: node => (node === undefined ? files.shown().map(rootOf) : childrenOf(node)),
      getParent: () => undefined,
    },
    showCollapseAll: true,
  });
  const subscription = files.onDidChange(() => {
    changed.fire();
    void vscode.commands.executeCommand("setContext", HAS_FILES, files.shown().length > 0);
  });
  return {
    reveal: async stage => {
      await vscode.commands.executeCommand(`${STAGE_FILES_VIEW}.focus`);
      await view.reveal(rootOf(stage), { select: true, focus: true, expand: true });
    },
    dispose: () => {
      subscription.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}

/** Whether the argument of a command is a file of the view. */
export function isFileInStage(argument: unknown): argument is FileInStage {
  return kindOf(argument) === "file";
}

/** Whether the argument of a command is a stage of the view. */
export function isShownStage(argument: unknown): argument is Extract<StageFilesNode, { kind: "stage" }> {
  return kindOf(argument) === "stage";
}

/** What a menu hands over is an object of ours; what a key binding does may be anything. */
function kindOf(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || !("stage" in argument)) return undefined;
  const { stage } = argument;
  const isStage = typeof stage === "object" && stage !== null && "index" in stage && "facts" in stage;
  return isStage && "kind" in argument ? argument.kind : undefined;
}

function childrenOf(node: StageFilesNode): StageFilesNode[] {
  if (node.kind === "note") return [];
  const { stage } = node;
  const folder = node.kind === "stage" ? "/" : node.path;
  const entries = (listFolder(stage.index, folder) ?? []).map(([name, child]): StageFilesNode => ({
    kind: "file",
    stage,
    path: path.posix.join(folder, name),
    node: child,
  }));
  if (node.kind !== "stage" || !stage.index.isCut) return entries;
  return [...entries, { kind: "note", text: l10n.t("Only {0} files are shown.", stage.index.count) }];
}

function itemOf(node: StageFilesNode): vscode.TreeItem {
  switch (node.kind) {
    case "note":
      return new vscode.TreeItem(node.text);
    case "stage":
      return stageItem(node.stage);
    case "file":
      return fileItem(node);
  }
}

function stageItem({ image, facts, index, uri, isOld }: IndexedStage): vscode.TreeItem {
  const item = new vscode.TreeItem(image, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon("layers");
  item.contextValue = "stage";
  const bytes = facts.size === undefined ? "" : size(facts.size);
  item.description = isOld ? `${bytes} · ${l10n.t("from an earlier build")}` : bytes;
  // Without it the tooltip alone is read out.
  item.accessibilityInformation = { label: `${image}, ${item.description}` };
  item.tooltip = tooltipOf(index.count, vscode.workspace.asRelativePath(uri), isOld);
  return item;
}

function tooltipOf(count: number, file: string, isOld: boolean): string {
  if (isOld) return l10n.t("{0} files in a stage of {1}. A later build created another image.", count, file);
  return count === 1
    ? l10n.t("1 file in a stage of {0}", file)
    : l10n.t("{0} files in a stage of {1}", count, file);
}

function fileItem({ stage, path: at, node }: FileInStage): vscode.TreeItem {
  const { index, facts } = stage;
  const isFolder = node.kind === "folder" || (node.kind === "link" && isFolderAt(index, at));
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(stageUri(facts.id, at), isFolder ? Collapsed : None);
  item.contextValue = isFolder ? "folder" : "file";
  item.iconPath = isFolder ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  const real = resolvePath(index, at);
  const name = path.posix.basename(at);
  // The editor shows the name of the file, unless something in it is not to be shown.
  if (oneLine(name) !== name) item.label = oneLine(name);
  const target = oneLine(node.target ?? "");
  if (node.kind === "link") item.description = real ? `→ ${target}` : l10n.t("→ {0} (missing)", target);
  else if (node.kind === "file") item.description = size(node.size);
  const about = typeof item.description === "string" ? `, ${item.description}` : "";
  item.accessibilityInformation = { label: oneLine(name) + about };
  item.tooltip = `${oneLine(at)} · ${node.mode.toString(8).padStart(4, "0")}`;
  if (!isFolder && real) {
    // Where a link leads: a file is one editor, and its own name says its language.
    const opened = stageUri(facts.id, real.path);
    item.command = { command: "vscode.open", title: l10n.t("Open"), arguments: [opened, { preview: true }] };
  }
  return item;
}
