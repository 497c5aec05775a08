/** What a person does with a file of one stage: asks for several, looks at what would change, and lets it be done. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import { clickUntil, openFile } from "./acts";
import { editorTab, lensesOver } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

const FILE = "oneStage.Dockerfile";

describe("a file of one stage in the real window", () => {
  let window: Window;

  before(async () => {
    window = await sharedWindow();
    await openFile(window.page, FILE);
  });

  it("is shown as the several stages that it would be", async () => {
    const { page, picture, folder } = window;
    const accept = page.getByRole("button", { name: "Accept Proposed Dockerfile" });
    await clickUntil(lensesOver(page).filter({ hasText: "Convert to Multi-Stage…" }), accept);
    await page.getByRole("tab", { name: `${FILE} ↔ multi-stage` }).waitFor();
    // What would be, in the right half of the diff.
    await page.locator(".view-line").filter({ hasText: "node:22-slim" }).first().waitFor();
    await picture("convert-preview");
    assert.ok(!readFileSync(join(folder, FILE), "utf8").includes("node:22-slim"), "nothing is written yet");
  });

  it("is made several when the person says so, and what is not known is told", async () => {
    const { page, picture, folder } = window;
    await page.getByRole("button", { name: "Accept Proposed Dockerfile" }).click();
    await page.locator(".notification-toast").filter({ hasText: "several stages now" }).waitFor();
    await picture("converted");
    await editorTab(page, FILE).first().click();
    await page.keyboard.press("Control+s");
    const text = await eventually(
      "the file of several stages",
      () => readFileSync(join(folder, FILE), "utf8"),
      now => now.includes("node:22-slim"),
    );
    assert.match(text, /^FROM node:22 AS build$/m);
    assert.match(text, /^COPY --from=build \/app\/dist \/app\/dist$/m);
  });
});
