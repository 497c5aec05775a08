import { strict as assert } from "node:assert";
import { LENS_COMMANDS, isBuildLens } from "../../../client/src/server/lenses";
import { codeLenses } from "../../../server/src/features/codeLens";
import { contextOf } from "../../support/feature";

describe("the client's lenses", () => {
  const text = "# x is what it is\nFROM a AS x\nFROM x\n";
  for (const resolves of [true, false])
    it(`that build are told from the others${resolves ? " before they are resolved" : ""}`, () => {
      const lenses = codeLenses(contextOf(text), { commands: new Set(LENS_COMMANDS), resolves });
      assert.deepEqual(
        lenses.map(lens => isBuildLens(lens)),
        // Build, references and the graph of the first stage; build and what the second one is.
        [true, false, false, true, false],
      );
    });

  it("of anybody else build nothing", () => {
    for (const data of [undefined, null, "build", [], { kind: "BUILD" }]) assert.ok(!isBuildLens({ data }));
  });

  it("that run an image build it, too", () => {
    const [, lens] = codeLenses(contextOf("FROM a AS x\nCMD x\n"), {
      commands: new Set(LENS_COMMANDS),
      resolves: false,
    });
    assert.equal(lens?.command?.title, "Run");
    assert.ok(isBuildLens(lens));
  });
});
