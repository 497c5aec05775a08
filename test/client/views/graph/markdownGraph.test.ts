import assert from "node:assert/strict";
import { withGraph } from "../../../../client/src/views/graph/markdownGraph";

const GRAPH = { mermaid: "flowchart LR\n  a\n", dockerfile: "app/Dockerfile" };
const BLOCK =
  "<!-- stage graph of app/Dockerfile -->\n\n```mermaid\nflowchart LR\n  a\n```\n\n<!-- end of the stage graph -->";

/** A text with the cursor at `|`, and what it becomes. */
const CASES: Record<string, readonly [string, string]> = {
  "an empty file": ["|", `${BLOCK}\n`],
  "the end of a file": ["# App\n|", `# App\n\n${BLOCK}\n`],
  "the end of a file without a line feed": ["# App|", `# App\n\n${BLOCK}\n`],
  "after the line of the cursor": ["# A|pp\ntext\n", `# App\n\n${BLOCK}\n\ntext\n`],
  "before an empty line": ["# A|pp\n\ntext\n", `# App\n\n${BLOCK}\n\ntext\n`],
  "line ends of Windows": ["# A|pp\r\ntext\r\n", `# App\n\n${BLOCK}\n\ntext\n`.replaceAll("\n", "\r\n")],
  "the graph that is there already": [
    "# |App\n<!-- stage graph of app/Dockerfile -->\nold\n<!-- end of the stage graph -->\nrest\n",
    `# App\n${BLOCK}\nrest\n`,
  ],
  "beside the graph of another Dockerfile": [
    "<!-- stage graph of Dockerfile -->\nold\n<!-- end of the stage graph -->\n|",
    `<!-- stage graph of Dockerfile -->\nold\n<!-- end of the stage graph -->\n\n${BLOCK}\n`,
  ],
  "a graph whose end somebody has removed stays": [
    "<!-- stage graph of app/Dockerfile -->\nold\n|",
    `<!-- stage graph of app/Dockerfile -->\nold\n\n${BLOCK}\n`,
  ],
};

describe("a graph in a Markdown file", () => {
  const changed = (marked: string, graph = GRAPH) => {
    const cursor = marked.indexOf("|");
    const text = marked.slice(0, cursor) + marked.slice(cursor + 1);
    const { start, end, text: put } = withGraph(text, cursor, graph);
    return text.slice(0, start) + put + text.slice(end);
  };

  for (const [name, [before, after]] of Object.entries(CASES))
    it(name, () => {
      assert.equal(changed(before), after);
    });

  it("is found again, whatever the path of the Dockerfile is, and its comment ends where it should", () => {
    for (const dockerfile of ["a--b/Dockerfile", "a---b", "-->x", "a\nb", "--", "ä ö"]) {
      const graph = { ...GRAPH, dockerfile };
      const once = changed("|", graph);
      assert.equal(changed(`|${once}`, graph), once, dockerfile);
      const [comment = ""] = once.split("\n");
      assert.match(comment, /^<!-- (?:(?!--|>).)* -->$/, dockerfile);
    }
  });
});
