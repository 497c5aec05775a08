/** What a person does in a window. */
import { strict as assert } from "node:assert";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";
import { completions, editorTab, inExplorer } from "./parts";
import { PATIENCE } from "./window";

/** A click that has had no effect for as long is made again. */
const CLICK_IS_LOST = 10_000;

/** Opens a file of the workspace by a double click in the explorer. */
export async function openFile(page: Page, name: string): Promise<void> {
  await inExplorer(page, name).dblclick();
  await editorTab(page, name).waitFor();
}

/** Hides the side bar, so that pictures are of what is shown beside it. The next suite of the shared window has it again. */
export async function hideSideBar(page: Page): Promise<void> {
  const bar = page.locator(".part.sidebar");
  await eventually(
    "the side bar is hidden",
    async () => {
      if (!(await bar.isVisible())) return true;
      await page.keyboard.press("Control+b");
      return bar
        .waitFor({ state: "hidden", timeout: CLICK_IS_LOST })
        .then(() => true)
        .catch(() => false);
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** Puts the cursor into a line and a column, both from 1, of a file that is open; its editor then has the keyboard. */
export async function goTo(page: Page, file: string, line: number, column = 1): Promise<void> {
  // A page about the file has its name in the title, too.
  await page.locator(`.tabs-container .tab[data-resource-name="${file}"]`).click();
  await page.locator(".monaco-editor .view-lines").first().click();
  const input = page.locator(".quick-input-widget input[type=text]");
  const place = new RegExp(`\\bLn ${line}, Col ${column}\\b`);
  const there = page.locator("[id='status.editor.selection']", { hasText: place });
  await eventually(
    `the cursor in line ${line}`,
    async () => {
      await page.keyboard.press("Control+g");
      try {
        await input.fill(`:${line}:${column}`, { timeout: CLICK_IS_LOST });
        await input.press("Enter");
        await there.waitFor({ timeout: CLICK_IS_LOST });
        return true;
      } catch {
        return false;
      }
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** Runs a command of the palette with the cursor in a line, from 1, of a file that is open. */
export async function runCommand(page: Page, file: string, line: number, title: string): Promise<void> {
  await goTo(page, file, line);
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input[type=text]").fill(`>Dockerfile Stages: ${title}`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/**
 * Clicks until what the click is for is there, as a person does: the window loses a click on what it draws anew at that moment
 * (a lens whose text changes, a button of a dialog that still looks something up).
 */
export async function clickUntil(target: Locator, effect: Locator): Promise<void> {
  await eventually(
    "the effect of a click",
    async () => {
      await target.click({ timeout: CLICK_IS_LOST }).catch(() => undefined);
      return effect
        .waitFor({ timeout: CLICK_IS_LOST })
        .then(() => true)
        .catch(() => false);
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** Chooses an entry of the menu that a click with the right button opens; `look` is called while the menu is there. */
export async function chooseInMenu(
  page: Page,
  target: Locator,
  name: string | RegExp,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const entry = page.getByRole("menuitem", { name }).first();
  await eventually(
    `the entry ${name} in the menu`,
    async () => {
      await page.keyboard.press("Escape");
      await target.click({ button: "right", timeout: CLICK_IS_LOST }).catch(() => undefined);
      await entry.waitFor({ timeout: CLICK_IS_LOST }).catch(() => undefined);
      return entry.count();
    },
    count => count > 0,
    2 * PATIENCE,
  );
  await look();
  await entry.click();
}

/** A dialog that does not close within this has not taken what was typed. */
const DIALOG_CLOSES_WITHIN = 5_000;

/**
 * Answers VS Code's own dialog for files or folders. It fills in a name of its own some time after it is there, and looks up each
 * path that is typed: so the path is typed until it stays, and confirmed until the dialog is gone.
 */
export async function answerFileDialog(page: Page, title: string, path: string): Promise<void> {
  const dialog = page.locator(".quick-input-widget", { hasText: title });
  const input = dialog.locator("input[type=text]");
  await dialog.waitFor();
  await eventually(
    "the dialog takes the path",
    async () => {
      if (!(await dialog.isVisible())) return true;
      await input.fill(path, { timeout: DIALOG_CLOSES_WITHIN }).catch(() => undefined);
      await page.waitForTimeout(500);
      if ((await input.inputValue().catch(() => "")) !== path) return !(await dialog.isVisible());
      await page.keyboard.press("Enter");
      return dialog
        .waitFor({ state: "hidden", timeout: DIALOG_CLOSES_WITHIN })
        .then(() => true)
        .catch(() => false);
    },
    Boolean,
    2 * PATIENCE,
  );
}

/** A list that is late on a busy machine comes within this. */
const LIST_IS_LATE = 8_000;

/**
 * The names in the list of completions, once they are those that are wanted: until a flag is typed, the list has flags. A list
 * that does not come, because the window took a key for the end of it, is asked for by its key, as a person does.
 */
export async function completedNames(
  page: Page,
  what: string,
  isWanted: (names: string[]) => boolean,
): Promise<string[]> {
  let asked = Date.now();
  return eventually(
    what,
    async () => {
      const names = await completions(page).locator(".label-name").allInnerTexts();
      if (names.length === 0 && Date.now() - asked > LIST_IS_LATE) {
        asked = Date.now();
        await page.keyboard.press("Control+Space");
      }
      return names.map(name => name.trim());
    },
    isWanted,
    PATIENCE,
  );
}

/**
 * Rests the pointer over a text of the editor, so that its hover comes. The pointer alone is moved: what a browser does to bring
 * a text into sight scrolls the editor from under its lines.
 */
export async function pointAt(page: Page, text: Locator): Promise<void> {
  const box = await eventually(
    "the text to point at",
    () => text.boundingBox(),
    found => found !== null,
  );
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
}
