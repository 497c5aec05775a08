import assert from "node:assert/strict";
import { codeLenses } from "../../server/src/features/codeLens";
import { DEFAULT_SETTINGS } from "../../server/src/settings";
import { URI, contextOf } from "../support/feature";

describe("code lenses", () => {
  it("stand over each FROM and say what --target can do", () => {
    const context = contextOf("FROM a AS One\nRUN true\nFROM b\nfrom c AS last\n");
    assert.deepEqual(
      codeLenses(context).map(({ range, command }) => [range.start.line, command?.title, command?.arguments]),
      [
        [0, "▶ Build up to One", [{ uri: URI, stage: 0 }]],
        [2, "▶ Name this stage and build", [{ uri: URI, stage: 1 }]],
        [3, "▶ Build last (default target)", [{ uri: URI, stage: 2 }]],
      ],
    );
  });

  it("name the default target also where it has no name", () => {
    assert.deepEqual(
      codeLenses(contextOf("FROM a\n")).map(({ command }) => command?.title),
      ["▶ Build (default target)"],
    );
  });

  it("keep away where the setting says so, and where there is no stage", () => {
    const off = { ...DEFAULT_SETTINGS, codeLens: { enabled: false } };
    assert.deepEqual(codeLenses(contextOf("FROM a\n", off)), []);
    assert.deepEqual(codeLenses(contextOf("# FROM a\nRUN <<EOF\nFROM b\nEOF\n")), []);
  });
});
