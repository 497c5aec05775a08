import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { env, Uri } from "vscode";
import { html } from "../../../client/src/report/html";
import { exportAction, type Exported } from "../../../client/src/views/exportPage";
import { eventually } from "../../e2e/eventually";

const page = (fails: boolean): Exported => ({
  title: "Builds",
  body: () => html`<p>Builds</p>`,
  uri: Uri.file("/w/Dockerfile"),
  name: "builds",
  markdown: () => {
    if (fails) throw new Error("no words");
    return "# Builds";
  },
  json: () => "{}",
});

describe("the buttons that export a page", () => {
  const rejected: unknown[] = [];
  const hear = (reason: unknown) => rejected.push(reason);
  before(() => process.on("unhandledRejection", hear));
  after(() => process.off("unhandledRejection", hear));
  beforeEach(() => {
    editor.said = [];
    editor.answers = [];
    rejected.length = 0;
  });

  /** An extension whose folder is gone: an update has removed it while the page was open. */
  const GONE = Uri.file("/nowhere/extension");
  const CASES: [action: string, exported: Exported, answers: string[]][] = [
    ["exportHtml", page(false), ["/w/builds.html"]],
    ["exportMarkdown", page(true), ["/w/builds.md"]],
    ["exportJson", page(false), ["/nowhere/builds.json"]],
    ["copyMarkdown", page(true), []],
  ];
  for (const [action, exported, answers] of CASES)
    it(`say what went wrong: ${action}`, async () => {
      editor.answers = answers;
      assert.equal(exportAction(GONE, action, exported), true);
      await eventually("a message", () => editor.said.length, Boolean);
      assert.match(editor.said[0] ?? "", /could not be (?:written|copied): /);
      assert.deepEqual(rejected, []);
    });

  it("say so where the clipboard refuses", async () => {
    const write = Reflect.get(env.clipboard, "writeText") as unknown;
    Reflect.set(env.clipboard, "writeText", () => Promise.reject(new Error("denied")));
    exportAction(GONE, "copyMarkdown", page(false));
    await eventually("a message", () => editor.said.length, Boolean);
    Reflect.set(env.clipboard, "writeText", write);
    assert.match(editor.said[0] ?? "", /builds could not be copied: .*denied/);
    assert.deepEqual(rejected, []);
  });

  it("leave other buttons alone, and do nothing where nobody names a file", async () => {
    assert.equal(exportAction(GONE, "choose", page(true)), false);
    assert.equal(exportAction(GONE, "exportHtml", page(true)), true);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual([editor.said, rejected], [[], []]);
  });
});
