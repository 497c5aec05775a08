import { strict as assert } from "node:assert";
import { commands, CompletionItemKind, type CompletionItem, type CompletionList } from "vscode";
import { eventually } from "../eventually";
import { onlyMark, openMarked, type MarkedFile } from "./markedFile";

const STAGES = `# build everything that compiles.
FROM alpine:3.20 AS build
FROM build AS test
FROM busybox AS tools
`;

/** What a person looks at closer is described then. */
const MOST_RESOLVED = 20;

/** Every place where a stage can be named, with the stages that are legal there, newest first. */
const PLACES: Record<string, string> = {
  FROM: "FROM <|>",
  "FROM beside --platform": "FROM --platform=linux/amd64 <|>",
  "COPY --from=": "FROM scratch\nCOPY --from=<|>",
  "COPY --from= before other words": "FROM scratch\nCOPY --from=<|> /a /b",
  "COPY --from= after another flag": "FROM scratch\nCOPY --link --from=<|> /a /b",
  "COPY --from= between other flags": "FROM scratch\nCOPY --chown=1:1 --from=<|> --chmod=644 /a /b",
  "COPY --from= on a continuation line": "FROM scratch\nCOPY --link \\\n  --from=<|> \\\n  /a /b",
  "COPY --from= in lower case": "FROM scratch\ncopy --from=<|> /a /b",
  "RUN --mount=from=": "FROM alpine\nRUN --mount=from=<|>,target=/x true",
  "RUN --mount=…,from=": "FROM alpine\nRUN --mount=type=bind,target=/x,from=<|> true",
  "the second --mount": "FROM alpine\nRUN --mount=type=cache,target=/c --mount=type=bind,from=<|> true",
  "ONBUILD COPY --from=": "FROM alpine\nONBUILD COPY --from=<|> /a /b",
  "ONBUILD RUN --mount=from=": "FROM alpine\nONBUILD RUN --mount=from=<|>,target=/x true",
};

describe("completion of stage names", () => {
  for (const [place, text] of Object.entries(PLACES)) {
    it(`at ${place}`, async () => {
      const file = await openMarked(STAGES + text);
      // The window may ask before the server has heard of the file that was opened just now, and once only.
      const isThere = (found: string[]) => found.length > 0;
      const found = await eventually("an answer of the server", () => stageNamesIn(file), isThere);
      assert.deepEqual(found, ["tools", "test", "build"]);
    });
  }

  it("at a started name", async () => {
    assert.deepEqual(await stageNames(`${STAGES}FROM scratch\nCOPY --from=te<|> /a /b`), [
      "tools",
      "test",
      "build",
    ]);
  });

  it("with CRLF line ends", async () => {
    const text = `${STAGES}FROM scratch\nCOPY --link --from=<|> /a /b\n`.replaceAll("\n", "\r\n");
    assert.deepEqual(await stageNames(text), ["tools", "test", "build"]);
  });

  it("shows the base and the description", async () => {
    const items = await complete(`${STAGES}FROM scratch\nCOPY --from=<|>`);
    const build = items.find(item => labelOf(item) === "build");
    assert.ok(build);
    const { documentation = "" } = build;
    const said = typeof documentation === "string" ? documentation : documentation.value;
    const shown = JSON.stringify([build.detail, build.label, said]);
    assert.match(shown, /alpine:3\.20/);
    assert.match(shown, /everything that compiles/);
  });

  it("offers neither the stage itself nor a later one", async () => {
    const text = "FROM alpine AS a\nFROM alpine AS b\nCOPY --from=<|> /x /y\nFROM alpine AS c\n";
    assert.deepEqual(await stageNames(text), ["a"]);
  });

  it("offers no stage where none can be named", async () => {
    assert.deepEqual(await stageNames(`${STAGES}FROM scratch\nADD --chown=<|> /a /b`), []);
    assert.deepEqual(await stageNames(`${STAGES}FROM alpine\nRUN echo <|>`), []);
  });
});

/** The offered stages in the order of VS Code's list. */
async function stageNames(text: string): Promise<string[]> {
  return stageNamesIn(await openMarked(text));
}

async function stageNamesIn(file: MarkedFile): Promise<string[]> {
  const names = new Set(["a", "b", "c", "build", "test", "tools"]);
  const items = await completeIn(file);
  return items
    .sort((one, other) => compare(one.sortText ?? labelOf(one), other.sortText ?? labelOf(other)))
    .map(labelOf)
    .filter(label => names.has(label));
}

async function complete(text: string): Promise<CompletionItem[]> {
  return completeIn(await openMarked(text));
}

async function completeIn(file: MarkedFile): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    file.uri,
    onlyMark(file),
    undefined,
    MOST_RESOLVED,
  );
  // VS Code adds the words of the file itself as plain text; they would make any test of names pass.
  return list.items.filter(item => item.kind !== CompletionItemKind.Text);
}

function labelOf(item: CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
