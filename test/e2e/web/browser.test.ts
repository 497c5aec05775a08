/** What the README claims for the browser, each thing done as a person does it. */
import { strict as assert } from "node:assert";
import { eventually } from "../eventually";
import { completedNames, openFile, pointAt } from "../ui/acts";
import { editorTab } from "../ui/parts";
import { suiteWindow } from "./webWindow";

const FILES = {
  Dockerfile: `# build makes the pages
FROM node:22 AS build
WORKDIR /app
COPY package.json notes.txt ./
RUN npm ci

FROM nginx:1.29 AS runtime
COPY --from=build /app/dist /usr/share/nginx/html
`,
  ".dockerignore": "notes.txt\n",
  "notes.txt": "not for the image\n",
  "package.json": '{ "scripts": { "build": "tsc", "start": "node dist/server.js" } }\n',
  "package-lock.json": '{ "lockfileVersion": 3, "packages": { "": {} } }\n',
  "src/server.ts": "export {};\n",
  "compose.yaml": "services:\n  site:\n    build:\n      context: .\n      target: runtime\n",
  "docker-bake.hcl": 'target "release" {\n  target = "runtime"\n}\n',
  "single.Dockerfile":
    'FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nCMD ["node", "dist/server.js"]\n',
  "new.Dockerfile": "",
};

describe("in VS Code for the Web", () => {
  const window = suiteWindow(FILES);

  const line = (text: string) => window.page.locator(".view-line").filter({ hasText: text });
  const shown = async () => {
    const text = await window.page.locator(".view-lines").first().innerText();
    return text.replace(/\u00a0/g, " ");
  };

  it("a file that the ignore file leaves out is told", async () => {
    const { page, picture } = window;
    await page.locator(".squiggly-warning, .squiggly-error").first().waitFor();
    await page.keyboard.press("Control+Shift+m");
    await page.locator(".markers-panel .monaco-list-row").filter({ hasText: "notes.txt" }).first().waitFor();
    await picture("diagnostics");
  });

  it("the link of a finding shows the page of its rule as it is read, in the same window", async () => {
    const { page, picture } = window;
    const pages = page.context().pages().length;
    await page
      .locator(".markers-panel .monaco-list-row")
      .filter({ hasText: "notes.txt" })
      .first()
      .getByText("CopyIgnoredFile")
      .click();
    // Here no extension shows Markdown, so the page is in an editor.
    await editorTab(page, /^CopyIgnoredFile/).waitFor();
    await picture("rule-page");
    assert.equal(page.context().pages().length, pages, "no other tab of the browser");
    await page.keyboard.press("Control+F4");
    await editorTab(page, /^Dockerfile\b/).click();
  });

  it("lenses count references and name the builds, and none of them builds", async () => {
    const { page, picture } = window;
    const texts = await eventually(
      "the lenses",
      () => page.locator(".codelens-decoration").allInnerTexts(),
      rows =>
        rows.some(row => row.includes("compose: site")) && rows.some(row => row.includes("bake: release")),
      90_000,
    );
    await picture("lenses");
    assert.ok(!texts.some(text => /▶|Build up to|Run/.test(text)), texts.join("\n"));
  });

  it("a stage is told in the hover", async () => {
    const { page, picture } = window;
    await pointAt(page, line("COPY --from=build").getByText("build").first());
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "node:22" });
    await hover.waitFor();
    await picture("hover");
    await page.keyboard.press("Escape");
  });

  it("a stage is gone to", async () => {
    const { page } = window;
    await line("COPY --from=build").getByText("build").first().click();
    await page.keyboard.press("F12");
    await page.locator("[id='status.editor.selection']", { hasText: "Ln 2," }).waitFor();
  });

  it("the outline has the stages", async () => {
    const { page } = window;
    await page.getByRole("button", { name: /Outline Section/ }).click();
    await eventually(
      "the outline",
      () => page.locator(".outline-tree .monaco-list-row").allInnerTexts(),
      rows => rows.some(row => row.includes("build")) && rows.some(row => row.includes("runtime")),
    );
    await page.getByRole("button", { name: /Outline Section/ }).click();
  });

  it("stages and paths in them are completed, and a fix mends a typing mistake", async () => {
    const { page, picture } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --from=", { delay: 40 });
    await completedNames(page, "the stages", names => names[0] === "build");
    await page.keyboard.type("build /app/", { delay: 40 });
    await completedNames(page, "the paths", names => names.includes("/app/package.json"));
    await picture("paths");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.type("COPY --from=biuld /a /b");
    await page.keyboard.press("Escape");
    await line("--from=biuld").getByText("biuld").first().click();
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    const fix = page.locator(".action-widget .monaco-list-row").filter({ hasText: /build/ });
    await eventually(
      "the fix in the menu",
      async () => {
        await page.keyboard.press("Control+.");
        await fix
          .first()
          .waitFor({ timeout: 5_000 })
          .catch(() => page.keyboard.press("Escape"));
        return fix.count();
      },
      count => count > 0,
    );
    await picture("fix");
    await fix.first().click();
    await eventually("the mended name", shown, text => text.includes("COPY --from=build /a /b"));
  });

  it("a stage is renamed in all files that name it", async () => {
    const { page, picture } = window;
    await line("AS runtime").getByText("runtime").first().click();
    await page.keyboard.press("F2");
    await page.locator(".rename-box input").fill("site");
    await page.keyboard.press("Enter");
    const apply = page.getByRole("button", { name: "Apply" });
    await apply.waitFor();
    await picture("rename");
    await apply.click();
    await eventually("the new name", shown, text => text.includes("AS site"));
    await openFile(page, "compose.yaml");
    await line("target: site").waitFor();
    await editorTab(page, /^Dockerfile\b/).click();
  });

  it("a snippet is inserted", async () => {
    const { page } = window;
    await openFile(page, "new.Dockerfile");
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.type("ms-go", { delay: 60 });
    await completedNames(page, "the snippets", names => names.some(name => name.startsWith("ms-go")));
    await page.keyboard.press("Enter");
    await eventually("the whole file", shown, text => text.includes("golang:"));
    await page.keyboard.press("Escape");
  });

  it("a file of one stage is shown as several", async () => {
    const { page, picture } = window;
    await openFile(page, "single.Dockerfile");
    await line("npm run build").waitFor();
    await page.keyboard.press("F1");
    await page.keyboard.type("Convert to Multi-Stage");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Convert" }).first().waitFor();
    await page.keyboard.press("Enter");
    await line("AS build").first().waitFor();
    await picture("convert");
    await page.keyboard.press("Escape");
  });

  it("the walkthrough says what can be done here", async () => {
    const { page, picture } = window;
    await page.keyboard.press("F1");
    await page.keyboard.type("Open Walkthrough");
    await page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "Open Walkthrough" })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: /Stages/ })
      .first()
      .click();
    await page.locator(".getting-started-step .step-title").first().waitFor();
    await picture("walkthrough");
    const steps = await page.locator(".getting-started-step .step-title").allInnerTexts();
    assert.ok(!steps.some(title => /Build up to/.test(title)), steps.join("\n"));
    // All of it was done before anybody opened the walkthrough.
    await eventually(
      "the steps that are complete",
      () => page.locator(".getting-started-step .codicon.complete").count(),
      count => count === 3,
    );
  });
});
