import { strict as assert } from "node:assert";
import { TextDocument } from "vscode-languageserver-textdocument";
import { marksOf, movedPlaces, placesOf, placesStillThere } from "../../../client/src/views/marks";
import { builtFileOf, recordOf } from "../progress/builtRecord";

const TEXT = "FROM alpine AS base\n\nRUN one && \\\n  two\nFROM base AS api\nRUN three\nENV A=1\nRUN four\n";
const FILE = builtFileOf(TEXT);
const RECORD = recordOf([
  ["[base 1/2] FROM alpine", "done", 3],
  ["[base 2/2] RUN one && two", "cached"],
  ["[api 1/2] RUN three", "done", 4200],
  ["[api 2/2] RUN four", "running"],
]);

function marks(places = placesOf(FILE)): [kind: string, line: number, text: string][] {
  return marksOf({ record: RECORD, file: FILE }, places, 2500).map(({ kind, line, text }) => [
    kind,
    line,
    text,
  ]);
}

describe("the marks of a build", () => {
  it("stand at the first line of each instruction that the builder has said something of", () => {
    assert.deepEqual(marks(), [
      ["done", 0, ""],
      ["cached", 2, "· cached"],
      ["done", 5, "· 4.2 s"],
      ["running", 7, "· 2 s"],
    ]);
  });

  it("have nothing for what waits or was cancelled, and say what failed", () => {
    const record = recordOf([
      ["[base 2/2] RUN one && two", "failed", 900],
      ["[api 1/2] RUN three", "cancelled", 4200],
      ["[api 2/2] RUN four", "waiting"],
    ]);
    assert.deepEqual(marksOf({ record, file: FILE }, placesOf(FILE), 0), [
      { kind: "failed", line: 2, text: "· failed · 0.9 s", reasons: [] },
    ]);
  });

  it("say why a step ran, each at its own instruction", () => {
    const reasons = new Map([[3, ["Because."]]]);
    const found = marksOf({ record: RECORD, file: FILE }, placesOf(FILE), 2500, undefined, reasons);
    assert.deepEqual(
      found.map(({ line, reasons: own }) => [line, ...own]),
      [[0], [2], [5, "Because."], [7]],
    );
  });

  it("move with an edit of several places, and go where the instruction is edited", () => {
    const document = TextDocument.create("file:///a", "dockerfile", 1, TEXT);
    const change = (from: number, to: number, text: string) => ({
      range: { start: document.positionAt(from), end: document.positionAt(to) },
      rangeOffset: from,
      text,
    });
    const edit = [
      change(0, 0, "# new\n# new\n"),
      change(TEXT.indexOf("three"), TEXT.indexOf("three") + 5, "3"),
      change(20, 21, ""),
    ];
    const expected = [
      ["done", 2, ""],
      ["cached", 3, "· cached"],
      ["running", 8, "· 2 s"],
    ];
    // An editor tells changes in any order.
    assert.deepEqual(marks(movedPlaces(placesOf(FILE), edit)), expected);
    assert.deepEqual(marks(movedPlaces(placesOf(FILE), [...edit].reverse())), expected);
  });

  it("stand where a Dockerfile is written in another file, once a line", () => {
    const at = (line: number, start: number, end: number) => ({
      start: { line, character: start },
      end: { line, character: end },
    });
    const block = {
      lines: [],
      ranges: TEXT.split("\n").map((text, line) => at(line + 3, 8, 8 + text.length)),
    };
    assert.deepEqual(
      marks(placesOf({ ...FILE, inside: block })).map(([kind, line]) => [kind, line]),
      [
        ["done", 3],
        ["cached", 5],
        ["done", 8],
        ["running", 10],
      ],
    );
    const quoted = { ...FILE, inside: { lines: [], ranges: TEXT.split("\n").map(() => at(2, 8, 90)) } };
    assert.deepEqual(
      marksOf({ record: RECORD, file: quoted }, placesOf(quoted), 2500).map(({ kind, line }) => [kind, line]),
      [["running", 2]],
    );
    const shorter = { ...FILE, inside: { lines: [], ranges: block.ranges.slice(0, 4) } };
    assert.equal(placesOf(shorter).filter(place => place !== undefined).length, 2);
  });

  it("come back for a file that was closed, where the instructions still stand", () => {
    const places = placesOf(FILE);
    const lines = (text: string) => text.split("\n");
    assert.deepEqual(placesStillThere(places, FILE, lines(TEXT)), places);
    assert.deepEqual(
      marks(placesStillThere(places, FILE, lines(TEXT.replace("two", "2")))).map(([, line]) => line),
      [0, 5, 7],
    );
    assert.deepEqual(marks(placesStillThere(places, FILE, lines(`# new\n${TEXT}`))), []);
    assert.deepEqual(marks(placesStillThere(places, FILE, [])), []);
  });
});
