/** The tests of the Testing view: Dockerfiles with the stages in them that are tests. Nothing is read before VS Code asks for it. */
import * as vscode from "vscode";
import { toRange } from "../../build/findings/movingDiagnostics";
import { LANGUAGE } from "../../language";
import { oneLine } from "../../progress/uiText";
import type { LanguageServer } from "../../server/languageServer";
import { testStages, type TestStage } from "./testStages";

export interface TestTree {
  /** Reads the Dockerfiles of the workspace, opened or not. */
  refresh(): Promise<void>;
  /** Takes the stages of a Dockerfile as it is typed. */
  update(document: vscode.TextDocument): Promise<void>;
  /** The tests that are meant by these items, or all: stages, no Dockerfiles. */
  stagesIn(items: readonly vscode.TestItem[] | undefined): vscode.TestItem[];
}

/** No tests yet. `isTest` is asked about the name of each stage, at each reading. */
export function createTestTree(
  controller: vscode.TestController,
  server: LanguageServer,
  isTest: (name: string) => boolean,
): TestTree {
  let questions = 0;
  /** The number of the question whose answer a Dockerfile shows: an older answer may end last. */
  const answered = new Map<string, number>();

  /** Whether an answer is the newest one of a Dockerfile; it is from now on. */
  function isNewest(id: string, question: number): boolean {
    if ((answered.get(id) ?? 0) > question) return false;
    answered.set(id, question);
    return true;
  }

  function show(uri: vscode.Uri, path: string, stages: readonly TestStage[]): void {
    const id = uri.toString();
    if (stages.length === 0) {
      controller.items.delete(id);
      return;
    }
    const file = controller.items.get(id) ?? controller.createTestItem(id, oneLine(path), uri);
    controller.items.add(file);
    // An item that stays the same keeps its result.
    file.children.replace(stages.map(stage => itemOf(file, uri, stage)));
  }

  function itemOf(file: vscode.TestItem, uri: vscode.Uri, { name, label, range }: TestStage) {
    const item = file.children.get(name) ?? controller.createTestItem(name, oneLine(label), uri);
    item.label = oneLine(label);
    item.range = toRange(range);
    return item;
  }

  async function update(document: vscode.TextDocument): Promise<void> {
    const question = ++questions;
    const id = document.uri.toString();
    if (!(await isThere(document.uri))) {
      // Its editor is open still, and nothing can be built of it.
      if (isNewest(id, question)) controller.items.delete(id);
      return;
    }
    const { stages } = await server.snapshot(document);
    if (!isNewest(id, question)) return;
    show(document.uri, vscode.workspace.asRelativePath(document.uri), testStages(stages, isTest));
  }

  return {
    async refresh() {
      const question = ++questions;
      const listed = await server.dockerfiles({ stages: true });
      // An engine reads no others.
      const found = listed.filter(({ uri }) => uri.startsWith("file:"));
      const known = new Set(found.map(({ uri }) => uri));
      // From another folder, or with a name of their own.
      const open = vscode.workspace.textDocuments.filter(
        ({ languageId, uri, isClosed }) =>
          languageId === LANGUAGE && !isClosed && uri.scheme === "file" && !known.has(uri.toString()),
      );
      for (const [id] of controller.items)
        if (!known.has(id) && !open.some(({ uri }) => uri.toString() === id) && isNewest(id, question))
          controller.items.delete(id);
      for (const { uri, path, stages = [] } of found)
        if (isNewest(vscode.Uri.parse(uri).toString(), question))
          show(vscode.Uri.parse(uri), path, testStages(stages, isTest));
      await Promise.allSettled(open.map(update));
    },
    update,
    stagesIn(items) {
      const roots = items ?? [...controller.items].map(([, item]) => item);
      const stages = roots.flatMap(item =>
        item.parent === undefined ? [...item.children].map(([, stage]) => stage) : [item],
      );
      return [...new Set(stages)];
    },
  };
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
