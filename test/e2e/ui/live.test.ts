/** What a person sees of a build beside its terminal: while it runs, when it has ended, and when it has failed. */
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { eventually } from "../eventually";
import { clickUntil, openFile, pointAt } from "./acts";
import { lensesOver } from "./parts";
import { buildingWindow } from "./sharedWindow";

const FILE = "slow.Dockerfile";
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const TEXT = `# tools is what the others need.
FROM alpine:latest AS tools
RUN echo ${ONCE} && sleep 8

# api takes a while.
FROM tools AS api
WORKDIR /api
RUN echo api ${ONCE} \\
  && sleep 6
RUN echo done > /api/done

FROM api AS broken
RUN echo this step fails && sleep 1 && exit 3

FROM api AS endless
RUN echo ${ONCE} && sleep 600
`;

/** Looks at the rows of lenses each time that the window is drawn: how many there are, and whether one is empty. */
const WATCH_ROWS = `{
  globalThis.seen = { rows: new Set(), empty: 0 };
  const look = () => {
    const rows = [...document.querySelectorAll(".codelens-decoration")];
    seen.rows.add(rows.length);
    if (rows.some(row => row.innerText.trim() === "")) seen.empty++;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

describe("a build in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["api", "broken", "endless"] },
    prepare: async ({ page, folder }) => {
      writeFileSync(join(folder, FILE), TEXT);
      await openFile(page, FILE);
    },
  });

  const row = (text: RegExp): Locator =>
    window.page.locator(".codelens-decoration").filter({ hasText: text });
  const bar = (): Locator =>
    window.page.locator("#dockerfile-stages\\.dockerfile-stages\\.dockerfileStages\\.builds");

  async function build(stage: string): Promise<void> {
    await clickUntil(
      lensesOver(window.page).filter({ hasText: new RegExp(`Build (?:up to )?${stage}`) }),
      bar(),
    );
  }

  it("says at each stage how it fares, and in the status bar", async () => {
    const { picture } = window;
    await build("api");
    const states = [/building \d\/\d · [1-9] s.*Build up to tools/, /waiting.*Build up to api/];
    await eventually(
      "a stage at work whose seconds are counted, and one that waits",
      () => Promise.all(states.map(state => row(state).count())),
      counts => counts.every(count => count === 1),
    );
    assert.match(await bar().innerText(), /api/);
    await picture("building");
    await row(/building \d\/\d.*Build up to api/).waitFor({ timeout: 60_000 });
    await picture("building-second-stage");
    await row(/built just now · .* s · [\d.]+ MB.*Build up to api/).waitFor({ timeout: 60_000 });
    await row(/built just now.*Build up to tools/).waitFor();
    await bar().waitFor({ state: "hidden" });
    await picture("built");
  });

  it("leaves its lenses where they are while their text changes", async () => {
    const { page } = window;
    // As text: what compiles the tests would leave names in it that the window does not know.
    await page.evaluate(WATCH_ROWS);
    await build("endless");
    await row(/building 1\/1 · [4-9] s.*endless/).waitFor({ timeout: 60_000 });
    const seen = await page.evaluate("({ rows: [...seen.rows], empty: seen.empty })");
    assert.deepEqual(seen, { rows: [4], empty: 0 });
  });

  it("is cancelled from the status bar", async () => {
    const { page, picture } = window;
    await bar().click();
    const choice = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Cancel endless" });
    await choice.waitFor();
    await picture("cancel");
    await choice.click();
    await bar().waitFor({ state: "hidden", timeout: 60_000 });
    await row(/building/).waitFor({ state: "detached" });
    await picture("cancelled");
  });

  it("that fails says so at its stage and at its instruction", async () => {
    const { picture } = window;
    await build("broken");
    await row(/failed just now.*broken/).waitFor({ timeout: 60_000 });
    await row(/cached.*Build up to api/).waitFor();
    await picture("failed");
  });

  it("is told in the hover of its stage", async () => {
    const { page, picture } = window;
    await pointAt(
      page,
      page.locator(".view-line").filter({ hasText: "FROM tools AS api" }).locator("span span").last(),
    );
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "Show build report" });
    await hover.waitFor();
    await picture("result-hover");
    assert.match(await hover.innerText(), /completely from the cache/);
  });
});
