/** A language server that does not load, or dies, in VS Code for the Web. */
import { strict as assert } from "node:assert";
import { eventually } from "../eventually";
import { openFile } from "../ui/acts";
import { inExplorer, messages } from "../ui/parts";
import { openWebWindow, type WebWindow } from "./webWindow";

const FILES = { Dockerfile: "FROM scratch AS one\nFROM scratch AS one\n" };

describe("a worker with a fault, in VS Code for the Web", () => {
  let window: WebWindow | undefined;

  afterEach(async () => {
    await window?.close();
  });

  it("that does not load is tried again, and nobody hears of it", async () => {
    let failures = 0;
    window = await openWebWindow(FILES, host => {
      host.failing = path => path.endsWith("/worker.js") && failures++ < 2;
    });
    const { page } = window;
    await inExplorer(page, "Dockerfile").waitFor();
    await openFile(page, "Dockerfile");
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    assert.equal(await messages(page).count(), 0);
  });

  it("that never loads is told once, with a button that starts it", async () => {
    let isDown = true;
    window = await openWebWindow(FILES, host => {
      host.failing = path => path.endsWith("/worker.js") && isDown;
    });
    const { page, picture } = window;
    await inExplorer(page, "Dockerfile").waitFor();
    await openFile(page, "Dockerfile");
    const message = messages(page).filter({ hasText: "did not load" });
    await message.waitFor();
    await picture("not-loaded");
    assert.equal(await messages(page).count(), 1);
    isDown = false;
    await message.getByRole("button", { name: "Restart Server" }).click();
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
  });

  it("that throws while it works is started again, and nobody hears of it", async () => {
    let served = 0;
    window = await openWebWindow(FILES, host => {
      const throws = `\nself.addEventListener("message", ({ data }) => {
        if (data.method === "textDocument/didChange") setTimeout(() => { throw new Error("a fault"); });
      });`;
      host.appended = path => (path.endsWith("/worker.js") && served++ === 0 ? throws : "");
    });
    const { page } = window;
    const marked = page.locator(".squiggly-error, .squiggly-warning");
    await inExplorer(page, "Dockerfile").waitFor();
    await openFile(page, "Dockerfile");
    await marked.first().waitFor();
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --from=9 /a /b");
    await page.keyboard.press("Escape");
    await eventually(
      "the fault in what was typed, by the next worker",
      () => marked.count(),
      count => count > 1,
    );
    assert.equal(served, 2);
    assert.equal(await messages(page).count(), 0);
  });
});
