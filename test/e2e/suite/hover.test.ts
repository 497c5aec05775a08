import { strict as assert } from "node:assert";
import { commands, type Hover, type MarkdownString } from "vscode";
import { openMarked } from "./markedFile";

describe("hover", () => {
  it("says of a reference what stage it means, over the name alone", async () => {
    const [hover] = await ours("FROM alpine AS base\nFROM busybox\nCOPY --link --from=<|>ba<|>se<|> /a /b\n");
    assert.ok(hover);
    assert.match(hover.text, /^\*\*base\*\* — stage 1 of 2/);
    assert.match(hover.text, /Copies `\/a` to `\/b`/);
    assert.deepEqual([hover.start, hover.end], ["2:19", "2:23"]);
    assert.ok(!hover.isTrusted, "what a file says runs no commands");
  });

  it("says of a stage how it is built", async () => {
    const [hover] = await ours("FROM alpine AS ba<|>se\nFROM base\n");
    assert.match(hover?.text ?? "", /docker (?:buildx )?build --target base -f \S+ -t \S+:base /);
  });

  it("says nothing of what others explain", async () => {
    assert.deepEqual(await ours("FROM alpine\nRU<|>N true\n"), []);
  });
});

interface Shown {
  text: string;
  start: string;
  end: string;
  isTrusted: boolean;
}

/** The hovers at the middle one of the marks that speak of stages: other extensions may have their own. */
async function ours(text: string): Promise<Shown[]> {
  const file = await openMarked(text);
  const place = file.marks[Math.floor(file.marks.length / 2)];
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", file.uri, place);
  return hovers.flatMap(({ contents, range }) => {
    const [content] = contents as MarkdownString[];
    if (!content?.value.includes(" — stage ") || !range) return [];
    const at = ({ line, character }: { line: number; character: number }) => `${line}:${character}`;
    return [
      {
        text: content.value,
        start: at(range.start),
        end: at(range.end),
        isTrusted: content.isTrusted === true,
      },
    ];
  });
}
