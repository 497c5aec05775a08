/** Why steps ran and which would run, as a person sees it: in lenses, hovers and a list. */
import { strict as assert } from "node:assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import { clickUntil, hideSideBar, openFile, pointAt, runCommand } from "./acts";
import { editorTab, lensesOver, webviewPage } from "./parts";
import { buildingWindow } from "./sharedWindow";

const FILE = "why.Dockerfile";
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const TEXT = `# deps is what the shop is made of.
FROM alpine:latest AS deps
COPY deps.txt /deps.txt
RUN sleep 1 && wc -l < /deps.txt > /installed

# build puts the pages together, and leaves a cache behind.
FROM deps AS build
COPY src /src
RUN sleep 1 && mkdir -p /site /root/.npm \\
 && cat /src/*.html > /site/index.html \\
 && head -c 2500000 /dev/zero > /root/.npm/index
`;
const BUILD_LINE = 7;

describe("why steps run, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["build"] },
    prepare: async ({ page, folder }) => {
      mkdirSync(join(folder, "src"), { recursive: true });
      writeFileSync(join(folder, "src", "index.html"), `<p>${ONCE}</p>\n`);
      writeFileSync(join(folder, "deps.txt"), ONCE);
      writeFileSync(join(folder, FILE), TEXT);
      await openFile(page, FILE);
      await hideSideBar(page);
    },
    restore: ({ folder }) => {
      for (const path of [FILE, "src", "deps.txt"])
        rmSync(join(folder, path), { recursive: true, force: true });
    },
  });

  const lens = (text: string | RegExp) => lensesOver(window.page).filter({ hasText: text }).first();
  const lensText = (what: string, wanted: RegExp) =>
    eventually(
      what,
      () => window.page.locator(".codelens-decoration").allInnerTexts(),
      texts => texts.some(text => wanted.test(text.replace(/\s/g, " "))),
    );

  it("is told after a first build, and that nothing would run then", async () => {
    await clickUntil(lens(/Build build/), lens(/building|built/));
    await lens(/built/).waitFor({ timeout: 60_000 });
    await lensText("the reason", /0 of 4 cached · not built before/);
    await lensText("the forecast", /Build build.* · all cached/);
  });

  it("is forecast when a file of the build context has changed", async () => {
    const { page, picture, folder } = window;
    writeFileSync(join(folder, "src", "index.html"), `<p>${ONCE} again</p>\n`);
    await lensText("the forecast", /Build build.* · 2 of 4 steps would run \(COPY src changed\)/);
    await page.keyboard.press("Control+j");
    await pointAt(page, page.locator(".view-line").getByText("build", { exact: true }).last());
    const hover = page.locator(".monaco-hover:visible");
    await hover.getByText("A build would run 2 of 4 steps.").first().waitFor();
    // The hovers of others may stand before it.
    await hover.getByText("It comes after").first().scrollIntoViewIfNeeded();
    await picture("forecast");
  });

  it("is told after the build by the lens, and for each step in a list", async () => {
    const { page, picture } = window;
    await page.keyboard.press("Escape");
    await lens(/Build build/).click();
    await lensText("the reason", /2 of 4 cached · COPY src changed/);
    // The state stands first: what a narrow editor cuts off is at the end.
    await lensText("the row", /built .*COPY src changed +\| +▶ Build build/);
    await page.keyboard.press("Control+j");
    await pointAt(page, page.locator(".view-line").filter({ hasText: "COPY src" }).getByText("/src").last());
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "Why it ran:" });
    await hover.getByText("Build up to this instruction").waitFor();
    await picture("mark-hover");
    assert.match(await hover.innerText(), /Why it ran: Files changed: src\/index\.html\./);
    await page.keyboard.press("Escape");
    await runCommand(page, FILE, 1, "Why Did This Run?");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "COPY src" }).first().waitFor();
    await eventually(
      "the list has come in",
      () => page.locator(".quick-input-widget").evaluate(list => getComputedStyle(list).opacity),
      opacity => opacity === "1",
    );
    await picture("why-did-this-run");
    assert.match((await rows.allInnerTexts()).join(" "), /Files changed: src\/index\.html\./);
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: "src/index.html" }).first().waitFor();
    await picture("why-did-this-run-files");
    await page.keyboard.press("Escape");
  });

  it("stays in the history of builds, two of which are compared by the keyboard alone", async () => {
    const { page, picture } = window;
    await runCommand(page, FILE, 1, "Show Build History");
    const tab = editorTab(page, `Builds of ${FILE}`);
    await tab.waitFor();
    const history = webviewPage(page);
    const rows = history.locator("table.builds tbody tr");
    await rows.nth(1).waitFor();
    assert.equal(await rows.count(), 2);
    assert.match((await rows.first().innerText()).replace(/\s+/g, " "), /build done [\d.]+ s 2 of 4/);
    const compared = history.locator("table.comparison");
    await compared.getByText("Files changed: src/index.html").first().waitFor();
    await picture("build-history");
    const button = rows.first().getByRole("button", { name: /^Compare the build of/ });
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await button.focus();
    await page.keyboard.press("Enter");
    await compared.waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await compared.waitFor();
    assert.match(
      (await history.locator("svg.shares").getAttribute("aria-label")) ?? "",
      /^Cached steps of the last 2 builds of build: 0 %, 50 %$/,
    );
    await tab.getByRole("button", { name: /^Close/ }).click();
  });

  it("is followed by what is in the image, with the cache that was left there", async () => {
    const { page, picture } = window;
    await runCommand(page, FILE, BUILD_LINE, "What Is in This Image");
    const tab = editorTab(page, "What Is in build");
    await tab.waitFor({ timeout: 60_000 });
    const content = webviewPage(page);
    await content.getByRole("heading", { name: /^What build of why\.Dockerfile adds: 2\.5 MB/ }).waitFor();
    await content.getByRole("cell", { name: "/root/.npm (npm)" }).waitFor();
    await page.keyboard.press("Control+j");
    await clickUntil(
      content.locator("summary .name", { hasText: "root/" }),
      content.locator(".tree details[open] .name", { hasText: ".npm/" }),
    );
    await picture("image-content-with-cache");
    await tab.getByRole("button", { name: /^Close/ }).click();
  });
});
