import { strict as assert } from "node:assert";
import { commands, type Location, type LocationLink } from "vscode";
import { openMarked } from "./markedFile";

/** Each text has two marks: at the name that is defined, and in the reference. */
const FORMS: Record<string, string> = {
  FROM: "FROM alpine AS <|>base\nFROM ba<|>se\n",
  "FROM, to the argument of a variable": "ARG <|>WHICH=base\nFROM alpine AS base\nFROM ${WH<|>ICH}\n",
  "COPY --from=": "FROM alpine AS <|>base\nFROM scratch\nCOPY --from=ba<|>se /a /b\n",
  "COPY --from= in another case": "FROM alpine AS <|>base\nFROM scratch\nCOPY --from=BA<|>SE /a /b\n",
  "COPY --from= after other flags":
    "FROM alpine AS <|>base\nFROM scratch\nCOPY --link --chown=1 --from=ba<|>se /a /b\n",
  "COPY --from= by index": "FROM alpine AS <|>base\nFROM scratch\nCOPY --from=<|>0 /a /b\n",
  "COPY --from= on a continuation line":
    "FROM alpine AS <|>base\nFROM scratch\nCOPY \\\n # why\n --from=ba<|>se /a /b\n",
  "COPY --from= with a backtick escape":
    "# escape=`\nFROM alpine AS <|>base\nFROM scratch\nCOPY `\n --from=ba<|>se /a /b\n",
  "COPY --from= after a heredoc":
    "FROM alpine AS <|>base\nFROM alpine\nRUN <<EOF\nFROM other AS base\nEOF\nCOPY --from=ba<|>se /a /b\n",
  "RUN --mount": "FROM alpine AS <|>base\nFROM alpine\nRUN --mount=type=bind,from=ba<|>se,target=/x true\n",
  "the second --mount":
    "FROM alpine AS <|>base\nFROM alpine\nRUN --mount=type=cache,target=/c --mount=from=ba<|>se,target=/x true\n",
  "ONBUILD COPY --from=":
    "FROM alpine AS <|>base\nFROM alpine AS parent\nONBUILD COPY --from=ba<|>se /a /b\nFROM parent\n",
  "CRLF line ends": "FROM alpine AS <|>base\r\nFROM scratch\r\nCOPY --from=ba<|>se /a /b\r\n",
};

describe("definition of a stage", () => {
  for (const [form, text] of Object.entries(FORMS)) {
    it(`from ${form}`, async () => {
      const { places, marks } = await define(text, 1);
      assert.deepEqual(places, [marks[0]]);
    });
  }

  it("of an unnamed stage by its index", async () => {
    const { places } = await define("FROM alpine\nFROM scratch\nCOPY --from=<|>0 /a /b\n", 0);
    assert.deepEqual(
      places.map(place => place.split(":")[0]),
      ["0"],
    );
  });

  it("leads nowhere from an image, not even when a stage has its name before the tag", async () => {
    const { places } = await define("FROM alpine AS base\nFROM ba<|>se:1.0\n", 0);
    assert.deepEqual(places, []);
  });

  it("takes the nearest stage before a FROM, and the last one for COPY", async () => {
    const twice = "FROM alpine AS <|>a\nFROM alpine AS <|>a\nFROM <|>a\nCOPY --from=<|>a /x /y\n";
    const from = await define(twice, 2);
    assert.deepEqual(from.places, [from.marks[1]]);
    const copy = await define(twice, 3);
    assert.deepEqual(copy.places, [copy.marks[1]]);
  });
});

/** Where VS Code goes from the given mark, and the marks, as `line:character`. */
async function define(text: string, from: number): Promise<{ places: string[]; marks: string[] }> {
  const file = await openMarked(text);
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    file.uri,
    file.marks[from],
  );
  const places = found.map(place => {
    const uri = "uri" in place ? place.uri : place.targetUri;
    assert.equal(uri.toString(), file.uri.toString());
    const { start } = "uri" in place ? place.range : (place.targetSelectionRange ?? place.targetRange);
    return `${start.line}:${start.character}`;
  });
  return { places, marks: file.marks.map(({ line, character }) => `${line}:${character}`) };
}
