/** The stage graph beside the code, in the real window. */
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";
import { clickUntil, openFile } from "./acts";
import { editorTab, webviewPage } from "./parts";
import { buildingWindow } from "./sharedWindow";

const FILE = "graph.Dockerfile";
const THEMES = ["Visual Studio Light", "Default High Contrast", "Default High Contrast Light"];

describe("the stage graph, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["base", "deps", "build", "test", "product"] },
    prepare: async ({ page, folder }) => {
      const file = join(folder, FILE);
      // Nothing of it is in the builder's cache.
      const once = `graph ${Date.now()}`;
      writeFileSync(file, readFileSync(file, "utf8").replace("graph deps", once));
      await openFile(page, FILE);
      // The window knows the file from the test before.
      await page.locator(".view-line").filter({ hasText: once }).waitFor();
    },
  });

  it("opens beside the code by the lens, with every stage and image, and what the target needs is strong", async () => {
    const { page, picture } = window;
    const lens = page.locator(".codelens-decoration a", { hasText: "Stage graph" });
    await lens.waitFor({ timeout: 90_000 });
    assert.equal(await lens.count(), 1);
    await clickUntil(lens, webviewPage(page).locator(".node").first());
    await eventually(
      "all nodes",
      () => namesIn(page, ".node"),
      names => names.length === 7,
    );
    assert.deepEqual((await namesIn(page, ".node.needed")).sort(), [
      "alpine:latest",
      "base",
      "build",
      "deps",
      "product",
      "scratch",
    ]);
    assert.deepEqual(await namesIn(page, ".node.unneeded"), ["test"]);
    await picture("graph");
    assert.ok(
      (await webviewPage(page).locator("#list li").allInnerTexts()).includes(
        "Stage build; based on deps; mounts base",
      ),
    );
  });

  it("shows the code of a node by a click, and marks the stage of the cursor", async () => {
    const { page } = window;
    await nodeOf(page, "build").click();
    await webviewPage(page).locator(".node.cursor", { hasText: "build" }).waitFor();
  });

  it("shows the card of a stage where the pointer rests", async () => {
    const { page, picture } = window;
    await nodeOf(page, "deps").hover();
    const card = webviewPage(page).locator("#card");
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /deps — stage 2 of 5/);
    assert.match(text, /--target deps/);
    await picture("graph-card");
  });

  it("follows what is typed, and the target that is chosen", async () => {
    const { page } = window;
    await page.getByRole("tab", { name: /^graph\.Dockerfile/ }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nFROM test AS extra\n");
    await nodeOf(page, "extra").waitFor();
    await webviewPage(page).locator("#target").selectOption({ label: "test" });
    await webviewPage(page).locator(".node.needed", { hasText: "test" }).first().waitFor();
    await webviewPage(page).locator(".node.unneeded", { hasText: "product" }).waitFor();
    await webviewPage(page).locator("#target").selectOption({ index: 0 });
    await page.getByRole("tab", { name: /^graph\.Dockerfile/ }).click();
    for (let i = 0; i < 10; i++) await page.keyboard.press("Control+z");
    await nodeOf(page, "extra").waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
  });

  it("is used by keys: arrows follow edges, and Enter builds", async () => {
    const { page, picture } = window;
    const graph = webviewPage(page);
    await nodeOf(page, "alpine:latest").focus();
    const follow = async (name: string) => {
      const isAcross = await graph
        .locator("#world")
        .evaluate(world => (world as SVGGElement).getBBox().width > (world as SVGGElement).getBBox().height);
      await page.keyboard.press(isAcross ? "ArrowRight" : "ArrowDown");
      await graph.locator(".node:focus", { hasText: name }).waitFor();
    };
    await follow("base");
    await follow("deps");
    await graph.locator(".node", { hasText: /^product/ }).focus();
    await page.keyboard.press("Enter");
    await graph.locator(".node[data-state=running]").first().waitFor({ timeout: 60_000 });
    await picture("graph-while-building");
    await endedNode(page, "product").waitFor({ timeout: 60_000 });
    await graph.locator(".state", { hasText: "built" }).first().waitFor();
    assert.equal(await graph.locator(".node.unneeded[data-state]").count(), 0);
    await page.keyboard.press("Control+j");
    await picture("graph-built");
  });

  it("has in its menu what the lenses have", async () => {
    const { page, picture } = window;
    await nodeOf(page, "build").click({ button: "right" });
    const entries = page.locator(".monaco-menu .action-label");
    await entries.first().waitFor();
    const names = (await entries.allInnerTexts()).filter(name => name !== "");
    await picture("graph-menu");
    for (const name of ["Build up to This Stage", "Show References", "Copy Build Command"])
      assert.ok(names.includes(name), names.join());
    assert.ok(!names.includes("Cut"), names.join());
    await page.keyboard.press("Escape");
  });

  it("leaves the window as Mermaid", async () => {
    const { page, picture } = window;
    const graph = webviewPage(page);
    await graph.getByText("Export").click();
    await picture("graph-export");
    await graph.getByRole("button", { name: "Copy as Mermaid" }).click();
    await page.locator(".statusbar-item", { hasText: "Copied as Mermaid" }).waitFor();
    await graph.getByText("Export").click();
    await graph.getByRole("button", { name: "Copy as PNG" }).click();
    await page.locator(".statusbar-item", { hasText: "Copied as PNG" }).waitFor();
  });

  it("is inserted into a Markdown file as Mermaid", async () => {
    const { page } = window;
    const graph = webviewPage(page);
    await graph.getByText("Export").click();
    await graph.getByRole("button", { name: "Insert as Mermaid" }).click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "New Markdown file" }).click();
    await page.locator(".view-line", { hasText: "flowchart" }).waitFor();
    await page.locator(".view-line", { hasText: "stage graph of graph.Dockerfile" }).waitFor();
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input[type=text]").fill(">View: Revert and Close Editor");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: "flowchart" }).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: /^Stages of/ }).click();
  });

  it("can be read in every theme, zoomed and narrow", async () => {
    const { page, picture, folder } = window;
    const settings = join(folder, ".vscode", "settings.json");
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    for (const theme of THEMES) {
      writeFileSync(settings, JSON.stringify({ "workbench.colorTheme": theme }));
      await webviewPage(page).locator(`body[data-vscode-theme-id="${theme}"]`).waitFor({ timeout: 60_000 });
      await picture(`graph-${theme.toLowerCase().replaceAll(" ", "-")}`);
    }
    writeFileSync(settings, "{}");
    const size = page.viewportSize();
    // At 150 % a window has two thirds of its pixels.
    await page.setViewportSize({ width: 853, height: 600 });
    await picture("graph-150-percent");
    await page.setViewportSize({ width: 640, height: 900 });
    await picture("graph-narrow");
    const overflow = await webviewPage(page)
      .locator("html")
      .evaluate(whole => whole.scrollWidth - whole.clientWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    if (size !== null) await page.setViewportSize(size);
  });

  it("has the stages of the code separated by a line, above their comments and lenses, if that is wanted", async () => {
    const { page, picture, folder } = window;
    const settings = join(folder, ".vscode", "settings.json");
    const lines = () =>
      page
        .locator(".view-overlays .cdr")
        .evaluateAll(
          all =>
            all.filter(line => getComputedStyle(line).borderBottomWidth === "1px" && line.clientWidth > 100)
              .length,
        );
    writeFileSync(settings, JSON.stringify({ "dockerfileStages.separators": "line" }));
    await eventually("a line above each stage but the first", lines, count => count === 4);
    await picture("separators-line");
    writeFileSync(settings, JSON.stringify({ "dockerfileStages.separators": "gap" }));
    await eventually("no line", lines, count => count === 0);
    // A row above each stage but the first, beside the rows of the lenses.
    await eventually(
      "rows of space",
      () => page.locator(".codelens-decoration").count(),
      count => count === 9,
    );
    await picture("separators-gap");
    writeFileSync(settings, "{}");
  });

  it("is there again after a reload, with its states", async () => {
    const { page } = window;
    await page.reload();
    // VS Code may bring back the Markdown file that was closed, too, and in front.
    await editorTab(page, /^Stages of/).click();
    await endedNode(page, "product").waitFor({ timeout: 120_000 });
  });
});

/** The node of a name. */
function nodeOf(page: Page, name: string): Locator {
  return webviewPage(page).locator(".node", { has: page.locator(`text.name:text-is("${name}")`) });
}

/** The node of a stage whose last build has ended well; what it makes may be in the cache. */
function endedNode(page: Page, name: string): Locator {
  const ended = ".node:is([data-state=done], [data-state=cached])";
  return webviewPage(page)
    .locator(ended, { hasText: name })
    .filter({ hasText: /just now|ago/ });
}

async function namesIn(page: Page, nodes: string): Promise<string[]> {
  return webviewPage(page).locator(`${nodes} .name`).allTextContents();
}
