/** The view "Stages" in the activity bar, in the real window. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";
import { clickUntil } from "./acts";
import { buildingWindow } from "./sharedWindow";

describe("the view of all stages, in the real window", () => {
  const window = buildingWindow({
    built: { file: "graph.Dockerfile", stages: ["base"] },
    prepare: ({ folder }) => {
      mkdirSync(join(folder, "nested"), { recursive: true });
      // Nobody opens this one.
      writeFileSync(join(folder, "nested", "Dockerfile"), "FROM alpine AS inner\nFROM inner\n");
    },
  });

  it("lists the Dockerfiles of the workspace, opened or not, with their stages", async () => {
    const { page, picture } = window;
    await page.getByRole("tab", { name: "Dockerfile Stages" }).first().click();
    // Another test may have made room for the files below.
    const closed = page.getByRole("button", { name: /^Stages Section/, expanded: false });
    await eventually(
      "the Dockerfile that nobody opened",
      async () => {
        if (await closed.isVisible()) await closed.click();
        return rowOf(page, /^nested\/Dockerfile/).isVisible();
      },
      Boolean,
    );
    await rowOf(page, /^graph\.Dockerfile/).click();
    await rowOf(page, /^Stage base/).waitFor();
    await clickUntil(rowOf(page, /^nested\/Dockerfile/), rowOf(page, /^Stage inner/));
    await picture("stages-view");
  });

  it("shows the code of a stage by a click, and what the stage needs", async () => {
    const { page, picture } = window;
    await rowOf(page, /^Stage build/).click();
    await page.getByRole("tab", { name: /^graph\.Dockerfile/ }).waitFor();
    await page.keyboard.press("ArrowRight");
    await eventually(
      "what the stage needs",
      () => page.locator(".pane .monaco-list-row .label-description").allInnerTexts(),
      texts => texts.filter(text => text.includes("needed by")).length >= 2,
    );
    await picture("stages-view-stage");
  });

  it("builds a stage by its button, and shows what came of it", async () => {
    const { page, picture } = window;
    const row = rowOf(page, /^Stage base/);
    await row.hover();
    await row.getByRole("button", { name: "Build up to This Stage" }).click();
    await rowOf(page, /^Stage base.*(?:built|cached)/).waitFor({ timeout: 60_000 });
    await picture("stages-view-built");
  });

  it("reveals the stage of the cursor", async () => {
    const { page } = window;
    await page.getByRole("tab", { name: /^graph\.Dockerfile/ }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("F1");
    await page
      .locator(".quick-input-widget input[type=text]")
      .fill(">Dockerfile Stages: Reveal Stage in Stages View");
    await page.keyboard.press("Enter");
    await page.locator('.monaco-list-row.selected[aria-label^="Stage product"]').waitFor();
    assert.ok(await rowOf(page, /^Stage product/).isVisible());
  });
});

/** The row of the view whose label, as it is read out, is of a form. */
function rowOf(page: Page, label: RegExp): Locator {
  return page.getByRole("treeitem", { name: label }).first();
}
