/** Where the view "Stages" has its nodes from: the server's index, the graph of a Dockerfile, its uses, its builds and its engine. */
import * as vscode from "vscode";
import { showsBuildLenses } from "../../build/restrictedMode";
import type { RunningContainer } from "../../inside/containers";
import { LANGUAGE } from "../../language";
import type { LanguageServer } from "../../server/languageServer";
import type { StageStates } from "../graph/stageStates";
import { stageNodes, type DockerfileNode, type StageNode, type StagesNode } from "./nodes";

/** What the view is made of. Without states nothing can be built. */
export interface StagesServices {
  readonly server: LanguageServer;
  readonly states: StageStates | undefined;
  /** The running containers of a stage; empty where nobody can tell. */
  readonly containersOf:
    ((document: vscode.TextDocument, stage: StageNode) => Promise<readonly RunningContainer[]>) | undefined;
}

export interface StagesSource {
  /** The Dockerfiles, asked for once until they are forgotten: the view keeps what is open of the same nodes. */
  dockerfiles(): Promise<readonly DockerfileNode[]>;
  readonly forget: () => void;
  /** What is below a node; the Dockerfiles for none. */
  childrenOf(node: StagesNode | undefined): Promise<readonly StagesNode[]>;
  /** The stages of a Dockerfile as they were shown last; undefined where nobody has opened it. */
  shownStages(uri: string): readonly StageNode[] | undefined;
  /** The Dockerfiles that somebody has opened in the view. */
  opened(): Iterable<string>;
  /** Whether the stages of a file can be built. */
  canBuild(uri: vscode.Uri): boolean;
}

/** Nothing is asked before it is wanted. */
export function createStagesSource({ server, states, containersOf }: StagesServices): StagesSource {
  let dockerfiles: Promise<readonly DockerfileNode[]> | undefined;
  const shown = new Map<string, readonly StageNode[]>();
  const canBuild = (uri: vscode.Uri) =>
    states !== undefined &&
    vscode.workspace.isTrusted &&
    (uri.scheme === "file" || uri.scheme === "untitled");

  async function stagesOf(parent: DockerfileNode): Promise<readonly StageNode[]> {
    const uri = vscode.Uri.parse(parent.uri);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const [graph, { uses }, found] = await Promise.all([
        server.graph(uri, {}),
        server.uses(uri),
        states?.of(document) ?? {},
      ]);
      const nodes = stageNodes(parent, graph, found, uses);
      shown.set(parent.uri, nodes);
      return nodes;
    } catch {
      // It is gone, or the server is: the row stays, and is asked for again.
      return [];
    }
  }

  async function partsOf(node: StageNode): Promise<readonly StagesNode[]> {
    const { uri, stage, needs, uses } = node;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const builds = showsBuildLenses(document) && canBuild(document.uri);
    const running = builds ? ((await containersOf?.(document, node)) ?? []) : [];
    return [
      ...running.map((container): StagesNode => ({ kind: "container", uri, container })),
      ...uses.map((use): StagesNode => ({ kind: "use", use })),
      ...needs,
      ...(builds ? [{ kind: "files", uri, stage } as const] : []),
    ];
  }

  const roots = () => (dockerfiles ??= readDockerfiles(server));
  return {
    dockerfiles: roots,
    forget: () => {
      dockerfiles = undefined;
    },
    childrenOf: async node => {
      if (node === undefined) return roots();
      if (node.kind === "dockerfile") return stagesOf(node);
      return node.kind === "stage" ? partsOf(node) : [];
    },
    shownStages: uri => shown.get(uri),
    opened: () => shown.keys(),
    canBuild,
  };
}

/** Those of the workspace, and those that are open beside them: from another folder, or with a name of their own. */
async function readDockerfiles(server: LanguageServer): Promise<readonly DockerfileNode[]> {
  const found = await server.dockerfiles().catch(() => []);
  const known = new Set(found.map(({ uri }) => uri));
  const open = vscode.workspace.textDocuments.filter(
    ({ languageId, uri, isClosed }) =>
      languageId === LANGUAGE && !isClosed && !known.has(uri.toString()) && uri.scheme !== "git",
  );
  return [
    ...found.map(({ uri, path }): DockerfileNode => ({ kind: "dockerfile", uri, path })),
    ...open.map(({ uri }): DockerfileNode => ({
      kind: "dockerfile",
      uri: uri.toString(),
      path: vscode.workspace.asRelativePath(uri),
    })),
  ];
}
