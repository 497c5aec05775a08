import assert from "node:assert/strict";
import { contextFilter, type ContextDecision } from "../../server/src/shared/contextFilter";
import { FILES, LEFT_OUT } from "./contextVerdicts";

describe("shared: the files of a build context", () => {
  for (const [text, leftOut] of LEFT_OUT)
    it(`are those that the builder gets: ${JSON.stringify(text)}`, () => {
      const filter = contextFilter(text);
      assert.deepEqual(
        FILES.filter(path => decisionOf(path).isIgnored),
        leftOut,
      );

      function decisionOf(path: string): ContextDecision {
        const parts = path.split("/");
        let decision: ContextDecision | null = null;
        for (const [index] of parts.entries()) {
          const part = parts.slice(0, index + 1).join("/");
          const inside: ContextDecision = filter.decide(part, decision);
          // Nobody looks into such a folder.
          if (inside.isIgnored && !filter.mayKeepBelow(part)) return inside;
          decision = inside;
        }
        return decision ?? filter.decide(path, null);
      }
    });

  it("name the pattern that leaves a file out, or takes it back", () => {
    const filter = contextFilter("# of the team\nnode_modules\n  !node_modules/ours  \n");
    const folder = filter.decide("node_modules", null);
    assert.deepEqual([folder.by?.text, folder.by?.line], ["node_modules", 1]);
    assert.equal(filter.decide("node_modules/theirs", folder).by?.text, "node_modules");
    const ours = filter.decide("node_modules/ours", folder);
    assert.deepEqual([ours.isIgnored, ours.by?.text, ours.by?.line], [false, "!node_modules/ours", 2]);
    assert.equal(filter.decide("src", null).by, null);
  });

  it("are all of them where the builder refuses a pattern", () => {
    for (const text of ["*\n!", "*\n[", "*\na[\n"])
      assert.equal(contextFilter(text).decide("a", null).isIgnored, false, text);
  });
});
