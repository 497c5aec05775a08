/** "Stage Graph": a page beside the code, one a Dockerfile, that follows the text, the cursor, the builds and the build in force. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { BUILD_COMMAND, type BuildArguments, type GraphAnswer } from "../../../../server/src/protocol";
import { page } from "../../report/page";
import type { LanguageServer } from "../../server/languageServer";
import { showsBuildLenses } from "../../build/restrictedMode";
import { graphBody } from "./graphPage";
import { copyGraph, fileName, insertGraph, saveGraph } from "./graphExport";
import type { FromPage, SavedPage, ToPage } from "./messages";
import { readMessage, readSaved } from "./readMessage";
import type { StageStates } from "./stageStates";

export const GRAPH_VIEW = "dockerfileStages.graph";

export interface GraphPanels {
  /** Shows the graph of a document, and in it a stage. */
  show(document: vscode.TextDocument): void;
}

/** A person types faster than this, and sees no difference. */
const EDITS_APART_MS = 60;

/** What a panel needs. Without states nothing can be built. */
export interface GraphServices {
  readonly extensionUri: vscode.Uri;
  readonly server: LanguageServer;
  readonly states: StageStates | undefined;
}

/** No panel yet; those of the window before come back by themselves. */
export function createGraphPanels(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  services: GraphServices,
): GraphPanels {
  const shown = new Map<string, vscode.WebviewPanel>();
  const keep = (uri: vscode.Uri, panel: vscode.WebviewPanel, saved: SavedPage) => {
    const key = uri.toString();
    shown.set(key, panel);
    panel.onDidDispose(() => shown.delete(key));
    followDocument(panel, uri, saved, services);
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(GRAPH_VIEW, {
      deserializeWebviewPanel: (panel, state) => {
        const saved = readSaved(state);
        if (saved === undefined) panel.dispose();
        else keep(vscode.Uri.parse(saved.uri), panel, saved);
        return Promise.resolve();
      },
    }),
    {
      dispose: () => {
        for (const panel of [...shown.values()]) panel.dispose();
      },
    },
  );
  return {
    show({ uri }) {
      const known = shown.get(uri.toString());
      if (known !== undefined) {
        known.reveal(undefined, false);
        return;
      }
      const panel = vscode.window.createWebviewPanel(
        GRAPH_VIEW,
        titleOf(uri),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
        { enableScripts: true },
      );
      keep(uri, panel, { uri: uri.toString() });
    },
  };
}

function titleOf(uri: vscode.Uri): string {
  return l10n.t("Stages of {0}", fileName(uri));
}

/** Fills a panel, and keeps it in step with its document until it is closed. */
function followDocument(
  panel: vscode.WebviewPanel,
  uri: vscode.Uri,
  saved: SavedPage,
  { extensionUri, server, states }: GraphServices,
): void {
  const { webview } = panel;
  const key = uri.toString();
  let target = saved.target;
  let graph: GraphAnswer | undefined;
  /** What was asked for last counts; what comes late is dropped. */
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (message: ToPage) => void webview.postMessage(message);
  const openDocument = () => vscode.workspace.openTextDocument(uri);
  const canBuild = (document: vscode.TextDocument) => states !== undefined && showsBuildLenses(document);

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
    const answer = await server
      .graph(document, target === undefined ? {} : { target })
      .catch(() => undefined);
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
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
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
            node.uri === undefined ? uri : vscode.Uri.parse(node.uri),
            node.range,
            message.takeFocus,
          );
        return;
      }
      case "revealEdge": {
        const range = graph?.edges[message.edge]?.ranges[0];
        if (range) await reveal(uri, range, false);
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
        const blocks = await server.card(await openDocument(), place.start).catch(() => []);
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

  /** In the editor that shows the file already, else beside the page. */
  async function reveal(
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

  const listeners = [
    webview.onDidReceiveMessage((value: unknown) => {
      const message = readMessage(value);
      if (message !== undefined) void act(message);
    }),
    panel.onDidChangeViewState(() => {
      if (panel.visible) soon();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() === key && contentChanges.length > 0) soon();
    }),
    vscode.workspace.onDidOpenTextDocument(document => {
      if (document.uri.toString() === key) soon();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages")) soon();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(soon),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (panel.visible && textEditor.document.uri.toString() === key) showCursor();
    }),
    server.onDidChangeUses(uris => {
      if (uris.some(each => each.toString() === key)) soon();
    }),
    server.onDidStart(soon),
    ...(states
      ? [
          states.onDidChange(() => {
            const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === key);
            if (panel.visible && document) void drawStates(document);
          }),
        ]
      : []),
  ];
  panel.onDidDispose(() => {
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
  });
  fill(panel, extensionUri);
}

type Range = NonNullable<GraphAnswer["nodes"][number]["range"]>;

/** The page itself: it says `ready`, and is then sent the graph. */
function fill({ webview, title }: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const media = vscode.Uri.joinPath(extensionUri, "media", "pages");
  const scripts = vscode.Uri.joinPath(extensionUri, "dist", "pages");
  webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
  const address = (folder: vscode.Uri, name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString(true);
  webview.html = page({
    title,
    language: vscode.l10n.bundle === undefined ? "en" : vscode.env.language,
    body: graphBody(),
    style: address(media, "graph.css"),
    script: address(scripts, "graph.js"),
    nonce: crypto.randomUUID().replaceAll("-", ""),
    pictures: "blob:",
  });
}

/** What has to be said beside the drawing. */
function noteOf({ nodes, edges, target, isTemplate }: GraphAnswer, wanted: string | undefined): string {
  const notes = [
    ...(nodes.length === 0 ? [l10n.t("This file has no stage yet. Add a FROM instruction first.")] : []),
    ...(isTemplate
      ? [
          l10n.t(
            "This file is a template. The graph shows it as it is written, not what is generated from it.",
          ),
        ]
      : []),
    ...(wanted !== undefined && target === null && nodes.length > 0
      ? [l10n.t("The file no longer has the stage {0}.", wanted)]
      : []),
    ...(edges.some(({ isCircular }) => isCircular)
      ? [l10n.t("Stages depend on each other in a circle. The builder rejects this file.")]
      : []),
  ];
  return notes.join(" ");
}

/** The stage that a line, from 0, is in: the last one that begins at or before it. */
function stageAt(graph: GraphAnswer | undefined, line: number): number | null {
  const before = graph?.nodes.filter(
    ({ kind, range }) => kind === "stage" && range !== null && range.start.line <= line,
  );
  return before?.at(-1)?.stage ?? null;
}
