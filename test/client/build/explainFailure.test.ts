import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Uri } from "vscode";
import type { Build } from "../../../client/src/build/build";
import { createExplainer } from "../../../client/src/build/findings/explainFailure";
import type { BuildFailure } from "../../../client/src/progress/progressReader";
import { createTextVersions } from "../../../client/src/snapshot/textVersions";
import {
  NO_MISSING_SOURCE,
  type MissingSourceAnswer,
  type MissingSourceParams,
} from "../../../server/src/protocol";
import { builtFileOf, recordOf } from "../progress/builtRecord";

const TEXT = "FROM a AS one\nFROM b\nCOPY x.txt /\n";

describe("what a failure comes down to", () => {
  const root = mkdtempSync(join(tmpdir(), "explain "));
  const uri = Uri.file(join(root, "w/services/api/Dockerfile"));
  before(() => {
    editor.folder = join(root, "w");
    mkdirSync(dirname(uri.fsPath), { recursive: true });
    writeFileSync(uri.fsPath, TEXT);
    writeFileSync(join(root, "w/services/above.txt"), "");
  });
  after(() => {
    editor.folder = undefined;
    rmSync(root, { recursive: true });
  });

  /** The words for a COPY that fails, and what the server was asked. */
  async function explained(
    missing: string | undefined,
    answer: Partial<MissingSourceAnswer> | Error,
    text = TEXT,
  ) {
    const asked: Omit<MissingSourceParams, "textDocument">[] = [];
    const server = {
      missingSource: (_: unknown, question: Omit<MissingSourceParams, "textDocument">) => {
        asked.push(question);
        return answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve({ ...NO_MISSING_SOURCE, ...answer });
      },
    };
    const file = builtFileOf(text);
    const record = recordOf([["[stage-1 2/2] COPY x.txt /", "failed"]]);
    const [step] = record.steps.values();
    const failure = { message: "the words of the builder", missing, step, places: [], record, kind: "build" };
    const snapshot = {
      ...file.model,
      text,
      lines: text.split("\n"),
      at: createTextVersions().of({ version: 1 }),
    };
    const request = { context: dirname(uri.fsPath) };
    const build = { uri, document: uri, file, record, request, snapshot, failure } as unknown as Build;
    const explain = createExplainer(server);
    const first = await explain(build, failure as unknown as BuildFailure);
    assert.equal(await explain(build, failure as unknown as BuildFailure), first, "it is explained once");
    return { words: first.words.replaceAll(root, ""), above: first.above?.replace(root, ""), asked };
  }

  it("is the builder's own words where nothing is missing", async () => {
    assert.deepEqual(await explained(undefined, {}), {
      words: "the words of the builder",
      above: undefined,
      asked: [],
    });
  });

  it("asks for the line of the instruction, with the context of the build", async () => {
    const { asked } = await explained("x.txt", { place: { kind: "context" } });
    const context = Uri.file(dirname(uri.fsPath)).toString();
    assert.deepEqual(asked, [{ position: { line: 2, character: 0 }, path: "x.txt", context }]);
  });

  for (const [what, missing, answer, words] of [
    [
      "a file that is not in the context",
      "x.txt",
      { place: { kind: "context" }, near: ["y.txt", "a/x.txt"] },
      '"x.txt" is not in the build context "services/api". The build context has "y.txt", "a/x.txt".',
    ],
    [
      "a file that a folder above has",
      "above.txt",
      { place: { kind: "context" } },
      '"above.txt" is not in the build context "services/api". The folder "services" has it.',
    ],
    [
      "a file that the ignore file leaves out",
      "x.txt",
      { place: { kind: "context" }, ignored: { uri: "file:///w/.dockerignore", line: 2, pattern: "*.txt" } },
      '"x.txt" is not in the build context "services/api": line 3 of .dockerignore leaves it out (*.txt).',
    ],
    [
      "a path of a stage",
      "out/ap",
      { place: { kind: "stage", stage: 0, name: "one" }, near: ["/out/app"] },
      '"/out/ap" is not in the stage one. The stage has "/out/app".',
    ],
    ["a path of an image", "x", { place: { kind: "other", text: "nginx" } }, '"/x" is not in nginx.'],
    ["nobody knows where", "x", {}, '"x" is not where this instruction takes it from.'],
    [
      "a server that does not answer",
      "x",
      new Error("no"),
      '"x" is not where this instruction takes it from.',
    ],
  ] as const)
    it(`says of ${what} what was looked for, where, and what is near`, async () => {
      assert.equal((await explained(missing, answer as Partial<MissingSourceAnswer> | Error)).words, words);
    });
});
