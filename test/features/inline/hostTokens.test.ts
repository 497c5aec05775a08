import { strict as assert } from "node:assert";
import { joinedTokens } from "../../../server/src/features/inline/hostTokens";

describe("semantic tokens of several Dockerfiles in one file", () => {
  it("count from the last one of the Dockerfile before", () => {
    const first = [1, 2, 3, 0, 0, 1, 4, 2, 0, 0];
    assert.deepEqual(joinedTokens([first, [], [2, 9, 1, 0, 0], [5, 0, 1, 0, 0, 0, 3, 1, 0, 0]]), [
      ...first,
      ...[0, 5, 1, 0, 0],
      ...[3, 0, 1, 0, 0, 0, 3, 1, 0, 0],
    ]);
  });

  it("are joined, however many there are", () => {
    const many = Array.from({ length: 200_000 }, () => [1, 0, 4, 0, 0]).flat();
    assert.equal(joinedTokens([many]).length, many.length);
  });
});
