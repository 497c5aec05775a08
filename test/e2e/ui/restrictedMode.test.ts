/** A folder that nobody has trusted: reading helps as ever, and nothing of it is run. */
import { strict as assert } from "node:assert";
import { completions, lensesOver, messages, openFile, openWindow, type Window } from "./window";

/** A key of one's own is how a person can still reach a command that the menus hide. */
const BUILD_KEY = "Control+Alt+b";
const KEYBINDINGS = [{ key: "ctrl+alt+b", command: "dockerfileStages.buildUpToStage" }];

/** What the palette does not offer here: all that starts an engine. */
const RUNNING = /Build up to|Build Stage|Run This|Shell|Browse|Copy File|Export|Remove Images/;

describe("in Restricted Mode", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({ trusted: false, keybindings: KEYBINDINGS });
    const { page, picture } = window;
    await page
      .getByRole("button", { name: /Restricted Mode/ })
      .first()
      .waitFor();
    await picture("restricted-window");
  });

  after(async () => {
    await window.close();
  });

  it("a Dockerfile is read: mistakes are marked, stages are completed", async () => {
    const { page, picture } = window;
    await openFile(page, "Dockerfile");
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --from=9 /a /b\n", { delay: 30 });
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.type("COPY --from=", { delay: 30 });
    await completions(page).first().waitFor();
    await picture("restricted-completion");
    assert.deepEqual((await completions(page).locator(".label-name").allInnerTexts()).slice(0, 2), [
      "check",
      "tools",
    ]);
    await page.keyboard.press("Escape");
  });

  it("no lens and no entry of the palette builds", async () => {
    const { page, picture } = window;
    assert.equal(await lensesOver(page).filter({ hasText: /build/i }).count(), 0);
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input[type=text]").fill(">Dockerfile Stages: ");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Restart" }).first().waitFor();
    await picture("restricted-palette");
    assert.equal(await rows.filter({ hasText: RUNNING }).count(), 0);
    await page.keyboard.press("Escape");
  });

  it("a build that is asked for all the same does not run, and a message says why and what to do", async () => {
    const { page, picture } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press(BUILD_KEY);
    const message = messages(page).filter({ hasText: /trust/i });
    await message.waitFor();
    await picture("restricted-build");
    assert.ok(
      (await message.getByRole("button", { name: /trust/i }).count()) > 0,
      "the message offers no way on",
    );
    assert.equal(await page.locator(".terminal-wrapper").count(), 0);
  });
});
