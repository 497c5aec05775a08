import assert from "node:assert/strict";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { graphAnswer } from "../../../server/src/features/graph";
import { graphDot } from "../../../server/src/shared/graph/dot";
import { EMPTY_GRAPH, type StageGraphData } from "../../../server/src/shared/graph/graph";
import { labelText } from "../../../server/src/shared/graph/labels";
import { graphMermaid } from "../../../server/src/shared/graph/mermaid";
import { graphSvg } from "../../../server/src/shared/graph/svg";
import { contextOf } from "../../support/feature";

const graphOf = (text: string): StageGraphData => graphAnswer(contextOf(text), {});

const SMALL = graphOf(
  "FROM golang:1.24 AS build\nFROM scratch AS unused\nFROM alpine\nRUN --mount=from=build,target=/b x\nCOPY --from=none: /a /b\n",
);

/** What people could write as a name, a base or a comment to get out of a label. */
const HOSTILE = [
  '"]; end; click n0 "javascript:alert(1)"',
  "</text><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "\\N\\G\\",
  "%%{init: {'theme':'x'}}%%",
  "`_*markdown*_`",
  "- list",
  "12. list",
  "&lt;&amp;&#60;",
  "a\u202Eb\u0000c\u001B[31m",
  "fa:fa-car",
  "$$x$$",
  "end",
  "subgraph x",
  "]]>",
  "\uD800",
  "日本語 ümläut",
];

/** A graph in which every text is one of those. */
function hostileGraph(text: string): StageGraphData {
  return {
    ...SMALL,
    nodes: SMALL.nodes.map(node => ({ ...node, label: text, detail: text, description: text, note: text })),
    edges: SMALL.edges.map(edge => ({ ...edge, platforms: [text] })),
  };
}

describe("a graph as Mermaid", () => {
  it("is a flowchart", () => {
    assert.equal(
      graphMermaid(SMALL),
      `flowchart LR
  n0["build<br>golang:1.24"]
  n1["unused<br>scratch"]
  n2["stage-2<br>alpine"]
  n3(["golang:1.24"])
  n4(["scratch"])
  n5(["alpine"])
  n6>"none:<br>not found"]
  n3 ==> n0
  n4 ==> n1
  n5 ==> n2
  n0 -.->|"RUN --mount"| n2
  n6 -.->|"COPY"| n2
  classDef unneeded opacity:0.5
  class n1,n4 unneeded
  classDef missing stroke:#d1242f,stroke-dasharray:5 3
  class n6 missing
`,
    );
    assert.equal(graphMermaid(EMPTY_GRAPH), "flowchart LR\n");
  });

  for (const text of HOSTILE)
    it(`has nothing of ${JSON.stringify(text)} but text`, () => {
      const lines = graphMermaid(hostileGraph(text)).split("\n");
      // A line is what it is without that text.
      const bare = (line: string) => line.replaceAll(/"[^"]*"/g, '""');
      assert.deepEqual(lines.map(bare).slice(0, 8), graphMermaid(SMALL).split("\n").map(bare).slice(0, 8));
      for (const [, label = ""] of lines.join("\n").matchAll(/"([^"]*)"/g))
        for (const line of label.split("<br>"))
          assert.match(line, /^(?!.*(?::fa-|#36;#36;))(?:[\p{L}\p{M}\p{N} ./:@,…\u200B-]|#\d+;)*$/u);
    });
});

describe("a graph as DOT", () => {
  it("is a directed graph", () => {
    assert.equal(
      graphDot(SMALL),
      `digraph stages {
  rankdir=LR;
  n0 [label="build\\ngolang:1.24", shape=box, style=rounded];
  n1 [label="unused\\nscratch", shape=box, style=rounded, fontcolor=gray40, color=gray60];
  n2 [label="stage-2\\nalpine", shape=box, style=rounded];
  n3 [label="golang:1.24", shape=oval];
  n4 [label="scratch", shape=oval, fontcolor=gray40, color=gray60];
  n5 [label="alpine", shape=oval];
  n6 [label="none:\\nnot found", shape=box, style=dashed, color=red];
  n3 -> n0 [style=solid];
  n4 -> n1 [style=solid, color=gray60, fontcolor=gray40];
  n5 -> n2 [style=solid];
  n0 -> n2 [label="RUN --mount", style=dotted];
  n6 -> n2 [label="COPY", style=dashed];
}
`,
    );
  });

  for (const text of HOSTILE)
    it(`has nothing of ${JSON.stringify(text)} but text`, () => {
      const bare = (line: string) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      assert.deepEqual(
        graphDot(hostileGraph(text)).split("\n").map(bare).slice(0, 9),
        graphDot(SMALL).split("\n").map(bare).slice(0, 9),
      );
    });
});

describe("a graph as SVG", () => {
  const elementsOf = (svg: string): XmlElement[] => {
    const found: XmlElement[] = [];
    const walk = (element: XmlElement) => {
      found.push(element);
      for (const child of element.children) if (child instanceof XmlElement) walk(child);
    };
    const { root } = parseXml(svg);
    if (root) walk(root);
    return found;
  };

  it("says what it is of, and has each text once where it belongs", () => {
    const elements = elementsOf(graphSvg(SMALL, "Stages of Dockerfile"));
    assert.equal(elements.find(({ name }) => name === "title")?.text, "Stages of Dockerfile");
    assert.deepEqual(
      elements.filter(({ name }) => name === "text").map(({ text }) => text),
      [
        ...["RUN --mount", "COPY"],
        ...["build", "golang:1.24", "unused", "scratch", "stage-2", "alpine"],
        ...["golang:1.24", "scratch", "alpine", "none:", "not found"],
      ],
    );
  });

  it("is there for a file without a stage", () => {
    assert.equal(elementsOf(graphSvg(EMPTY_GRAPH, "")).filter(({ name }) => name === "g").length, 0);
  });

  for (const text of HOSTILE)
    it(`has nothing of ${JSON.stringify(text)} but text`, () => {
      const names = (svg: string) => new Set(elementsOf(svg).map(({ name }) => name));
      const svg = graphSvg(hostileGraph(text), text);
      assert.deepEqual(names(svg), names(graphSvg(SMALL, "")));
      // What is not cut is there as it is.
      assert.ok(elementsOf(svg).some(({ text: shown }) => shown === labelText(text)));
    });
});
