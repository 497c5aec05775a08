import assert from "node:assert/strict";
import { modelAnswer } from "../../server/src/features/model";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";
import { DRESSES, PLACES, stagesBefore } from "./places";

describe("the answer to dockerfileStages/model", () => {
  it("has the agreed shape", () => {
    const text =
      "ARG TAG=3\n# Build the build\nFROM --platform=$BUILDPLATFORM alpine:$TAG AS Build\n# build makes it\nFROM Build AS two\nCOPY --from=0 /a /b\n";
    assert.deepEqual(modelAnswer(contextOf(text), {}), {
      stages: [
        {
          index: 0,
          name: "build",
          displayName: "Build",
          platform: "$BUILDPLATFORM",
          base: { text: "alpine:$TAG", expanded: "alpine:3", to: "image" },
          range: { start: { line: 2, character: 0 }, end: { line: 2, character: 51 } },
          nameRange: { start: { line: 2, character: 46 }, end: { line: 2, character: 51 } },
          keywordRange: { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } },
          needs: [],
        },
        {
          index: 1,
          name: "two",
          displayName: "two",
          base: { text: "Build", expanded: "Build", to: "image" },
          range: { start: { line: 4, character: 0 }, end: { line: 5, character: 19 } },
          nameRange: { start: { line: 4, character: 14 }, end: { line: 4, character: 17 } },
          keywordRange: { start: { line: 4, character: 0 }, end: { line: 4, character: 4 } },
          needs: [0],
        },
      ],
      references: [
        {
          kind: "FROM",
          inStage: 0,
          text: "alpine:3",
          range: { start: { line: 2, character: 31 }, end: { line: 2, character: 42 } },
          to: "image",
        },
        {
          kind: "FROM",
          inStage: 1,
          text: "Build",
          range: { start: { line: 4, character: 5 }, end: { line: 4, character: 10 } },
          to: "image",
        },
        {
          kind: "COPY",
          inStage: 1,
          text: "0",
          range: { start: { line: 5, character: 12 }, end: { line: 5, character: 13 } },
          to: 0,
        },
      ],
      target: 1,
      reachable: [0, 1],
    });
  });

  it("says what each stage needs directly: its base, its copies and mounts, and what its base makes it copy", () => {
    const text = [
      "FROM scratch AS files",
      "FROM scratch AS tools",
      "FROM scratch AS held",
      "ONBUILD COPY --from=files /a /b",
      "FROM tools AS both",
      "COPY --from=files /a /b",
      "RUN --mount=from=tools,target=/t --mount=from=files,target=/f true",
      "FROM held AS triggered",
      "COPY --from=3 /a /b",
      "FROM lib",
    ].join("\n");
    const { stages } = modelAnswer(contextOf(text), {});
    assert.deepEqual(
      stages.map(({ needs }) => needs),
      [[], [], [], [1, 0], [2, 3, 0], []],
    );
  });

  for (const [dress, wear] of Object.entries(DRESSES))
    for (const { title, form, instruction } of PLACES)
      it(`${title} (${dress}): the range is the token alone`, () => {
        const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
        const context = contextOf(
          wear(`FROM alpine AS first\n${inStage}${instruction.replace("@", "first")}\n`),
        );
        const { references } = modelAnswer(context, {});
        const found = references.filter(({ kind }) => kind === form && kind !== "FROM");
        const reference = form === "FROM" ? references.at(-1) : found[0];
        assert.ok(reference);
        const quoted = form === "FROM" ? (/(["'])@\1/.exec(instruction)?.[0] ?? "@") : "@";
        assert.equal(context.document.getText(reference.range), quoted.replace("@", "first"));
        assert.equal(reference.text, "first");
        assert.equal(reference.to, stagesBefore(dress));
      });

  it("takes a target, arguments and contexts beside those of the settings", () => {
    const text = "ARG WHICH\nFROM alpine AS a\nFROM busybox AS b\nFROM ${WHICH} AS c\nFROM tools\n";
    const settings = { ...DEFAULT_SETTINGS, buildArgs: { WHICH: "a" } };
    const context = contextOf(text, settings);
    const tos = (answer: ReturnType<typeof modelAnswer>) => answer.references.map(({ to }) => to);
    assert.deepEqual(tos(modelAnswer(context, {})), ["image", "image", 0, "image"]);
    assert.deepEqual(tos(modelAnswer(context, { buildArgs: { WHICH: "b" } })), [
      "image",
      "image",
      1,
      "image",
    ]);
    assert.deepEqual(tos(modelAnswer(context, { contexts: ["tools"] })), ["image", "image", 0, "context"]);
    assert.deepEqual(modelAnswer(context, { target: "C" }).reachable, [0, 2]);
    assert.deepEqual(modelAnswer(context, { target: "nowhere" }).target, null);
    assert.deepEqual(modelAnswer(context, { target: "nowhere" }).reachable, []);
  });

  it("answers null for a base that a build has yet to complete", () => {
    const answer = modelAnswer(contextOf("ARG BASE\nFROM $BASE\n"), {});
    assert.deepEqual(answer.stages[0]?.base, { text: "$BASE", expanded: "", to: null });
  });
});
