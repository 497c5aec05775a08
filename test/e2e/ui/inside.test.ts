/** Looking into stages in the real window: the tree of files with a file open, a shell, and a sidecar where there is none. */
import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { eventually } from "../eventually";
import { completedNames, openFile, runCommand } from "./acts";
import { completions, editorTab, lensesOver, messages, terminal } from "./parts";
import { BASE, buildingWindow } from "./sharedWindow";

const FILE = "inside.Dockerfile";
const BUILT_WITHIN = { timeout: 60_000 };

describe("inside of a stage, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["tools", "site"] },
    prepare: async ({ page, folder }) => {
      mkdirSync(join(folder, ".vscode"), { recursive: true });
      writeFileSync(
        join(folder, ".vscode", "settings.json"),
        JSON.stringify({ "dockerfileStages.run.debugImage": BASE }),
      );
      await openFile(page, FILE);
      // The palette offers what builds once the extension is there.
      await lensesOver(page).filter({ hasText: /build/i }).first().waitFor({ timeout: 60_000 });
    },
  });

  const run = (title: string, line: number) => runCommand(window.page, FILE, line, title);

  it("files are browsed in a view, and open in an editor", async () => {
    const { page, picture, folder } = window;
    await run("Browse Files of Stage", 2);
    const row = (name: RegExp) => page.getByRole("treeitem", { name });
    await row(new RegExp(`${basename(folder)}-inside:tools`)).waitFor(BUILT_WITHIN);
    // Room for the view below.
    await page.getByRole("button", { name: /^Stages Section/ }).click();
    await row(/^srv/).click();
    await row(/^site/).click();
    await row(/^index\.html/).click();
    await editorTab(page, "index.html").waitFor();
    await page.locator(".view-line").filter({ hasText: "Pages of a stage" }).waitFor();
    await picture("stage-files");
  });

  it("paths are completed with what was built", async () => {
    const { page, picture } = window;
    await editorTab(page, FILE).click();
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --from=tools /srv/site/", { delay: 30 });
    await completedNames(page, "the paths", names => names.some(name => name.includes("about.json")));
    await picture("stage-files-completed");
    const texts = await completions(page).allInnerTexts();
    assert.ok(
      texts.some(text => /about\.json[^]*from the built image/.test(text)),
      texts.join("\n"),
    );
    await page.keyboard.press("Escape");
    for (let undone = 0; undone < 3; undone++) await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+s");
  });

  it("a shell opens in a terminal", async () => {
    const { page, picture } = window;
    await run("Open Shell in Stage", 2);
    await terminal(page).filter({ hasText: "/ #" }).waitFor(BUILT_WITHIN);
    await page.keyboard.type("cat /srv/site/home.html\n");
    await terminal(page).filter({ hasText: "Pages of a stage" }).waitFor();
    await picture("stage-shell");
    await page.keyboard.type("exit\n");
    await terminal(page).filter({ hasText: "press any key" }).waitFor();
  });

  it("a stage without a shell says so, and a sidecar sees its files", async () => {
    const { page, picture } = window;
    await run("Open Shell in Stage", 7);
    const message = messages(page).filter({ hasText: "has no shell" });
    await message.waitFor(BUILT_WITHIN);
    await picture("stage-without-shell");
    await message.getByRole("button", { name: "Debug Sidecar" }).click();
    await terminal(page).filter({ hasText: "/stage #" }).waitFor(BUILT_WITHIN);
    await page.keyboard.type("ls -R srv\n");
    await eventually(
      "the files of the stage",
      () => terminal(page).innerText(),
      text => text.includes("about.json"),
    );
    await picture("stage-sidecar");
    await page.keyboard.type("exit\n");
  });
});
