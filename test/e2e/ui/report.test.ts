/** What a person sees of a build afterwards: its report, and how large its stages are. */
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { size } from "../../../client/src/engine/amounts";
import { docker } from "../../support/engine";
import { eventually } from "../eventually";
import { clickUntil, hideSideBar, openFile, runCommand } from "./acts";
import { editorTab, lensesOver, messages, webviewPage } from "./parts";
import { buildingWindow, imageOf } from "./sharedWindow";

const FILE = "report.Dockerfile";
const SLEEP = `: ${Date.now()} && sleep`;
const THEMES = ["Visual Studio Dark", "Default High Contrast", "Default High Contrast Light"];

describe("the report of a build, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["deps", "build", "check", "product"] },
    prepare: async ({ page, folder }) => {
      // Nothing of it is in the builder's cache.
      const file = join(folder, FILE);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("sleep", SLEEP));
      await openFile(page, FILE);
      await hideSideBar(page);
      await lensesOver(page).first().waitFor({ timeout: 90_000 });
      await page.locator(".monaco-editor .view-lines").first().click();
    },
  });

  it("is offered with a build where there is none, and follows that build", async () => {
    const { page, picture } = window;
    await page.keyboard.press("Control+Alt+r");
    await messages(page).getByRole("button", { name: "Build product" }).click();
    const report = webviewPage(page);
    // On a busy machine the build has ended before its page is drawn.
    await report.locator("td.state.running, [role=status].done").first().waitFor();
    await picture("report-while-building");
    await report.getByRole("status").filter({ hasText: "Built" }).waitFor({ timeout: 60_000 });
    // What the terminal took is the report's now.
    await page.keyboard.press("Control+j");
    await page.locator(".panel.basepanel").waitFor({ state: "hidden" });
    await picture("report");
  });

  it("has a row for each step, and no lane without a label", async () => {
    const report = webviewPage(window.page);
    const steps = await report.locator("tbody button").allInnerTexts();
    // The stages share an image, and the builder names its step after one of them.
    assert.ok(steps.some(step => step.startsWith("FROM alpine:latest AS ")));
    assert.deepEqual(
      steps.filter(step => !step.startsWith("FROM")),
      [
        "deps",
        `RUN ${SLEEP} 2 && dd if=/dev/zero of=/deps.bin bs=1024 count=3000`,
        "build",
        "WORKDIR /work",
        `RUN ${SLEEP} 1 && echo "the program" > program`,
        "check",
        `RUN ${SLEEP} 1 && echo checked > /checked`,
        "product",
        "COPY --from=build /work/program /program",
        "COPY --from=check /checked /checked",
      ],
    );
    const lanes = await report
      .locator('[aria-label="Timeline"] svg')
      .evaluateAll(all => all.map(svg => svg.ariaLabel ?? ""));
    assert.deepEqual(
      lanes.map(label => label.split(":")[0]),
      ["deps", "build", "check", "product", "Builder"],
    );
  });

  it("leads to an instruction by the keyboard alone", async () => {
    const { page, picture } = window;
    const report = webviewPage(page);
    await report.getByRole("button", { name: "Build Again" }).focus();
    const wanted = `RUN ${SLEEP} 2 && dd if=/dev/zero of=/deps.bin bs=1024 count=3000`;
    const focused = () => report.locator(":focus").innerText();
    for (let count = 0; count < 20 && (await focused()) !== wanted; count++) await page.keyboard.press("Tab");
    assert.equal(await focused(), wanted);
    await picture("report-focus");
    await page.keyboard.press("Enter");
    await eventually(
      "the cursor at the instruction",
      () => page.locator("[id='status.editor.selection']").innerText(),
      text => text.startsWith("Ln 3, Col 1"),
    );
    await picture("report-revealed");
  });

  it("has what each instruction added, the largest first, and what is in the image", async () => {
    const { page, picture, folder } = window;
    const report = webviewPage(page);
    await report.getByRole("heading", { name: /^Size of the image: / }).waitFor();
    await report.getByRole("button", { name: "Largest First" }).click();
    await report.getByRole("button", { name: "By Stage" }).waitFor();
    await picture("report-largest-first");
    assert.deepEqual(await report.locator("tbody tr .step button").allInnerTexts(), [
      "COPY --from=build /work/program /program",
      "COPY --from=check /checked /checked",
    ]);
    await report.getByRole("button", { name: "By Stage" }).click();
    await report.getByRole("button", { name: "What is in this image" }).click();
    const tab = editorTab(page, "What Is in product");
    await tab.waitFor({ timeout: 60_000 });
    const content = webviewPage(page);
    await content.getByRole("heading", { name: /^What product of report\.Dockerfile adds: 20 B/ }).waitFor();
    assert.deepEqual(await content.locator(".tree .name").allInnerTexts(), ["program", "checked"]);
    await page.keyboard.press("Control+j");
    await picture("image-content");
    await tab.getByRole("button", { name: /^Close/ }).click();
    assert.ok(readFileSync(join(folder, FILE), "utf8").includes("COPY --from=check"));
  });

  it("shows the build context, what nothing reads of it, and leaves that out", async () => {
    const { page, picture, folder } = window;
    writeFileSync(join(folder, "never-read.bin"), "x".repeat(3_000_000));
    await runCommand(page, FILE, 1, "Show Build Context");
    const tab = editorTab(page, "Build Context of report.Dockerfile");
    await tab.waitFor({ timeout: 60_000 });
    const context = webviewPage(page);
    await context
      .getByRole("heading", { name: /^Not read by any instruction, so not sent: 3\.\d MB/ })
      .waitFor();
    const row = context.locator("tr").filter({ hasText: "never-read.bin" });
    await picture("build-context");
    await row.getByRole("button", { name: "Add to .dockerignore" }).click();
    await row.waitFor({ state: "detached" });
    assert.match(readFileSync(join(folder, ".dockerignore"), "utf8"), /^never-read\.bin$/m);
    await context.getByRole("button", { name: "Show Ignored Files" }).click();
    await context.getByText(/ignored by line \d+: never-read\.bin/).waitFor();
    await picture("build-context-ignored");
    await tab.getByRole("button", { name: /^Close/ }).click();
  });

  it("is built again when its file changes, as long as somebody watches it", async () => {
    const { page, picture, folder } = window;
    await runCommand(page, FILE, 14, "Watch This Stage");
    const bar = page.locator(".statusbar-item").filter({ hasText: "product (report.Dockerfile)" });
    await bar.locator(".codicon-check").waitFor({ timeout: 60_000 });
    const file = join(folder, FILE);
    // The step that runs again prints something: that is the log of the last build.
    const text = readFileSync(file, "utf8").replace("echo checked > /checked", "echo checked | tee /checked");
    writeFileSync(file, `${text}LABEL watched=yes\n`);
    await eventually(
      "the label of a later build",
      async () =>
        (
          await docker(
            ["image", "inspect", "--format", "{{.Config.Labels}}", imageOf(window, FILE, "product")],
            { timeout: 60_000 },
          )
        ).stdout,
      labels => labels.includes("watched:yes"),
    );
    await bar.locator(".codicon-check").waitFor();
    await picture("watched-stage");
    await bar.click();
    await bar.waitFor({ state: "detached" });
    await page.keyboard.press("Control+j");
  });

  it("can be read in every kind of theme, and in a narrow window", async () => {
    const { page, picture, folder } = window;
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    for (const theme of THEMES) {
      writeFileSync(
        join(folder, ".vscode", "settings.json"),
        JSON.stringify({ "workbench.colorTheme": theme }),
      );
      await webviewPage(page).locator(`body[data-vscode-theme-id="${theme}"]`).waitFor({ timeout: 60_000 });
      await picture(`report-${theme.toLowerCase().replaceAll(" ", "-")}`);
    }
    writeFileSync(join(folder, ".vscode", "settings.json"), "{}");
    const size = page.viewportSize();
    await page.setViewportSize({ width: 700, height: 900 });
    await webviewPage(page).locator("body.vscode-light").waitFor({ timeout: 60_000 });
    await picture("report-narrow");
    const overflow = await webviewPage(page)
      .locator("html")
      .evaluate(whole => whole.scrollWidth - whole.clientWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    if (size !== null) await page.setViewportSize(size);
  });

  it("is there again when the window is loaded anew", async () => {
    const { page, picture } = window;
    await page.reload();
    const report = webviewPage(page);
    await report.getByRole("heading", { name: "report.Dockerfile, built up to product" }).waitFor();
    await report.getByRole("status").filter({ hasText: "Built" }).waitFor();
    await report.getByRole("button", { name: /^RUN/ }).first().waitFor();
    await picture("report-after-reload");
    // One step of the last build ran, and has printed something.
    await runCommand(page, FILE, 1, "Show Log");
    const steps = page.locator(".quick-input-widget .quick-input-list .monaco-list-row");
    await clickUntil(steps.filter({ hasText: "echo checked" }), editorTab(page, /\.log/));
    await page
      .locator(".view-line")
      .filter({ hasText: /^checked$/ })
      .waitFor();
    await picture("log-after-reload");
    await page.keyboard.press("Control+w");
    await editorTab(page, /\.log/).waitFor({ state: "detached" });
  });

  it("compares the sizes of stages, with what they save", async () => {
    const { page, picture, folder } = window;
    const bytesOf = async (stage: string) => {
      const asked = ["image", "inspect", "--format", "{{.Size}}", imageOf(window, FILE, stage)];
      return Number((await docker(asked, { timeout: 60_000 })).stdout);
    };
    await page.locator(".view-line").first().click();
    await page.keyboard.press("Control+Alt+s");
    await page.locator(".quick-input-widget .quick-input-list-row").first().waitFor();
    await picture("sizes-choice");
    await page.keyboard.press("Enter");
    const tab = editorTab(page, /^Stage Sizes of/);
    await tab.waitFor({ timeout: 60_000 });
    const sizes = webviewPage(page);
    await sizes.getByRole("heading", { name: "Sizes of the stages" }).waitFor();
    await picture("sizes");
    const rows = await sizes
      .locator("tbody tr")
      .evaluateAll(all =>
        all.map(row => [...row.children].map(cell => cell.textContent.trim().replace(/\s+/g, " "))),
      );
    assert.deepEqual(
      rows.map(([stage]) => stage),
      ["deps", "build", "check", "product"],
    );
    const [, image, shown, against, single] = rows[3] ?? [];
    assert.equal(image, imageOf(window, FILE, "product"));
    const deps = await bytesOf("deps");
    const build = await bytesOf("build");
    const product = await bytesOf("product");
    assert.equal(shown, `${product} B`);
    assert.equal(against, `${size(deps - product)} smaller (99.9 %)`);
    assert.equal(single, `${size(build - product)} smaller (99.9 %) · ${size(build)} in build`);
    assert.ok(readFileSync(join(folder, FILE), "utf8").startsWith("# deps"));
  });
});
