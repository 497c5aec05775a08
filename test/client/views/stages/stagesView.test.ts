import "../../../support/fakeEditor";
import { EventEmitter, Uri, window, workspace, type TextDocument, type TreeDataProvider } from "vscode";
import type { LanguageServer } from "../../../../client/src/server/languageServer";
import type { StagesNode } from "../../../../client/src/views/stages/nodes";
import { createStagesView } from "../../../../client/src/views/stages/stagesView";
import { eventually } from "../../../e2e/eventually";

type OpenDocument = Pick<TextDocument, "uri" | "languageId"> & { isClosed: boolean };

describe("the view of all stages", () => {
  const restored: (() => void)[] = [];
  function replace(of: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(of, name);
    Object.defineProperty(of, name, { value, configurable: true });
    restored.push(() => {
      Reflect.deleteProperty(of, name);
      if (before) Object.defineProperty(of, name, before);
    });
  }
  afterEach(() => {
    for (const restore of restored.splice(0)) restore();
  });

  /** The view of a workspace whose files a test changes. */
  function open(files: string[], documents: OpenDocument[]) {
    const closed = new EventEmitter<OpenDocument>();
    const deleted = new EventEmitter<Uri>();
    const never = new EventEmitter<never>().event;
    let provider: TreeDataProvider<StagesNode> | undefined;
    replace(
      window,
      "createTreeView",
      (_: string, given: { treeDataProvider: TreeDataProvider<StagesNode> }) => {
        provider = given.treeDataProvider;
        return { visible: true, onDidChangeVisibility: never, dispose: () => undefined };
      },
    );
    replace(workspace, "createFileSystemWatcher", () => ({
      ...{ onDidCreate: never, onDidChange: never, onDidDelete: deleted.event },
      dispose: () => undefined,
    }));
    replace(workspace, "onDidCloseTextDocument", closed.event);
    replace(workspace, "textDocuments", documents);
    const subscriptions: { dispose(): unknown }[] = [];
    createStagesView(
      { subscriptions },
      {
        server: {
          dockerfiles: () => Promise.resolve(files.map(path => ({ uri: Uri.file(path).toString(), path }))),
          ...{ onDidChangeUses: never, onDidStart: never },
        } as unknown as LanguageServer,
        ...{ states: undefined, containersOf: undefined, whyNoBuilds: () => Promise.resolve("") },
      },
    );
    let rows: string[] = [];
    const read = async () => {
      const nodes = (await provider?.getChildren()) ?? [];
      rows = nodes.map(node => (node.kind === "dockerfile" ? node.uri : node.kind));
    };
    // As VS Code does: what has changed is asked for again.
    provider?.onDidChangeTreeData?.(() => void read());
    return {
      read,
      remove: (path: string) => {
        files.splice(files.indexOf(path), 1);
        deleted.fire(Uri.file(path));
      },
      close: (document: OpenDocument) => {
        document.isClosed = true;
        documents.splice(documents.indexOf(document), 1);
        closed.fire(document);
      },
      rows: (wanted: string[]) =>
        eventually(
          `the rows ${wanted.join(" ")}`,
          () => rows,
          found => found.join() === wanted.map(path => Uri.file(path).toString()).join(),
        ),
      dispose: () => {
        for (const one of subscriptions) one.dispose();
      },
    };
  }

  it("has a Dockerfile that was deleted as long as its editor is open, and forgets it then", async function () {
    this.timeout(20_000);
    const document = { uri: Uri.file("/w/Dockerfile"), languageId: "dockerfile", isClosed: false };
    const view = open(["/w/Dockerfile", "/w/api.Dockerfile"], [document]);
    await view.read();
    await view.rows(["/w/Dockerfile", "/w/api.Dockerfile"]);
    view.remove("/w/Dockerfile");
    await view.rows(["/w/api.Dockerfile", "/w/Dockerfile"]);
    view.close(document);
    await view.rows(["/w/api.Dockerfile"]);
    view.dispose();
  });

  it("forgets a Dockerfile that nobody has open as soon as it is deleted", async function () {
    this.timeout(20_000);
    const view = open(["/w/Dockerfile", "/w/api.Dockerfile"], []);
    await view.read();
    view.remove("/w/Dockerfile");
    await view.rows(["/w/api.Dockerfile"]);
    view.dispose();
  });
});
