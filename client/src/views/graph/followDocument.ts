/** A panel with a stage graph that follows its document: the text, the cursor, the builds and the build in force. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { BUILD_COMMAND, type BuildArguments, type GraphAnswer } from "../../../../server/src/protocol";
import { showsBuildLenses } from "../../build/restrictedMode";
import type { LanguageServer } from "../../server/languageServer";
import { fillPage } from "./fillPage";
import { copyGraph, fileName, insertGraph, saveGraph } from "./graphExport";
import { noteOf, stageAt } from "./graphNotes";
import type { FromPage, SavedPage, ToPage } from "./messages";
import { readMessage } from "./readMessage";
import type { StageStates } from "./stageStates";

/** A person types faster than this, and sees no difference. */
const EDITS_APART_MS = 60;

/** What a panel needs. Without states nothing can be built. */
export interface GraphServices {
  readonly extensionUri: vscode.Uri;
  readonly server: LanguageServer;
  readonly states: StageStates | undefined;
}

/** Fills a panel, and keeps it in step with its document until it is closed. */
export function followDocument(
  panel: vscode.WebviewPanel,
  uri: vscode.Uri,
  saved: SavedPage,
  { extensionUri, server, states }: GraphServices,
): void {
  const { webview } = panel;
  const key = uri.toString();
  // One inside of another file has an address of its own.
  const file = uri.with({ fragment: "" });
  const isOfFile = (other: vscode.Uri) => other.toString() === file.toString();
  let target = saved.target;
  let graph: GraphAnswer | undefined;
  /** What was asked for last counts; what comes late is dropped. */
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (message: ToPage) => void webview.postMessage(message);
  const openDocument = () => vscode.workspace.openTextDocument(file);
  const canBuild = (document: vscode.TextDocument) =>
    states !== undefined && uri.fragment === "" && showsBuildLenses(document);

  async function draw(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // It is drawn again when it is seen again.
    if (!panel.visible) return;
    const question = ++asked;
    const document = await Promise.resolve(openDocument()).catch(() => undefined);
    if (document === undefined) {
      showNothing(l10n.t("The file {0} no longer exists.", fileName(uri)));
      return;
    }
    const answer = await server.graph(uri, target === undefined ? {} : { target }).catch(() => undefined);
    if (question !== asked) return;
    if (answer === undefined) {
      showNothing(l10n.t("The language server does not answer."));
      return;
    }
    graph = answer;
    send({
      kind: "graph",
      graph,
      uri: key,
      title: panel.title,
      canBuild: canBuild(document),
      note: noteOf(answer, target),
      saved: { uri: key, ...(target === undefined ? {} : { target }) },
    });
    showCursor();
    await drawStates(document);
  }

  function showNothing(note: string): void {
    send({
      kind: "graph",
      graph: { version: null, nodes: [], edges: [], target: null, isTemplate: false },
      uri: key,
      title: panel.title,
      canBuild: false,
      note,
      saved: { uri: key },
    });
  }

  async function drawStates(document: vscode.TextDocument): Promise<void> {
    if (states === undefined || !canBuild(document)) return;
    send({ kind: "states", states: await states.of(document) });
  }

  function showCursor(): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => isOfFile(document.uri));
    const line = editor?.selection.active.line;
    send({ kind: "cursor", stage: line === undefined ? null : stageAt(graph, line) });
  }

  function soon(): void {
    timer ??= setTimeout(() => void draw(), EDITS_APART_MS);
  }

  async function act(message: FromPage): Promise<void> {
    switch (message.kind) {
      case "ready":
        await draw();
        return;
      case "reveal": {
        const node = graph?.nodes.find(({ id }) => id === message.id);
        if (node?.range)
          await reveal(
            panel,
            node.uri === undefined ? file : vscode.Uri.parse(node.uri),
            node.range,
            message.takeFocus,
          );
        return;
      }
      case "revealEdge": {
        const range = graph?.edges[message.edge]?.ranges[0];
        if (range) await reveal(panel, file, range, false);
        return;
      }
      case "build": {
        const argument: BuildArguments = { uri: key, stage: message.stage };
        await vscode.commands.executeCommand(BUILD_COMMAND, argument);
        return;
      }
      case "card": {
        const node = graph?.nodes.find(({ id }) => id === message.id);
        // What is of another file is hovered where this one names it.
        const place =
          node?.uri === undefined
            ? node?.range
            : graph?.edges.find(({ from }) => from === node.id)?.ranges[0];
        if (!place) return;
        const blocks = await server.card(uri, place.start).catch(() => []);
        send({ kind: "card", id: message.id, blocks });
        return;
      }
      case "target": {
        const chosen = graph?.nodes.find(({ stage }) => stage !== null && stage === message.stage);
        target = chosen?.label;
        await draw();
        return;
      }
      case "save":
        if (graph) await saveGraph(uri, graph, message.format, message.data);
        return;
      case "copy":
        if (graph) await copyGraph(graph, message.format, message.data);
        return;
      case "insert":
        if (graph) await insertGraph(uri, graph);
        return;
    }
  }

  const listeners = [
    webview.onDidReceiveMessage((value: unknown) => {
      const message = readMessage(value);
      if (message !== undefined) void act(message);
    }),
    panel.onDidChangeViewState(() => {
      if (panel.visible) soon();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isOfFile(document.uri) && contentChanges.length > 0) soon();
    }),
    vscode.workspace.onDidOpenTextDocument(document => {
      if (isOfFile(document.uri)) soon();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages")) soon();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(soon),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (panel.visible && isOfFile(textEditor.document.uri)) showCursor();
    }),
    server.onDidChangeUses(uris => {
      if (uris.some(each => each.toString() === key)) soon();
    }),
    server.onDidStart(soon),
    ...(states
      ? [
          states.onDidChange(() => {
            const document = vscode.workspace.textDocuments.find(each => isOfFile(each.uri));
            if (panel.visible && document) void drawStates(document);
          }),
        ]
      : []),
  ];
  panel.onDidDispose(() => {
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
  });
  fillPage(panel, extensionUri);
}

/** In the editor that shows the file already, else beside the page. */
async function reveal(
  panel: vscode.WebviewPanel,
  at: vscode.Uri,
  { start, end }: vscode.Range | Range,
  takeFocus: boolean,
): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === at.toString(),
  );
  const { One, Two } = vscode.ViewColumn;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(at, {
    viewColumn: visible?.viewColumn ?? (panel.viewColumn === One ? Two : One),
    preserveFocus: !takeFocus,
    selection,
  });
}

type Range = NonNullable<GraphAnswer["nodes"][number]["range"]>;
