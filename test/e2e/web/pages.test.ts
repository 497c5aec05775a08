/** The pages and commands that write files, in VS Code for the Web: the stage graph, New Dockerfile. */
import { strict as assert } from "node:assert";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../eventually";
import { chooseInMenu, clickUntil } from "../ui/acts";
import { editorTab, inExplorer, messages, webviewPage } from "../ui/parts";
import { suiteWindow } from "./webWindow";

const FILES = {
  Dockerfile: "FROM alpine:3.22 AS build\nRUN make\n\nFROM scratch\nCOPY --from=build /out /\n",
  "shop/go.mod": "module example.com/shop\n\ngo 1.25\n",
  "shop/main.go": "package main\n\nfunc main() {}\n",
};

describe("pages and new files, in VS Code for the Web", () => {
  const window = suiteWindow(FILES);

  const line = (text: string) => window.page.locator(".view-line").filter({ hasText: text }).first();
  const graph = (): FrameLocator => webviewPage(window.page);

  it("the stage graph is beside the code, and a click on a node shows its code", async () => {
    const { page, picture } = window;
    const lens = page.locator(".codelens-decoration a", { hasText: "Stage graph" });
    await lens.waitFor();
    await clickUntil(lens, graph().locator(".node").first());
    await eventually(
      "all nodes",
      () => graph().locator(".node").count(),
      count => count === 4,
    );
    await picture("graph");
    await line("COPY --from=build").click();
    await graph().locator(".node.cursor", { hasText: "stage-1" }).waitFor();
    await graph().locator(".node", { hasText: "build" }).first().click();
    await graph().locator(".node.cursor", { hasText: "build" }).waitFor();
  });

  it("a new Dockerfile and its ignore file are saved, and the Dockerfile is shown", async () => {
    const { page, picture } = window;
    await chooseInMenu(page, inExplorer(page, "shop"), /Dockerfile from Project/);
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "distroless" }).waitFor();
    await page.keyboard.press("Enter");
    const message = messages(page).filter({ hasText: "not saved yet" });
    await message.waitFor();
    await picture("new-dockerfile");
    await message.getByRole("button", { name: "Save Both" }).click();
    await eventually(
      "the saved Dockerfile in front",
      async () => ({
        unsaved: await page.locator(".tabs-container .tab.dirty").count(),
        front: await page.locator(".editor-group-container.active .tab.active").getAttribute("aria-label"),
      }),
      ({ unsaved, front }) => unsaved === 0 && /^Dockerfile/.test(front ?? ""),
    );
    await editorTab(page, /^\.dockerignore/).waitFor();
    const shown = await page.locator(".editor-group-container.active .view-lines").first().innerText();
    assert.match(shown.replaceAll("\u00a0", " "), /FROM \S+ golang:1\.25 AS source/);
    await picture("new-dockerfile-saved");
  });
});
