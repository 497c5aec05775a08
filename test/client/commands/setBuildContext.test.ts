import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uri } from "vscode";
import type { Uses } from "../../../client/src/build/uses/uses";
import { setBuildContext } from "../../../client/src/commands/build/setBuildContext";

describe("the command that sets the build context of a Dockerfile", () => {
  const root = mkdtempSync(join(tmpdir(), "context "));
  const uri = Uri.file(join(root, "services/api/Dockerfile"));
  before(() => {
    editor.folder = root;
    mkdirSync(join(root, "services/api"), { recursive: true });
    writeFileSync(uri.fsPath, "FROM scratch\n");
  });
  after(() => {
    editor.folder = undefined;
    rmSync(root, { recursive: true });
  });

  /** What is remembered once a person has answered with the beginning of a label. */
  async function remembered(answer: string | undefined, more: object = {}, chosen?: string) {
    const told: (string | undefined)[] = [];
    const uses = {
      contextOf: () => chosen,
      chooseContext: (_: unknown, context: string | undefined) => Promise.resolve(told.push(context)),
    } as unknown as Uses;
    if (answer !== undefined) editor.answers.push(answer);
    await setBuildContext(uses, { uri: uri.toString(), ...more });
    editor.answers.length = 0;
    return told.map(context => context?.replace(root, "."));
  }

  for (const [what, answer, more, chosen, expected] of [
    ["offers the folder of the Dockerfile", "services/api", {}, undefined, ["./services/api"]],
    ["offers the folders above", "services", {}, undefined, ["./services"]],
    ["offers no folder above the workspace", "..", {}, undefined, []],
    ["forgets what was set", "$(discard)", {}, "/elsewhere", [undefined]],
    ["has nothing to forget", "$(discard)", {}, undefined, []],
    ["changes nothing where nobody chooses", undefined, {}, undefined, []],
    ["takes the folder of a fix", undefined, { context: Uri.file(root).toString() }, undefined, ["."]],
  ] as const)
    it(what, async () => {
      assert.deepEqual(await remembered(answer, more, chosen), expected);
    });
});
