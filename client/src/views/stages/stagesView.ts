/**
 * The view "Stages": the Dockerfiles of the workspace, opened or not, with their stages. VS Code asks for what is in sight alone, so a
 * view that is collapsed or hidden costs nothing; what changes meanwhile is asked for when it is seen again.
 */
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import { itemOf } from "./items";
import type { DockerfileNode, StageNode, StagesNode } from "./nodes";
import { watchDockerfiles } from "../dockerfilesOnDisk";
import { createStagesSource, type StagesServices } from "./stagesSource";

export const STAGES_VIEW = "dockerfileStages.stages";

export interface StagesViewServices extends StagesServices {
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
const SERVER_LATER_MS = 2_000;
const LATER_MS = 400;
const CONTAINER_LATER_MS = 1_000;
/** Of the tasks that run images (`commands/inside/runInTerminal.ts`). */
const TASK_SOURCE = "Dockerfile Stages";

/** Registers the view, until the extension ends. */
export function createStagesView(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  { whyNoBuilds, ...services }: StagesViewServices,
): StagesView {
  const { server, states } = services;
  const source = createStagesSource(services);
  const changed = new vscode.EventEmitter<DockerfileNode | undefined>();
  const waiting = new Map<string | undefined, ReturnType<typeof setTimeout>>();
  let isOutdated = false;
  let isFirst = true;

  const view = vscode.window.createTreeView<StagesNode>(STAGES_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: node => itemOf(node, "uri" in node && source.canBuild(vscode.Uri.parse(node.uri))),
      getChildren: async node => [...(await source.childrenOf(node))],
      getParent: node => (node.kind === "stage" ? node.parent : undefined),
    },
    showCollapseAll: true,
  });

  function refresh(): void {
    source.forget();
    changed.fire(undefined);
  }

  /** One Dockerfile, or all of them. What changes while nobody sees it is shown later. */
  function soon(uri?: string): void {
    if (!view.visible) {
      isOutdated = true;
      return;
    }
    if (waiting.has(uri)) return;
    const timer = setTimeout(() => {
      waiting.delete(uri);
      void update(uri);
    }, LATER_MS);
    waiting.set(uri, timer);
  }

  async function update(uri: string | undefined): Promise<void> {
    const node = uri === undefined ? undefined : (await source.dockerfiles()).find(each => each.uri === uri);
    if (node === undefined) refresh();
    // Only what somebody has opened shows its stages.
    else if (source.shownStages(node.uri)) changed.fire(node);
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

  const everyOpened = () => {
    for (const uri of source.opened()) soon(uri);
  };
  const everything = () => {
    soon();
  };
  let told: ReturnType<typeof setTimeout> | undefined;
  /** The server hears of a file some time after the window, and whoever asks at once gets the list of before. */
  const nowAndLater = () => {
    everything();
    clearTimeout(told);
    told = setTimeout(everything, SERVER_LATER_MS);
  };
  const ofDocument = ({ languageId, uri }: vscode.TextDocument) => {
    if (languageId === LANGUAGE) soon(uri.toString());
  };
  /** A container is there, or gone, soon after the program in the terminal. */
  const ofTask = ({ execution }: { execution: vscode.TaskExecution }) => {
    if (execution.task.source === TASK_SOURCE) setTimeout(everyOpened, CONTAINER_LATER_MS);
  };
  context.subscriptions.push(
    changed,
    view,
    watchDockerfiles(nowAndLater),
    {
      dispose: () => {
        clearTimeout(told);
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
    view.onDidChangeVisibility(() => void seen()),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) ofDocument(document);
    }),
    vscode.workspace.onDidOpenTextDocument(ofDocument),
    // A file that was deleted while it was open is in the list until nobody has it open.
    vscode.workspace.onDidCloseTextDocument(({ languageId }) => {
      if (languageId === LANGUAGE) nowAndLater();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      isFirst = true;
      void seen();
      everything();
    }),
    server.onDidChangeUses(uris => {
      for (const uri of uris) soon(uri.toString());
    }),
    server.onDidStart(everything),
    vscode.tasks.onDidStartTaskProcess(ofTask),
    vscode.tasks.onDidEndTaskProcess(ofTask),
    ...(states ? [states.onDidChange(everyOpened)] : []),
  );
  void seen();

  async function stageIn(parent: DockerfileNode, stage: number): Promise<StagesNode | undefined> {
    const isStage = (node: StagesNode): node is StageNode => node.kind === "stage" && node.stage === stage;
    return (source.shownStages(parent.uri) ?? (await source.childrenOf(parent))).find(isStage);
  }

  return {
    async reveal(uri, stage) {
      const parent = (await source.dockerfiles()).find(node => node.uri === uri.toString());
      if (!parent) return;
      await view.reveal(parent, { expand: true });
      const node = await stageIn(parent, stage);
      if (node) await view.reveal(node, { select: true, focus: true });
    },
    refresh,
  };
}
