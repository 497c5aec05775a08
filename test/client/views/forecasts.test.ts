import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { EventEmitter, Uri } from "vscode";
import type { Build } from "../../../client/src/build/builds";
import type { BuildSession } from "../../../client/src/build/session";
import { createForecasts } from "../../../client/src/views/forecasts";
import type { BuildHistory, StageForecast } from "../../../client/src/results/buildHistory";
import { eventually } from "../../e2e/eventually";

const CONTEXT = "/w/shop";
/** Longer than the forecast waits for more changes. */
const QUIET = 500;

describe("the forecast of builds", () => {
  it("is off by itself for a build context with too many files, and says so once", async () => {
    const document = editor.open(`${CONTEXT}/Dockerfile`, "FROM alpine AS build\nCOPY . .\n");
    editor.said = [];
    let asked = 0;
    const changed = new EventEmitter<Build>();
    const never = new EventEmitter<void>();
    const cost = { stage: 0, total: 1, running: [], tooLarge: [CONTEXT], took: undefined };
    const history = {
      onDidChange: changed.event,
      onDidLoseCache: never.event,
      knows: () => Promise.resolve(true),
      forecast: () => {
        asked++;
        return Promise.resolve({ version: document.version, costs: [cost] } as unknown as StageForecast);
      },
    } as unknown as BuildHistory;
    const prepare = () => Promise.resolve({ request: { context: CONTEXT, buildContexts: {} } });
    const forecasts = createForecasts(
      history,
      prepare as unknown as BuildSession["prepare"],
      { running: () => [] },
      { onDidChange: new EventEmitter<never>().event },
    );
    try {
      await eventually(
        "the message",
        () => editor.said,
        said => said.length > 0,
      );
      for (let count = 0; count < 3; count++) {
        changed.fire({} as Build);
        await sleep(QUIET / 10);
      }
      await sleep(QUIET);
      assert.deepEqual(editor.said, ["The forecast of builds is off: shop has more than 50,000 files."]);
      assert.equal(asked, 1, "nobody looks at that context again");
      assert.equal(forecasts.of(Uri.file(document.uri.path)), undefined);
    } finally {
      forecasts.dispose();
    }
  });
});
