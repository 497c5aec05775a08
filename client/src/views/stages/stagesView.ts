/**
 * The view "Stages": the Dockerfiles of the workspace, opened or not, with their stages. VS Code asks for what is in sight alone, so a
 * view that is collapsed or hidden costs nothing; what changes meanwhile is asked for when it is seen again.
 */
import * as vscode from "vscode";
import { DOCKERFILE_PATTERN } from "../../../../server/src/shared/filePatterns";
import { showsBuildLenses } from "../../build/restrictedMode";
import type { RunningContainer } from "../../inside/containers";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import type { StageStates } from "../graph/stageStates";
import { itemOf } from "./items";
import { stageNodes, type DockerfileNode, type StageNode, type StagesNode } from "./nodes";

export const STAGES_VIEW = "dockerfileStages.stages";

/** What the view is made of. Without states nothing can be built. */
export interface StagesViewServices {
  readonly server: LanguageServer;
  readonly states: StageStates | undefined;
  /** The running containers of a stage; empty where nobody can tell. */
  readonly containersOf:
    ((document: vscode.TextDocument, stage: StageNode) => Promise<readonly RunningContainer[]>) | undefined;
  /** Why nothing can be built, in a sentence; empty where it can. Asked when the view is first seen. */
  readonly whyNoBuilds: () => Promise<string>;
}

export interface StagesView {
  /** Shows a stage in the view. */
  reveal(uri: vscode.Uri, stage: number): Promise<void>;
  /** Asks for everything again. */
  readonly refresh: () => void;
}

/** What is typed is shown when it rests. */
const LATER_MS = 400;
const CONTAINER_LATER_MS = 1_000;
/** Of the tasks that run images (`commands/inside/runInTerminal.ts`). */
const TASK_SOURCE = "Dockerfile Stages";

/** Registers the view, until the extension ends. */
export function createStagesView(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  { server, states, containersOf, whyNoBuilds }: StagesViewServices,
): StagesView {
  const changed = new vscode.EventEmitter<DockerfileNode | undefined>();
  let dockerfiles: Promise<readonly DockerfileNode[]> | undefined;
  const stages = new Map<string, readonly StageNode[]>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  let isOutdated = false;
  let isFirst = true;

  /** The same nodes as long as the files are: the view keeps what is open of them. */
  async function readDockerfiles(): Promise<readonly DockerfileNode[]> {
    const found = await server.dockerfiles().catch(() => []);
    const nodes = found.map(({ uri, path }): DockerfileNode => ({ kind: "dockerfile", uri, path }));
    const known = new Set(nodes.map(({ uri }) => uri));
    // What is open and outside of the workspace, or has a name of its own.
    const open = vscode.workspace.textDocuments.filter(
      ({ languageId, uri, isClosed }) =>
        languageId === LANGUAGE && !isClosed && !known.has(uri.toString()) && uri.scheme !== "git",
    );
    return [
      ...nodes,
      ...open.map(({ uri }): DockerfileNode => ({
        kind: "dockerfile",
        uri: uri.toString(),
        path: vscode.workspace.asRelativePath(uri),
      })),
    ];
  }

  async function readStages(parent: DockerfileNode): Promise<readonly StageNode[]> {
    const uri = vscode.Uri.parse(parent.uri);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const [graph, uses, found] = await Promise.all([
        server.graph(document, {}),
        server.uses(uri),
        states?.of(document) ?? {},
      ]);
      const nodes = stageNodes(parent, graph, found, uses.uses);
      stages.set(parent.uri, nodes);
      return nodes;
    } catch {
      return [];
    }
  }

  async function childrenOf(node: StagesNode | undefined): Promise<readonly StagesNode[]> {
    if (node === undefined) return (dockerfiles ??= readDockerfiles());
    if (node.kind === "dockerfile") return readStages(node);
    if (node.kind !== "stage") return [];
    const { uri, stage, needs, uses } = node;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const running = (canBuild(document) && (await containersOf?.(document, node))) || [];
    return [
      ...running.map((container): StagesNode => ({ kind: "container", uri, container })),
      ...uses.map((use): StagesNode => ({ kind: "use", use })),
      ...needs,
      ...(canBuild(document) ? [{ kind: "files", uri, stage } as const] : []),
    ];
  }

  const canBuild = (document: Pick<vscode.TextDocument, "uri">) =>
    states !== undefined && showsBuildLenses(document as vscode.TextDocument);

  const view = vscode.window.createTreeView<StagesNode>(STAGES_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: node => itemOf(node, "uri" in node && canBuild({ uri: vscode.Uri.parse(node.uri) })),
      getChildren: async node => [...(await childrenOf(node))],
      getParent: node => (node.kind === "stage" ? node.parent : undefined),
    },
    showCollapseAll: true,
  });

  function refresh(): void {
    dockerfiles = undefined;
    changed.fire(undefined);
  }

  /** What changes while nobody sees it is shown later. */
  function soon(uri: string | undefined): void {
    if (!view.visible) {
      isOutdated = true;
      return;
    }
    const key = uri ?? "";
    if (waiting.has(key)) return;
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        void update(uri);
      }, LATER_MS),
    );
  }

  async function update(uri: string | undefined): Promise<void> {
    if (uri === undefined) {
      refresh();
      return;
    }
    // Only what somebody has opened shows its stages.
    const node = (await dockerfiles)?.find(each => each.uri === uri);
    if (node && stages.has(uri)) changed.fire(node);
    else if (!node) refresh();
  }

  async function seen(): Promise<void> {
    if (!view.visible) return;
    if (isOutdated) {
      isOutdated = false;
      refresh();
    }
    if (!isFirst) return;
    isFirst = false;
    view.message = await whyNoBuilds();
  }

  function laterOfTask({ execution }: { execution: vscode.TaskExecution }): void {
    if (execution.task.source !== TASK_SOURCE) return;
    setTimeout(() => {
      for (const uri of stages.keys()) soon(uri);
    }, CONTAINER_LATER_MS);
  }

  const files = vscode.workspace.createFileSystemWatcher(DOCKERFILE_PATTERN, false, true, false);
  const ofDocument = ({ languageId, uri }: vscode.TextDocument) => {
    if (languageId === LANGUAGE) soon(uri.toString());
  };
  context.subscriptions.push(
    changed,
    view,
    files,
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
    files.onDidCreate(() => {
      soon(undefined);
    }),
    files.onDidDelete(() => {
      soon(undefined);
    }),
    view.onDidChangeVisibility(() => void seen()),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) ofDocument(document);
    }),
    vscode.workspace.onDidOpenTextDocument(ofDocument),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      isFirst = true;
      void seen();
      soon(undefined);
    }),
    server.onDidChangeUses(uris => {
      for (const uri of uris) soon(uri.toString());
    }),
    server.onDidStart(() => {
      soon(undefined);
    }),
    // A container is there, or gone, soon after the program in the terminal.
    vscode.tasks.onDidStartTaskProcess(laterOfTask),
    vscode.tasks.onDidEndTaskProcess(laterOfTask),
    ...(states
      ? [
          states.onDidChange(() => {
            for (const uri of stages.keys()) soon(uri);
          }),
        ]
      : []),
  );
  void seen();
  return {
    async reveal(uri, stage) {
      const key = uri.toString();
      const parent = (await (dockerfiles ??= readDockerfiles())).find(node => node.uri === key);
      if (!parent) return;
      await view.reveal(parent, { expand: true });
      const nodes = stages.get(key) ?? (await readStages(parent));
      const node = nodes.find(each => each.stage === stage);
      if (node) await view.reveal(node, { select: true, focus: true });
    },
    refresh,
  };
}
