import { editor } from "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { Uri, type TestController, type TestItem, type TextDocument } from "vscode";
import type { LanguageServer } from "../../../../client/src/server/languageServer";
import { eventually } from "../../../e2e/eventually";
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

const AT = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
const stageOf = (name: string) => ({ name, displayName: name, base: "alpine", keywordRange: AT });

function controllerOf(): TestController {
  return {
    items: collection(),
    createTestItem: (id: string, label: string, uri: Uri) => ({ id, label, uri, children: collection() }),
  } as unknown as TestController;
}

describe("the tests of the Testing view", () => {
  // Documents of other tests would be asked about, too.
  beforeEach(() => {
    editor.closeAll();
  });

  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ])
    it(`are those of the newest question, whichever answer comes last: ${order.join(" ")}`, async () => {
      const waiting: (() => void)[] = [];
      const answers = (value: unknown) =>
        new Promise(resolve => {
          waiting.push(() => {
            resolve(value);
          });
        });
      const texts = ["old", "new"];
      const uri = Uri.file(__filename);
      const server = {
        dockerfiles: () => answers([{ uri: uri.toString(), path: "Dockerfile", stages: [stageOf("first")] }]),
        snapshot: () => answers({ stages: [stageOf(texts.shift() ?? "")] }),
      } as unknown as LanguageServer;
      const tree = createTestTree(controllerOf(), server, () => true);
      const document = { uri } as TextDocument;
      const asked = [tree.refresh()];
      for (const count of [2, 3]) {
        asked.push(tree.update(document));
        await eventually(
          "a question",
          () => waiting.length,
          length => length === count,
        );
      }
      for (const index of order) {
        waiting[index]?.();
        await asked[index];
      }
      assert.deepEqual(
        tree.stagesIn(undefined).map(({ id }) => id),
        ["new"],
      );
    });

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
