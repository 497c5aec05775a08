import { strict as assert } from "node:assert";
import { placeOfName, stageNameProblem, suggestStageName } from "../../../client/src/build/request/stageName";
import { modelOf } from "../modelOf";

const MODEL = modelOf(
  "FROM golang:1.22\nFROM alpine AS taken\nCOPY --from=busybox /a /b\nRUN --mount=from=ctx,target=/c true\nFROM golang AS last\n",
  ["ctx"],
);

describe("a name for a stage", () => {
  const good = ["a", "build", "stage-0", "a.b_c-d", "a__b", "a--b", "x1", "b".repeat(247), "ctx2"];
  for (const name of good) {
    it(`may be ${name.slice(0, 20)}`, () => {
      assert.equal(stageNameProblem(MODEL, name), undefined);
    });
  }

  const bad: [string, RegExp][] = [
    ["", /Enter a name/],
    ["Build", /lower case.*"build"/],
    ["1x", /starts with a letter/],
    ["-x", /starts with a letter/],
    ["$X", /starts with a letter|lower case/],
    ["a b", /letters, digits/],
    ['a"b', /letters, digits/],
    ["a/b", /letters, digits/],
    ["é", /starts with a letter/],
    ["build-", /rejects/],
    ["a..b", /rejects/],
    ["a.-b", /rejects/],
    ["a___b", /rejects/],
    ["a_", /rejects/],
    ["b".repeat(248), /too long/],
    ["a".repeat(64), /image ID/],
    ["scratch", /special meaning/],
    ["context", /special meaning/],
    ["taken", /line 2/],
    ["busybox", /Line 3 refers to the image/],
    ["golang", /Line 5 refers to the image/],
    ["ctx", /named build context/],
  ];
  for (const [name, why] of bad) {
    it(`cannot be ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.match(stageNameProblem(MODEL, name) ?? "accepted", why);
    });
  }
});

describe("a suggested name", () => {
  it("is the builder's label, unless somebody has it", () => {
    assert.equal(suggestStageName(MODEL, 0), "stage-0");
    assert.equal(suggestStageName(modelOf("FROM a AS stage-1\nFROM b\n"), 1), "stage-1-2");
    assert.equal(
      suggestStageName(modelOf("FROM a AS stage-1\nFROM b AS stage-1-2\nFROM b\n"), 1),
      "stage-1-3",
    );
  });
});

describe("naming a stage", () => {
  const forms = [
    "FROM alpine",
    "from   alpine  ",
    "FROM alpine:3.20@sha256:" + "a".repeat(64),
    'FROM "alpine"',
    "FROM $BASE",
    "FROM scratch",
    "FROM first",
    "FROM --platform=linux/amd64 alpine",
    "FROM --platform=linux/amd64 \\\n  # between\n  alpine",
    "FROM \\\n\n  alpine \\\n",
    "FROM alp\\\nine",
    "\tFROM alpine",
  ];
  for (const newline of ["\n", "\r\n"]) {
    for (const form of forms) {
      it(`keeps everything else as it was: ${JSON.stringify(form + newline)}`, () => {
        const text = `ARG BASE=alpine\nFROM alpine AS first\nRUN true\n${form}\nRUN true\nFROM alpine AS end\nCOPY --from=1 /a /b\n`;
        const document = text.replaceAll("\n", newline);
        const before = modelOf(document);
        const place = placeOfName(before, 1);
        assert.ok(place);
        const lines = document.split("\n");
        const line = lines[place.line] ?? "";
        lines[place.line] = `${line.slice(0, place.character)} AS named${line.slice(place.character)}`;
        const after = modelOf(lines.join("\n"));
        assert.deepEqual(
          after.stages.map(({ name, base }) => ({ name, base })),
          before.stages.map(({ name, base, index }) => ({ name: index === 1 ? "named" : name, base })),
        );
        assert.deepEqual(
          after.references.map(({ text: to, to: meant }) => [to, meant]),
          before.references.map(({ text: to, to: meant }) => [to, meant]),
        );
      });
    }
  }

  it("is not possible where there is a name or no stage", () => {
    assert.equal(placeOfName(MODEL, 1), undefined);
    assert.equal(placeOfName(MODEL, 9), undefined);
  });
});
