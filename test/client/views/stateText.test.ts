import { strict as assert } from "node:assert";
import type { StageImage, StageResult } from "../../../client/src/results/stageResult";
import type { StageState } from "../../../client/src/results/stageState";
import { resultCard } from "../../../client/src/views/resultCard";
import { buildsText, buildText, liveText, resultText, stepText } from "../../../client/src/views/stateText";
import { inLabel } from "../../../client/src/progress/uiText";

const STATES = ["waiting", "running", "done", "cached", "failed", "cancelled"] as const;
const IMAGE: StageImage = { reference: "app:api", id: `sha256:${"ab".repeat(32)}`, size: 41_000_000 };

function state(given: Partial<StageState> = {}): StageState {
  return { stage: 0, state: "running", done: 2, total: 7, took: 12_300, instructions: [], ...given };
}

function result(given: Partial<StageResult> = {}): StageResult {
  return {
    fingerprint: "",
    name: "api",
    index: 0,
    status: "built",
    at: 0,
    took: 18_000,
    steps: [],
    ...given,
  };
}

describe("the words for a stage", () => {
  it("say how it fares in a build", () => {
    assert.deepEqual(
      STATES.map(name => liveText(state({ state: name }))),
      [
        "$(clock)\u00a0waiting",
        "$(loading)\u00a0building 3/7 · 12 s",
        "$(check)\u00a0built · 12 s",
        "$(check)\u00a0cached",
        "$(error)\u00a0failed",
        "$(circle-slash)\u00a0cancelled",
      ],
    );
    assert.equal(liveText(state({ done: 7 })), "$(loading)\u00a0building 7/7 · 12 s");
    assert.equal(liveText(state({ total: 0, took: 999 })), "$(loading)\u00a0building · 0 s");
    assert.equal(liveText(state({ took: 9999 })), "$(loading)\u00a0building 3/7 · 9 s");
    assert.equal(liveText(state({ took: 185_000 })), "$(loading)\u00a0building 3/7 · 3 min 5 s");
  });

  it("say what came of the last build", () => {
    const now = 2 * 60_000 + 5;
    const said: [Partial<StageResult>, string][] = [
      [{ image: IMAGE }, "$(check)\u00a0built 2 min ago · 18 s · 41 MB"],
      [{}, "$(check)\u00a0built 2 min ago · 18 s"],
      [{ status: "cached", image: IMAGE }, "$(check)\u00a0cached · 2 min ago · 41 MB"],
      [{ status: "failed" }, "$(error)\u00a0failed 2 min ago · 18 s"],
      // The clock was set back.
      [{ at: now + 60_000 }, "$(check)\u00a0built just now · 18 s"],
    ];
    for (const [given, text] of said) assert.equal(resultText(result(given), now), text);
  });

  it("say in the status bar which stage is built, with the step of the one at work", () => {
    const states = [state({ state: "done" }), state({ done: 0, total: 3 }), state({ state: "waiting" })];
    assert.equal(buildText("api", states, 12_000), "$(loading) api 1/3 · 12 s");
    assert.equal(buildText("api", [], 0), "$(loading) api · 0 s");
    assert.equal(buildText("a$(x)", [], 0), "$(loading) a$ (x) · 0 s");
    assert.equal(buildsText(2), "$(loading) 2 builds");
    assert.equal(inLabel("a$(x)"), "a$ (x)");
  });

  it("say behind an instruction how long it took", () => {
    assert.deepEqual(
      STATES.map(name => stepText(name, 4200)),
      ["", "4 s", "4.2 s", "cached", "failed · 4.2 s", ""],
    );
    assert.deepEqual(
      STATES.map(name => stepText(name, 3)),
      ["", "0 s", "", "cached", "failed", ""],
    );
    assert.deepEqual(
      STATES.map(name => stepText(name, 4200, 212_000_000)),
      ["", "4 s", "4.2 s · +212 MB", "cached · +212 MB", "failed · 4.2 s", ""],
    );
    assert.equal(stepText("done", 3, 900), "+900 B");
  });
});

describe("the card of a result", () => {
  it("has its image and its steps, and leads to the report", () => {
    const steps: StageResult["steps"] = [
      { text: "RUN make", position: 1, state: "done", took: 17_000 },
      { text: "COPY . .", position: 2, state: "cached", took: 0 },
    ];
    assert.equal(
      resultCard(result({ image: IMAGE, steps }), 60_000, "command:x"),
      [
        "Built 1 min ago, in 18 s.",
        "",
        "`app:api` · 41 MB · `abababababab`",
        "",
        "| Step | Duration |",
        "| :--- | ---: |",
        "| `RUN make` | 17 s |",
        "| `COPY . .` | cached |",
        "",
        "[Show build report](command:x)",
      ].join("\n"),
    );
  });

  it("is short for a stage with many steps, and says how many are left out", () => {
    const steps = Array<StageResult["steps"][0]>(30).fill({
      text: "RUN x",
      position: 1,
      state: "done",
      took: 1,
    });
    const card = resultCard(result({ steps }), 0, "command:x");
    assert.equal(card.match(/RUN x/g)?.length, 12);
    assert.match(card, /^and 18 more$/m);
  });

  it("keeps what a file says from being read as Markdown", () => {
    const texts = ["RUN a | b", "RUN `x`", "RUN ``x", "RUN [y](command:evil) <b>", "RUN \\| z"];
    const steps = texts.map(text => ({ text, position: 1, state: "failed" as const, took: 1 }));
    const rows = resultCard(result({ status: "failed", steps }), 0, "command:x")
      .split("\n")
      .filter(line => line.startsWith("| ") && line.endsWith(" failed |"));
    assert.deepEqual(rows, [
      "| `RUN a \\| b` | failed |",
      "| `` RUN `x` `` | failed |",
      "| ``` RUN ``x ``` | failed |",
      "| `RUN [y](command:evil) <b>` | failed |",
      "| RUN \\\\\\| z | failed |",
    ]);
  });
});
