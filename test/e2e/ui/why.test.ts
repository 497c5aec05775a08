/** Why steps ran and which would run, as a person sees it: in lenses, hovers and a list. */
import { strict as assert } from "node:assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { docker, findEngine } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import {
  clickUntil,
  editorTab,
  lensesOver,
  openFile,
  pointAt,
  runCommand,
  sharedWindow,
  type Window,
} from "./window";

const FILE = "why.Dockerfile";
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const TEXT = `FROM alpine:latest AS deps
RUN echo ${ONCE} > /deps

FROM deps AS build
COPY why /why
RUN sleep 1 && cat /why/a.txt > /built
`;

describe("why steps run, in the real window", () => {
  let window: Window;
  let hasWindow = false;

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    window = await sharedWindow();
    hasWindow = true;
    mkdirSync(join(window.folder, "why"), { recursive: true });
    writeFileSync(join(window.folder, "why", "a.txt"), ONCE);
    writeFileSync(join(window.folder, FILE), TEXT);
    await openFile(window.page, FILE);
  });

  after(async () => {
    if (!hasWindow) return;
    // The tests behind this one know the folder as it was.
    for (const path of [FILE, "why"]) rmSync(join(window.folder, path), { recursive: true, force: true });
    const image = `${basename(window.folder)}-why:build`;
    await docker(["image", "rm", "--force", image], { timeout: 60_000 });
  });

  const lens = (text: string | RegExp) => lensesOver(window.page).filter({ hasText: text }).first();
  const lensText = (what: string, wanted: RegExp) =>
    eventually(
      what,
      () => lensesOver(window.page).allInnerTexts(),
      texts => texts.some(text => wanted.test(text.replace(/\s/g, " "))),
    );

  it("is told after a first build, and that nothing would run then", async () => {
    await clickUntil(lens(/Build build/), lens(/building|built/));
    await lens(/built/).waitFor({ timeout: 60_000 });
    await lensText("the reason", /0 of 3 cached · not built before/);
    await lensText("the forecast", /Build build.* · all cached/);
  });

  it("is forecast when a file of the build context has changed", async () => {
    const { page, picture, folder } = window;
    writeFileSync(join(folder, "why", "a.txt"), `${ONCE} again`);
    await lensText("the forecast", /Build build.* · 2 of 3 steps would run \(COPY why changed\)/);
    await page.keyboard.press("Control+j");
    await pointAt(page, page.locator(".view-line").getByText("build", { exact: true }).last());
    await page.locator(".monaco-hover").getByText("A build would run 2 of 3 steps.").first().waitFor();
    await picture("forecast");
  });

  it("is told after the build by the lens, and for each step in a list", async () => {
    const { page, picture } = window;
    await page.keyboard.press("Escape");
    await lens(/Build build/).click();
    await lensText("the reason", /1 of 3 cached · COPY why changed/);
    await runCommand(page, FILE, 1, "Why Did This Run?");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "COPY why" }).first().waitFor();
    await picture("why-did-this-run");
    assert.match((await rows.allInnerTexts()).join(" "), /Files changed: why\/a\.txt\./);
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: "why/a.txt" }).first().waitFor();
    await picture("why-did-this-run-files");
    await page.keyboard.press("Escape");
  });

  it("stays in the history of builds, two of which are compared by the keyboard alone", async () => {
    const { page, picture } = window;
    await runCommand(page, FILE, 1, "Show Build History");
    const tab = editorTab(page, `Builds of ${FILE}`);
    await tab.waitFor();
    const history = page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
    const rows = history.locator("table.builds tbody tr");
    await rows.nth(1).waitFor();
    assert.equal(await rows.count(), 2);
    assert.match((await rows.first().innerText()).replace(/\s+/g, " "), /build done [\d.]+ s 1 of 3/);
    const compared = history.locator("table.comparison");
    await compared
      .getByText("Files changed: a.txt")
      .or(compared.getByText("Files changed: why/a.txt"))
      .first()
      .waitFor();
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
      /^Cached steps of the last 2 builds of build: 0 %, 33 %$/,
    );
    await tab.getByRole("button", { name: /^Close/ }).click();
  });
});
