import "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { window } from "vscode";
import { askOpenValue } from "../../../../client/src/build/uses/askOpenValue";
import type { OpenValue } from "../../../../client/src/build/uses/openValues";
import type { UseInfo } from "../../../../server/src/protocol";

describe("a value that no file gives", () => {
  it("is asked for once by builds that wait for it together, and after other questions", async () => {
    const shown: { prompt: string; value: string; answer: (text: string | undefined) => void }[] = [];
    const input = Object.getOwnPropertyDescriptor(window, "showInputBox") ?? assert.fail();
    Object.defineProperty(window, "showInputBox", {
      configurable: true,
      value: ({ prompt, value }: { prompt: string; value: string }) =>
        new Promise(answer => shown.push({ prompt, value, answer })),
    });
    const settled = () => new Promise(resolve => setImmediate(resolve));
    const use = { id: "1", label: "compose.yaml › web" } as UseInfo;
    const ask = (name: string) => {
      const value: OpenValue = { kind: "argument", name, text: `\${${name}}` };
      return askOpenValue(use, value);
    };
    try {
      const answers = [ask("A"), ask("B"), ask("A"), ask("B")];
      await settled();
      assert.equal(shown.length, 1);
      shown[0]?.answer("one");
      await settled();
      assert.equal(shown.length, 2);
      shown[1]?.answer(undefined);
      assert.deepEqual(await Promise.all(answers), ["one", undefined, "one", undefined]);
      const again = ask("A");
      await settled();
      assert.equal(shown[2]?.value, "one");
      shown[2].answer("two");
      assert.equal(await again, "two");
    } finally {
      Object.defineProperty(window, "showInputBox", input);
    }
  });
});
