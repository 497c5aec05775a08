/** What a person does first: opens a Dockerfile, writes a reference with the editor's help, builds a stage by its lens. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { docker, findEngine, hasImage } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { clickUntil, completedNames, openFile } from "./acts";
import { lensesOver, terminal } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

describe("in the real window, with the packed extension", () => {
  let window: Window;

  before(async () => {
    window = await sharedWindow();
  });

  after(async () => {
    const images = ["tools", "greeting"].map(stage => `${basename(window.folder)}:${stage}`);
    await docker(["image", "rm", "--force", ...images], { timeout: 60_000 });
  });

  it("a Dockerfile opens from the explorer, with a lens over each FROM", async () => {
    const { page, picture } = window;
    await picture("window");
    await openFile(page, "Dockerfile");
    const builds = lensesOver(page).filter({ hasText: /build/i });
    await eventually(
      "a lens over each FROM",
      () => builds.allInnerTexts(),
      titles => titles.length === 3,
      60_000,
    );
    await picture("dockerfile-with-lenses");
  });

  it("COPY --from= is typed and completed with a stage", async () => {
    const { page, picture, folder } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --link --from=", { delay: 30 });
    await completedNames(
      page,
      "the stages in the list",
      names => names[0] === "check" && names[1] === "tools",
    );
    await picture("completion");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" /greeting /greeting");
    await page.keyboard.press("Control+s");
    await eventually(
      "the saved file",
      () => readFileSync(join(folder, "Dockerfile"), "utf8"),
      text => text.endsWith("\nCOPY --link --from=tools /greeting /greeting"),
    );
    await picture("completed");
  });

  it("a click on a lens builds up to that stage, in the terminal", async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    const { page, picture, folder } = window;
    const image = `${basename(folder)}:tools`;
    await page.keyboard.press("Control+Home");
    await clickUntil(lensesOver(page).filter({ hasText: /build/i }).first(), terminal(page));
    await terminal(page)
      .filter({ hasText: `Built ${image} in ` })
      .waitFor({ timeout: 60_000 });
    // The mark that VS Code puts beside the name of a task that ended well.
    await page.locator(".single-terminal-tab .codicon-check").waitFor();
    await picture("build-finished");
    assert.ok(await hasImage(image), `the engine has no image ${image}`);
  });

  it("a click on the lens that runs builds the stage, and runs its image in a terminal", async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    const { page, picture } = window;
    await openFile(page, "runnable.Dockerfile");
    const ran = terminal(page).filter({ hasText: "it runs in its container" });
    await clickUntil(lensesOver(page).filter({ hasText: /^Run$/ }), ran);
    // It stays when the program has ended.
    await terminal(page).filter({ hasText: "press any key" }).waitFor();
    await picture("run");
  });

  it("a build that fails puts a squiggle on the failing instruction", async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    const { page, picture } = window;
    await openFile(page, "failing.Dockerfile");
    await clickUntil(
      lensesOver(page).filter({ hasText: /build/i }).nth(1),
      page.locator(".squiggly-error").first(),
    );
    await terminal(page)
      .filter({ hasText: /exit code: 1/ })
      .waitFor();
    await picture("build-failed");
    const marked = await page.locator(".squiggly-error").first().boundingBox();
    const instruction = await page.locator(".view-line").filter({ hasText: "this step fails" }).boundingBox();
    assert.ok(marked && instruction);
    assert.ok(Math.abs(marked.y - instruction.y) < instruction.height, "the squiggle is under another line");
  });
});
