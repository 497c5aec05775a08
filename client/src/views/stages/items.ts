/** How the nodes of the view "Stages" look. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { oneLine } from "../../progress/uiText";
import type { NodeState } from "../graph/messages";
import type { ContainerNode, NeededNode, StageNode, StagesNode, UseNode } from "./nodes";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** The item of a node. `canBuild`: stages can be built here. */
export function itemOf(node: StagesNode, canBuild: boolean): vscode.TreeItem {
  switch (node.kind) {
    case "dockerfile": {
      const item = new vscode.TreeItem(oneLine(node.path), Collapsed);
      item.id = node.uri;
      item.resourceUri = vscode.Uri.parse(node.uri);
      item.iconPath = vscode.ThemeIcon.File;
      item.contextValue = canBuild ? "dockerfile.buildable" : "dockerfile";
      return item;
    }
    case "stage":
      return stageItem(node, canBuild);
    case "needed":
      return neededItem(node);
    case "use":
      return useItem(node);
    case "files": {
      const item = new vscode.TreeItem(l10n.t("Files"), None);
      item.iconPath = new vscode.ThemeIcon("list-tree");
      item.tooltip = l10n.t("Show the files of the image below");
      item.command = { command: "dockerfileStages.browseFiles", title: item.tooltip, arguments: [node] };
      return item;
    }
    case "container":
      return containerItem(node);
  }
}

function stageItem({ uri, stage, node, state, needs, uses }: StageNode, canBuild: boolean): vscode.TreeItem {
  const hasMore = needs.length + uses.length > 0 || canBuild;
  const item = new vscode.TreeItem(oneLine(node.label), hasMore ? Collapsed : None);
  item.id = `${uri} ${node.label} ${stage}`;
  const parts = [oneLine(node.detail), state?.text ?? "", node.note].filter(part => part !== "");
  item.description = parts.join(" · ");
  item.iconPath = stageIcon(node, state);
  item.tooltip = oneLine(state ? `${node.sentence}; ${state.text}` : node.sentence);
  item.accessibilityInformation = { label: item.tooltip };
  item.contextValue = [
    "stage",
    ...(canBuild ? ["buildable"] : []),
    ...(node.isRunnable ? ["runnable"] : []),
  ].join(".");
  item.command = openAt(uri, node.range);
  return item;
}

/** By its state in or after a build; the second is a color of the theme. */
const STATE_ICONS: Record<NodeState["state"], readonly [icon: string, color?: string]> = {
  running: ["sync", "charts.yellow"],
  waiting: ["clock"],
  done: ["pass", "charts.green"],
  cached: ["pass", "charts.green"],
  failed: ["error", "errorForeground"],
  cancelled: ["circle-slash"],
};

function stageIcon({ role, isReplaced }: StageNode["node"], state: NodeState | undefined): vscode.ThemeIcon {
  if (state) {
    const [icon, color] = STATE_ICONS[state.state];
    return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  }
  if (role === "default") return new vscode.ThemeIcon("target");
  return new vscode.ThemeIcon(role === "unused" || isReplaced ? "circle-outline" : "layers");
}

const NEEDED_ICONS: Record<NeededNode["node"]["kind"], string> = {
  stage: "layers",
  otherStage: "layers",
  image: "package",
  scratch: "package",
  context: "folder",
  open: "question",
  missing: "error",
};

function neededItem({ node, by, file }: NeededNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.label), None);
  item.description = [l10n.t("needed by {0}", by), node.note].filter(part => part !== "").join(" · ");
  item.iconPath = new vscode.ThemeIcon(NEEDED_ICONS[node.kind]);
  item.tooltip = oneLine(node.sentence);
  item.command = openAt(node.uri ?? file, node.range);
  return item;
}

function useItem({ use }: UseNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(use.label), None);
  item.description = l10n.t("builds this stage");
  item.iconPath = new vscode.ThemeIcon("references");
  item.contextValue = "use";
  item.command = openAt(use.uri, use.range);
  return item;
}

function containerItem({ container: { id, name, addresses } }: ContainerNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(name), None);
  item.description = [l10n.t("running"), ...addresses].join(" · ");
  item.iconPath = new vscode.ThemeIcon("vm-running");
  item.contextValue = addresses.length > 0 ? "container.port" : "container";
  item.tooltip = `${oneLine(name)} · ${id.slice(0, 12)}`;
  return item;
}

function openAt(uri: string, range: StageNode["node"]["range"]): vscode.Command {
  const selection =
    range && new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  const options: vscode.TextDocumentShowOptions = { preview: true, ...(selection ? { selection } : {}) };
  return { command: "vscode.open", title: l10n.t("Open"), arguments: [vscode.Uri.parse(uri), options] };
}
