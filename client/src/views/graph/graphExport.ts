/** A stage graph as a file, on the clipboard, or in a Markdown file. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { GraphAnswer } from "../../../../server/src/protocol";
import { graphDot } from "../../../../server/src/shared/graph/dot";
import { graphMermaid } from "../../../../server/src/shared/graph/mermaid";
import { notify } from "../../build/problems/notify";
import { errorMessage } from "../../engine/errorMessage";
import { showInformation, showInStatusBar } from "../../messages";
import { withGraph } from "./markdownGraph";
import type { ExportFormat } from "./messages";

const FORMATS: Record<ExportFormat, { readonly extension: string; readonly name: string }> = {
  svg: { extension: "svg", name: "SVG" },
  png: { extension: "png", name: "PNG" },
  mermaid: { extension: "mmd", name: "Mermaid" },
  dot: { extension: "dot", name: "DOT" },
};

/** The last part of the path of a file. */
export function fileName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What people call a Dockerfile; of one inside of another file, that with what builds it (`compose.yaml › web`). */
export function dockerfileName(uri: vscode.Uri): string {
  const build = uri.fragment.slice(uri.fragment.indexOf(".") + 1);
  return build === "" ? fileName(uri) : `${fileName(uri)} › ${build}`;
}

/** Asks where to, beside the Dockerfile first. `data` is what the page has made: the text of an SVG, a PNG in base64. */
export async function saveGraph(
  uri: vscode.Uri,
  graph: GraphAnswer,
  format: ExportFormat,
  data: string,
): Promise<void> {
  const { extension, name } = FORMATS[format];
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(uri, "..", `${fileName(uri)}-stages.${extension}`),
    filters: { [name]: [extension] },
  });
  if (file === undefined) return;
  try {
    const bytes =
      format === "png"
        ? Uint8Array.from(atob(data), character => character.charCodeAt(0))
        : new TextEncoder().encode(textOf(graph, format, data));
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    notify({ message: l10n.t("{0} could not be written: {1}", file.path, errorMessage(error)), steps: [] });
    return;
  }
  const open = l10n.t("Open");
  const choice = await showInformation(l10n.t("Saved {0}.", fileName(file)), open);
  if (choice === open) await vscode.commands.executeCommand("vscode.open", file);
}

/** Copies the text of a graph; a PNG the page has copied itself. */
export async function copyGraph(graph: GraphAnswer, format: ExportFormat, data: string): Promise<void> {
  if (format !== "png") await vscode.env.clipboard.writeText(textOf(graph, format, data));
  showInStatusBar(l10n.t("Copied as {0}", FORMATS[format].name), 5_000);
}

function textOf(graph: GraphAnswer, format: ExportFormat, data: string): string {
  if (format === "mermaid") return graphMermaid(graph);
  return format === "dot" ? graphDot(graph) : data;
}

/** A Markdown file to insert a graph into; a new one where it has no address. */
interface Place extends vscode.QuickPickItem {
  readonly file: vscode.Uri | undefined;
}

/** "Insert Stage Graph as Mermaid": asks for a Markdown file, and shows it with the graph in it, not saved. */
export async function insertGraph(uri: vscode.Uri, graph: GraphAnswer): Promise<void> {
  const place = await vscode.window.showQuickPick(markdownFiles(uri), {
    title: l10n.t("Insert Stage Graph as Mermaid"),
    placeHolder: l10n.t("Select a Markdown file"),
  });
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(
    place.file ?? vscode.Uri.from({ scheme: "untitled", path: "stages.md" }),
  );
  const visible = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.Active,
  });
  const cursor = visible ? document.offsetAt(visible.selection.active) : document.getText().length;
  const { start, end, text } = withGraph(document.getText(), cursor, {
    mermaid: graphMermaid(graph),
    dockerfile: vscode.workspace.asRelativePath(uri),
  });
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await editor.edit(edit => {
    edit.replace(range, text);
  });
  editor.revealRange(
    editor.document.lineAt(range.start.line).range,
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Those that are open, the READMEs beside the Dockerfile and above it in its workspace folder, and a new one. */
async function markdownFiles(uri: vscode.Uri): Promise<Place[]> {
  const open = vscode.workspace.textDocuments.filter(
    ({ languageId, isClosed }) => languageId === "markdown" && !isClosed,
  );
  const found = new Map(open.map(document => [document.uri.toString(), document.uri]));
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  for (
    let folder = vscode.Uri.joinPath(uri, "..");
    root !== undefined;
    folder = vscode.Uri.joinPath(folder, "..")
  ) {
    const readme = vscode.Uri.joinPath(folder, "README.md");
    const isThere = await vscode.workspace.fs.stat(readme).then(
      () => true,
      () => false,
    );
    if (isThere) found.set(readme.toString(), readme);
    if (folder.path === root.path || folder.path === "/") break;
  }
  return [
    ...[...found.values()].map(file => ({ label: vscode.workspace.asRelativePath(file), file })),
    { label: l10n.t("New Markdown file"), file: undefined },
  ];
}
