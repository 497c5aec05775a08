/** The extension in a VS Code whose display language is German: texts of the server, of the client and of the manifest. */
import { strict as assert } from "node:assert";
import { eventually } from "../eventually";
import { openFile } from "./acts";
import { lensesOver } from "./parts";
import { openWindow, type Window } from "./window";

describe("in a window of another language", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({ trusted: true, language: "de" });
    await openFile(window.page, "careless.Dockerfile");
  });

  after(() => window.close());

  it("what the server says is in that language: lenses and hints", async () => {
    const { page, picture } = window;
    const lenses = await eventually(
      "the lenses",
      () => lensesOver(page).allInnerTexts(),
      texts => texts.length === 6,
      60_000,
    );
    assert.deepEqual(lenses, [
      "▶ Bis Build bauen",
      "Ausführen",
      "1 Verweis",
      "Stage-Graph",
      "▶ Bauen",
      "Ausführen",
    ]);
    await page.locator(".view-line", { hasText: "Stage 0" }).waitFor();
    await picture("german-lenses");
  });

  it("what the client says is in that language: the builder in the status bar", async () => {
    await window.page.locator(".statusbar-item", { hasText: "Standard" }).waitFor();
  });

  it("the commands, the manifest's, are in that language", async () => {
    const { page, picture } = window;
    const command = page.locator(".quick-input-list .monaco-list-row", {
      hasText: "Bis zu dieser Stage bauen",
    });
    await eventually(
      "the command",
      async () => {
        // The palette has what it had when it was opened, and commands that build only once the extension is there.
        await page.keyboard.press("Escape");
        await page.locator(".monaco-editor .view-lines").first().click();
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget input[type=text]").fill(">Dockerfile Stages: Bis");
        await page.waitForTimeout(1_000);
        return command.isVisible();
      },
      isThere => isThere,
      60_000,
    );
    await picture("german-commands");
    await page.keyboard.press("Escape");
  });
});
