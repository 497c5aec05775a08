/** A Dockerfile out of a project, as a person makes one: in a folder that nobody has trusted, since nothing of it is run. */
import { strict as assert } from "node:assert";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { eventually } from "../eventually";
import { editorTab, messages } from "./parts";
import { openWindow, type Window } from "./window";

const FILES = {
  "shop/go.mod": "module example.com/shop\n\ngo 1.25\n",
  "shop/main.go": "package main\n\nfunc main() {}\n",
  "web/package.json":
    '{ "scripts": { "build": "tsc", "start": "node dist/server.js" }, "dependencies": { "koa": "3" } }',
};

describe("New Dockerfile from Project, in the window", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({ trusted: false });
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(window.folder, path)), { recursive: true });
      writeFileSync(join(window.folder, path), text);
    }
    const { page, picture } = window;
    await page
      .getByRole("button", { name: /Restricted Mode/ })
      .first()
      .waitFor();
    await picture("new-dockerfile-window");
  });

  after(async () => {
    await window.close();
  });

  it("is in the menu of a folder, asks for the image, and opens both files", async () => {
    const { page, picture, folder } = window;
    const entry = page.getByRole("menuitem", { name: /Dockerfile from Project/ });
    const anyEntry = page.locator(".monaco-menu-container").getByRole("menuitem").first();
    // A window has its own menus before it has those of extensions.
    await eventually(
      "the entry in the menu",
      async () => {
        // A menu hears no key before it has the focus.
        while (await anyEntry.isVisible()) {
          await page.keyboard.press("Escape");
          await page.waitForTimeout(500);
        }
        await page.getByRole("treeitem", { name: "shop", exact: true }).click({ button: "right" });
        await anyEntry.waitFor();
        return entry.count();
      },
      count => count > 0,
      60_000,
    );
    await picture("new-dockerfile-menu");
    await entry.click();
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "distroless" }).waitFor();
    await picture("new-dockerfile-images");
    assert.equal(await rows.count(), 3);
    await page.keyboard.press("Enter");
    await editorTab(page, /^Dockerfile/).waitFor();
    await editorTab(page, /^\.dockerignore/).waitFor();
    const message = messages(page).filter({ hasText: "not saved yet" });
    await message.waitFor();
    await picture("new-dockerfile-preview");
    assert.ok(!existsSync(join(folder, "shop", "Dockerfile")));
    await message.getByRole("button", { name: "Save Both" }).click();
    const saved = (name: string) => {
      const file = join(folder, "shop", name);
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    };
    await eventually(
      "the Dockerfile on disk",
      () => saved("Dockerfile"),
      text => /^FROM \S+ golang:1\.25 AS source$/m.test(text),
    );
    await eventually(
      "the ignore file on disk",
      () => saved(".dockerignore"),
      text => /^\.git$/m.test(text),
    );
    // What was saved is shown, and takes the focus: what is typed before goes into it.
    await eventually(
      "the saved Dockerfile in front",
      async () => ({
        unsaved: await page.locator(".tabs-container .tab.dirty").count(),
        front: await page.locator(".tabs-container .tab.active").getAttribute("aria-label"),
        isTyped: await page.locator(".editor-instance .monaco-editor.focused").isVisible(),
      }),
      ({ unsaved, front, isTyped }) => unsaved === 0 && /^Dockerfile/.test(front ?? "") && isTyped,
    );
    await picture("new-dockerfile-saved");
  });

  it("is in the palette, asks for the project, and for a port that no file tells", async () => {
    const { page, picture } = window;
    const input = page.locator(".quick-input-widget input[type=text]");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    const command = rows.filter({ hasText: "New Dockerfile" }).first();
    await eventually(
      "the command in the palette",
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("F1");
        await input.fill(">New Dockerfile from Project", { timeout: 5_000 }).catch(() => undefined);
        await command.waitFor({ timeout: 5_000 }).catch(() => undefined);
        return command.isVisible();
      },
      Boolean,
    );
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: "Node.js with npm" }).waitFor();
    await picture("new-dockerfile-projects");
    await input.fill("Node");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget", { hasText: "Which port" }).waitFor();
    await input.fill("99999");
    await page.locator(".quick-input-widget", { hasText: "65535" }).waitFor();
    await picture("new-dockerfile-port");
    await input.fill("4000");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "EXPOSE 4000" }).waitFor();
    await picture("new-dockerfile-node");
  });
});
