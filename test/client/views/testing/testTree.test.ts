import "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import type { TestController, TestItem, Uri } from "vscode";
import type { LanguageServer } from "../../../../client/src/server/languageServer";
import { createTestTree } from "../../../../client/src/views/testing/testTree";

/** A collection of tests, as VS Code has it. */
function collection() {
  const items = new Map<string, TestItem>();
  return {
    get: (id: string) => items.get(id),
    add: (item: TestItem) => items.set(item.id, item),
    delete: (id: string) => items.delete(id),
    replace(all: readonly TestItem[]) {
      items.clear();
      for (const item of all) items.set(item.id, item);
    },
    [Symbol.iterator]: () => items.entries(),
  };
}

describe("the tests of the Testing view", () => {
  it("are those of files that an engine can read", async () => {
    const controller = {
      items: collection(),
      createTestItem: (id: string, label: string, uri: Uri) => ({ id, label, uri, children: collection() }),
    } as unknown as TestController;
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    const stages = [{ name: "test", displayName: "test", base: "alpine", keywordRange: at }];
    const files = ["file:///w/Dockerfile", "vscode-vfs://github/o/r/Dockerfile"];
    const server = {
      dockerfiles: () => Promise.resolve(files.map(uri => ({ uri, path: "Dockerfile", stages }))),
    } as unknown as LanguageServer;
    const tree = createTestTree(controller, server, () => true);
    await tree.refresh();
    assert.deepEqual(
      tree.stagesIn(undefined).map(({ id, uri }) => [id, uri?.scheme]),
      [["test", "file"]],
    );
  });
});
