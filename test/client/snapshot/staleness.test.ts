import { strict as assert } from "node:assert";
import { neededStages, stageFingerprints, type BuildInputs } from "../../../client/src/snapshot/staleness";
import { random } from "../../support/random";
import { instructionsOf, modelOf } from "../modelOf";

const NOTHING: BuildInputs = { context: "/work", buildArgs: {}, contexts: {}, platforms: [] };

/** Each instruction with what it takes; `api` needs all but `other` and the stage based on it. */
const STAGES = {
  base: ["FROM alpine:3 AS base", "RUN one && \\\n  two", "ONBUILD COPY --from=held /a /b"],
  held: ["FROM scratch AS held", "COPY <<ONE <<-'TWO' /a/\nfirst\nONE\n\tsecond\nTWO"],
  mounted: ["FROM busybox AS mounted", "RUN <<EOF\nmake\nEOF", "ENV A=1 B=2"],
  other: ["FROM base AS other", "RUN something else"],
  api: ["FROM base AS api", "RUN --mount=from=mounted,target=/m true", 'ENTRYPOINT ["/api"]'],
  more: ["FROM other AS more", "COPY --from=api / /"],
};
type Name = keyof typeof STAGES;
const NEEDED: Name[] = ["base", "held", "mounted", "api"];
const GLOBAL = ["ARG V=1", "ARG W"];

describe("what a stage is made of", () => {
  const before = fingerprints(textOf(Object.keys(STAGES) as Name[]));

  it("differs between stages", () => {
    assert.equal(new Set(Object.values(before)).size, 6);
  });

  it("does not change with comments, blank lines, continuations' comments and line ends, anywhere", () => {
    const lines = textOf(Object.keys(STAGES) as Name[]).split("\n");
    const inHeredoc = heredocLines(lines);
    for (let seed = 1; seed <= 200; seed++) {
      const { below, pick } = random(seed);
      const edited = [...lines];
      for (let edits = below(4); edits >= 0; edits--) {
        const at = below(lines.length);
        if (inHeredoc.has(at) || inHeredoc.has(at - 1)) continue;
        edited[at] = `${pick(["# a comment", "  # indented", "", "   "])}\n${edited[at] ?? ""}`;
      }
      const text = edited.join(pick(["\n", "\r\n"]));
      assert.deepEqual(fingerprints(text), before, `seed ${seed}`);
    }
  });

  it("does not change where the stage moves, nor with edits in stages that it does not need", () => {
    const moved = fingerprints(textOf(["held", "mounted", "base", "api", "other", "more"]));
    assert.deepEqual(moved, before);
    for (const line of STAGES.other.keys()) {
      const after = fingerprints(
        textOf(Object.keys(STAGES) as Name[], { stage: "other", line, text: edited("other", line) }),
      );
      for (const name of NEEDED) assert.equal(after[name], before[name], `${name}, line ${line}`);
      assert.notEqual(after.other, before.other);
      assert.notEqual(after.more, before.more);
    }
  });

  it("changes with every instruction of the stages that it needs, with their order, and comes back with them", () => {
    for (const stage of NEEDED) {
      for (const line of STAGES[stage].keys()) {
        const all = Object.keys(STAGES) as Name[];
        for (const text of [
          edited(stage, line),
          `${STAGES[stage][line] ?? ""}\nUSER me`,
          line === 0 ? undefined : "",
        ]) {
          if (text === undefined) continue;
          const after = fingerprints(textOf(all, { stage, line, text }));
          assert.notEqual(after.api, before.api, `${stage}, line ${line}: ${text}`);
          assert.notEqual(after.more, before.more);
        }
      }
    }
    const swapped = textOf(Object.keys(STAGES) as Name[])
      .replace(/(ENV A=1 B=2)\n/, "")
      .replace("RUN <<EOF", "ENV A=1 B=2\nRUN <<EOF");
    assert.notEqual(fingerprints(swapped).api, before.api);
    assert.deepEqual(fingerprints(textOf(Object.keys(STAGES) as Name[])), before);
  });

  it("changes with every line of a heredoc", () => {
    const text = textOf(Object.keys(STAGES) as Name[]);
    for (const [line, to] of [
      ["first", "FIRST"],
      ["\tsecond", "\tthird"],
      ["make\n", "make\nmake again\n"],
      ["first\n", ""],
    ] as const) {
      assert.notEqual(fingerprints(text.replace(line, to)).api, before.api, line);
    }
  });

  it("changes with the arguments before the first stage, and with those of the build", () => {
    const text = textOf(Object.keys(STAGES) as Name[]);
    assert.notEqual(fingerprints(text.replace("ARG V=1", "ARG V=2")).held, before.held);
    for (const buildInputs of [
      { ...NOTHING, context: "/other" },
      { ...NOTHING, buildArgs: { V: "1" } },
      { ...NOTHING, contexts: { V: "1" } },
    ]) {
      assert.notEqual(fingerprints(text, buildInputs).held, before.held);
    }
    const args = { A: "1", B: "2" };
    assert.deepEqual(
      fingerprints(text, { ...NOTHING, buildArgs: args }),
      fingerprints(text, { ...NOTHING, buildArgs: { B: args.B, A: args.A } }),
    );
  });

  it("changes where a name comes to mean another stage", () => {
    const one = "FROM a AS x\nFROM b AS y\nFROM scratch AS z\nCOPY --from=0 / /\n";
    const two = "FROM b AS y\nFROM a AS x\nFROM scratch AS z\nCOPY --from=0 / /\n";
    assert.equal(fingerprints(one)["x"], fingerprints(two)["x"]);
    assert.notEqual(fingerprints(one)["z"], fingerprints(two)["z"]);
    assert.notEqual(
      fingerprints("FROM a AS b\nFROM b AS c\n")["c"],
      fingerprints("FROM a AS other\nFROM b AS c\n")["c"],
    );
  });

  it("is there for files that no build accepts", () => {
    for (const text of [
      "",
      "RUN x",
      "FROM",
      "FROM a AS a\nCOPY --from=a / /\nCOPY --from=b / /\nFROM a AS b\n",
    ]) {
      assert.equal(Object.keys(fingerprints(text)).length, modelOf(text).stages.length);
    }
  });
});

describe("what a build of a stage needs", () => {
  it("is all that its stages need in turn", () => {
    const model = modelOf(textOf(Object.keys(STAGES) as Name[]));
    const names = (name: Name) =>
      neededStages(model, Object.keys(STAGES).indexOf(name)).map(index => model.stages[index]?.name);
    assert.deepEqual(names("api"), ["base", "held", "mounted", "api"]);
    assert.deepEqual(names("held"), ["held"]);
    assert.deepEqual(neededStages(model, -1), []);
  });
});

function textOf(names: readonly Name[], edit?: { stage: Name; line: number; text: string }): string {
  const lines = names.flatMap(name =>
    STAGES[name].map((text, line) => (edit?.stage === name && edit.line === line ? edit.text : text)),
  );
  return [...GLOBAL, ...lines, ""].join("\n");
}

/** The instruction with another word in it. */
function edited(stage: Name, line: number): string {
  const text = STAGES[stage][line] ?? "";
  return line === 0
    ? text.replace(/^FROM /, "FROM --platform=linux/arm64 ")
    : text.replace(/ /, " --network=none ");
}

function fingerprints(text: string, buildInputs = NOTHING): Record<string, string> {
  const model = modelOf(text);
  const found = stageFingerprints(
    { lines: text.split(/\r?\n/), model, instructions: instructionsOf(text) },
    buildInputs,
  );
  return Object.fromEntries(
    found.map((fingerprint, index) => [model.stages[index]?.displayName ?? "", fingerprint]),
  );
}

function heredocLines(lines: readonly string[]): Set<number> {
  const text = lines.join("\n");
  return new Set(
    instructionsOf(text).flatMap(({ heredocs = [], range }) =>
      heredocs.length === 0
        ? []
        : lines.flatMap((_, line) => (line >= range.start.line && line <= range.end.line ? [line] : [])),
    ),
  );
}
