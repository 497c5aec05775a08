/** What a person does first: opens a Dockerfile, writes a reference with the editor's help, builds a stage by its lens. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { imageExists, removeImage, whyNoEngine } from "../engine";
import { skipBecause } from "../mochaRun";
import { completions, lensesOver, openFile, openWindow, terminal, type Window } from "./window";

describe("in the real window, with the packed extension", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({ trusted: true });
  });

  after(async () => {
    for (const stage of ["tools", "broken"]) removeImage(`${basename(window.folder)}:${stage}`);
    await window.close();
  });

  it("a Dockerfile opens from the explorer, with a lens over each FROM", async () => {
    const { page, picture } = window;
    await picture("window");
    await openFile(page, "Dockerfile");
    const builds = lensesOver(page).filter({ hasText: /build/i });
    await builds.nth(2).waitFor();
    await picture("dockerfile-with-lenses");
    assert.equal(await builds.count(), 3);
  });

  it("COPY --from= is typed and completed with a stage", async () => {
    const { page, picture, folder } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --link --from=", { delay: 30 });
    const row = completions(page);
    await row.first().waitFor();
    await picture("completion");
    assert.deepEqual(
      (await row.locator(".label-name").allInnerTexts()).map(text => text.trim()).slice(0, 2),
      ["check", "tools"],
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" /greeting /greeting\n");
    await page.keyboard.press("Control+s");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    await picture("completed");
    assert.ok(
      readFileSync(join(folder, "Dockerfile"), "utf8").endsWith(
        "COPY --link --from=tools /greeting /greeting\n",
      ),
    );
  });

  it("a click on a lens builds up to that stage, in the terminal", async function () {
    const reason = whyNoEngine();
    if (reason !== undefined) skipBecause(this, reason);
    const { page, picture, folder } = window;
    const image = `${basename(folder)}:tools`;
    await page.keyboard.press("Control+Home");
    await lensesOver(page).filter({ hasText: /build/i }).first().click();
    // What VS Code itself writes under a task that ended well.
    await terminal(page)
      .filter({ hasText: /Terminal will be reused by tasks/ })
      .waitFor({ timeout: 60_000 });
    await picture("build-finished");
    assert.ok(imageExists(image), `the engine has no image ${image}`);
  });

  it("a build that fails puts a squiggle on the failing instruction", async function () {
    const reason = whyNoEngine();
    if (reason !== undefined) skipBecause(this, reason);
    const { page, picture } = window;
    await openFile(page, "failing.Dockerfile");
    await lensesOver(page).filter({ hasText: /build/i }).nth(1).click();
    await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    await terminal(page)
      .filter({ hasText: /exit code: 1/ })
      .waitFor();
    await picture("build-failed");
    const marked = await page.locator(".squiggly-error").first().boundingBox();
    const instruction = await page.locator(".view-line").filter({ hasText: "this step fails" }).boundingBox();
    assert.ok(marked && instruction);
    assert.ok(Math.abs(marked.y - instruction.y) < instruction.height, "the squiggle is under another line");
  });
});
