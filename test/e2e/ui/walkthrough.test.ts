/** The walkthrough in the real window: each step is complete once a person has done what it is about, and not before. */
import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { clickUntil, completedNames } from "./acts";
import { editorTab, inExplorer, lensesOver, terminal } from "./parts";
import { openWindow, type Window } from "./window";

/** The server starts with the first file, and a machine may have more to do. */
const PATIENCE = 60_000;

const STEPS = [
  "Go to the definition of a stage",
  "Rename a stage",
  "Insert a snippet",
  "Build up to a stage",
  "See where the build time goes",
];

describe("the walkthrough in the real window", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({
      trusted: true,
      keybindings: [
        {
          key: "ctrl+alt+w",
          command: "workbench.action.openWalkthrough",
          args: "dockerfile-stages.dockerfile-stages#getStarted",
        },
      ],
      settings: { "files.simpleDialog.enable": true },
    });
    // Only in a wide window VS Code shows what a step opens beside the walkthrough.
    await window.page.setViewportSize({ width: 1440, height: 860 });
  });

  after(async () => {
    await docker(["image", "rm", "--force", "example:hello"], { timeout: 60_000 });
    await window.close();
  });

  const step = (title: string): Locator =>
    window.page.locator(".getting-started-step").filter({ hasText: title });
  const cursor = (): Locator => window.page.locator("[id='status.editor.selection']");
  const editor = (): Locator => window.page.locator(".editor-instance .view-lines").last();

  /** The titles of the steps that VS Code has ticked off. */
  async function complete(): Promise<string[]> {
    const ticked = window.page.locator(".getting-started-step").filter({
      has: window.page.locator(".codicon.complete"),
    });
    return (await ticked.locator(".step-title").allInnerTexts()).map(title => title.trim());
  }

  async function completed(count: number): Promise<void> {
    const titles = await eventually(
      "the steps that are complete",
      complete,
      found => found.length >= count,
      PATIENCE,
    );
    assert.deepEqual(titles, STEPS.slice(0, count));
  }

  /**
   * Clicks the button of a step until what it opens is there to stay: while a step unfolds, the walkthrough takes the focus
   * back, from whom clicks faster than a person as well. What a click opens may cover the button, and come late. The first
   * click makes room beside the walkthrough for it; another one before it is there would take it back over the walkthrough.
   */
  async function click(title: string, button: string, opened = cursor()): Promise<void> {
    const groups = window.page.locator(".editor-group-container");
    const isFirst = (await groups.count()) === 1;
    await step(title).locator(".step-title").click();
    await window.page.locator(".getting-started-step.expanded").filter({ hasText: title }).waitFor();
    await eventually(
      `what "${button}" opens`,
      async () => {
        const isTaken = isFirst && (await groups.count()) > 1;
        if (!isTaken)
          await step(title)
            .getByRole("button", { name: button })
            .click({ timeout: 5_000 })
            .catch(() => undefined);
        await opened.waitFor({ timeout: 15_000 }).catch(() => undefined);
        await window.page.waitForTimeout(1_500);
        return opened.isVisible();
      },
      isThere => isThere,
      PATIENCE,
    );
  }

  it("opens with five steps, none of them done", async () => {
    const { page, picture } = window;
    await inExplorer(page, "Dockerfile").waitFor();
    const first = step(STEPS[0] ?? "");
    await page.keyboard.press("Control+b");
    // Keys are read some time after the window is there.
    for (let tries = 0; tries < 20 && !(await first.isVisible()); tries++) {
      await page.keyboard.press("Control+Alt+w");
      await page.waitForTimeout(500);
    }
    assert.deepEqual(
      (await page.locator(".getting-started-step .step-title").allInnerTexts()).map(title => title.trim()),
      STEPS,
    );
    await completed(0);
    await eventually(
      "the picture of the step",
      async () => {
        const shown = window.page.frames().map(frame =>
          frame
            .locator("svg[viewBox]")
            .count()
            .catch(() => 0),
        );
        return (await Promise.all(shown)).reduce((sum, count) => sum + count, 0);
      },
      count => count > 0,
    );
    await picture("walkthrough-first");
  });

  it("a reference of the example is followed", async () => {
    const { page, picture } = window;
    await click(STEPS[0] ?? "", "Open an Example");
    await lensesOver(page).filter({ hasText: "Build up to greeting" }).waitFor({ timeout: 60_000 });
    await atLine(13);
    await completed(0);
    await picture("walkthrough-example");
    await page.keyboard.press("F12");
    await atLine(4);
    await completed(1);
  });

  it("a stage is renamed", async () => {
    const { page } = window;
    await click(STEPS[1] ?? "", "Go to the Name of a Stage");
    await atLine(4);
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input");
    await input.waitFor();
    await completed(1);
    await input.fill("hello");
    await page.keyboard.press("Enter");
    await editor().filter({ hasText: "--from=hello" }).waitFor();
    await completed(2);
    await lensesOver(page).filter({ hasText: "Build up to hello" }).waitFor();
  });

  it("a snippet is inserted", async () => {
    const { page, picture } = window;
    await click(STEPS[2] ?? "", "Go to an Empty Line");
    await atLine(16);
    await page.keyboard.type("ms-te", { delay: 60 });
    await completedNames(page, "the snippet", names => names.includes("ms-test"));
    await completed(2);
    await page.keyboard.press("Enter");
    await editor().filter({ hasText: "AS test" }).waitFor();
    await page.keyboard.press("Escape");
    await completed(3);
    await lensesOver(page).filter({ hasText: "Build test" }).waitFor();
    await picture("walkthrough");
  });

  it("the example is not opened twice, and nothing in it is lost", async () => {
    const { page } = window;
    await click(STEPS[2] ?? "", "Go to an Empty Line");
    await editor().filter({ hasText: "--from=hello" }).waitFor();
    assert.equal(await editorTab(page, /^Dockerfile/).count(), 1);
  });

  it("a stage of the example is built, which is a file", async function () {
    const missing = await ensureImages(["alpine:3.22"]);
    if (missing) skipBecause(this, missing);
    const { page, picture } = window;
    await editor().click();
    await page.keyboard.press("Control+Home");
    // This window saves files by itself.
    await completed(3);
    await clickUntil(lensesOver(page).filter({ hasText: "Build up to hello" }), terminal(page));
    // The folder of the example has a name that people recognize.
    await terminal(page).filter({ hasText: "Built example:hello " }).waitFor({ timeout: 60_000 });
    await completed(4);
    await picture("walkthrough-built");
  });

  it("its report is seen, and the walkthrough is done", async function () {
    const missing = await ensureImages(["alpine:3.22"]);
    if (missing) skipBecause(this, missing);
    const { page, picture } = window;
    await page.keyboard.press("Control+j");
    // It opens beside the walkthrough, which stays on show.
    await click(STEPS[4] ?? "", "Show Build Report", editorTab(page, /^Build of /));
    await picture("walkthrough-report");
    await completed(5);
    await picture("walkthrough-done");
  });

  /** Waits for the cursor on a line, from 1. */
  async function atLine(line: number): Promise<void> {
    await eventually(
      "the line of the cursor",
      () => cursor().innerText(),
      text => text.startsWith(`Ln ${line},`),
      PATIENCE,
    );
  }
});
