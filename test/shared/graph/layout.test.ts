import assert from "node:assert/strict";
import { graphAnswer } from "../../../server/src/features/graph";
import { layoutGraph, type GraphLayout, type PlacedNode } from "../../../server/src/shared/graph/layout";
import { estimatedWidth } from "../../../server/src/shared/graph/measure";
import { contextOf } from "../../support/feature";

function layoutOf(text: string, space?: { width: number; height: number }): GraphLayout {
  const graph = graphAnswer(contextOf(text), {});
  return layoutGraph(graph, { measure: estimatedWidth, hasStates: false, ...(space && { space }) });
}

const CHAIN = Array.from(
  { length: 12 },
  (_, i) => `FROM ${i === 0 ? "alpine" : `s${i - 1}`} AS s${i}\n`,
).join("");
const FAN = `FROM alpine AS base\n${Array.from({ length: 12 }, (_, i) => `FROM base AS s${i}\n`).join("")}`;

const GRAPHS: Record<string, string> = {
  "no stage": "",
  "one stage": "FROM alpine\n",
  "a chain": CHAIN,
  "a fan": FAN,
  "two edges between the same stages": "FROM a AS one\nFROM one\nCOPY --from=one / /\n",
  "a stage that copies from itself": "FROM a AS one\nCOPY --from=one / /\n",
  "a circle": "FROM a AS one\nCOPY --from=two / /\nFROM a AS two\nCOPY --from=one / /\n",
  "parts that have nothing to do with one another": "FROM a\nFROM b\nFROM c\n",
  "a name that is too long": `FROM ${"a".repeat(300)} AS ${"b".repeat(300)}\n`,
  "two hundred stages": Array.from(
    { length: 200 },
    (_, i) =>
      `FROM ${i < 4 ? "alpine" : `s${i - 4}`} AS s${i}\n${i > 9 ? `COPY --from=s${i - 7} / /\n` : ""}`,
  ).join(""),
  "more than the library is asked about": FAN + FAN.replaceAll("s", "t").repeat(60),
};

describe("the layout of a graph", () => {
  for (const [name, text] of Object.entries(GRAPHS))
    it(`places all, nothing upon another, inside of the drawing: ${name}`, () => {
      const { nodes, edges, width, height } = layoutOf(text);
      const graph = graphAnswer(contextOf(text), {});
      assert.deepEqual([nodes.length, edges.length], [graph.nodes.length, graph.edges.length]);
      for (const { x, y, ...box } of nodes) {
        assert.ok(x >= 0 && y >= 0 && x + box.width <= width && y + box.height <= height);
        assert.ok(box.width <= 320);
      }
      for (const { points } of edges) {
        assert.ok(points.length >= 2);
        for (const { x, y } of points) assert.ok(Number.isFinite(x) && Number.isFinite(y));
      }
      const overlap = (one: PlacedNode, other: PlacedNode) =>
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height;
      const placed = nodes.toSorted((a, b) => a.x - b.x);
      placed.forEach((one, i) => {
        for (let j = i + 1; j < placed.length; j++) {
          const other = placed[j];
          if (!other || other.x >= one.x + one.width) break;
          assert.ok(!overlap(one, other), `${one.node.id} and ${other.node.id}`);
        }
      });
    });

  it("goes the way in which more can be read", () => {
    assert.equal(layoutOf(CHAIN, { width: 1600, height: 400 }).direction, "LR");
    assert.equal(layoutOf(CHAIN, { width: 400, height: 1600 }).direction, "TB");
    assert.equal(layoutOf(FAN, { width: 800, height: 800 }).direction, "LR");
    assert.equal(layoutOf(FAN, { width: 4000, height: 400 }).direction, "TB");
  });

  it("shows files going one way: what is taken stands before the stage that takes it", () => {
    const { nodes, edges, direction } = layoutOf(
      "FROM a AS one\nFROM b AS two\nCOPY --from=one / /\nFROM two\n",
    );
    const at = new Map(nodes.map(({ node, x, y }) => [node.id, direction === "LR" ? x : y]));
    for (const { edge } of edges) assert.ok((at.get(edge.from) ?? 0) < (at.get(edge.to) ?? 0));
  });
});
