/** A folder that nobody has trusted: reading helps as ever, and nothing of it is run. */
import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../root";
import { eventually } from "../eventually";
import { completedNames, openFile } from "./acts";
import { editorTab, lensesOver, messages } from "./parts";
import { openWindow, type Window } from "./window";

/** A key of one's own is how a person can still reach a command that the menus hide. */
const BUILD_KEY = "Control+Alt+b";
const KEYS = "abcdefghijklmnopqrstuvwxyz0123456789";
const COMMANDS = readManifest().contributes.commands.map(({ command }) => command);
const KEYBINDINGS = [
  { key: "ctrl+alt+b", command: "dockerfileStages.buildUpToStage" },
  ...COMMANDS.map((command, index) => ({
    key: keysOf(index).join(" ").toLowerCase().replace("control", "ctrl"),
    command,
  })),
];

/** What the palette offers here: what starts nothing. */
const OFFERED = [
  "Convert to Multi-Stage Build…",
  "Copy Build Command",
  "Focus on Stages View",
  "Insert Stage Graph as Mermaid…",
  "New Dockerfile from Project…",
  "Open Example Dockerfile",
  "Restart Language Server",
  "Reveal Stage in Stages View",
  "Select Use…",
  "Set Build Context for This Dockerfile…",
  "Show Output",
  "Show Stage Graph",
];
/** Longer than what a program takes that is started. */
const A_WHILE = 2_000;

describe("in Restricted Mode", () => {
  let window: Window;
  const scratch = mkdtempSync(join(tmpdir(), "dfs-engine-"));
  const engine = writeEngine(scratch);

  before(async () => {
    const settings = Object.fromEntries(
      ["docker", "podman", "nerdctl"].map(name => [`dockerfileStages.build.${name}Path`, engine.program]),
    );
    window = await openWindow({ trusted: false, keybindings: KEYBINDINGS, settings });
    const { page, picture } = window;
    await page
      .getByRole("button", { name: /Restricted Mode/ })
      .first()
      .waitFor();
    await picture("restricted-window");
  });

  after(async () => {
    await window.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it("a Dockerfile is read: mistakes are marked, stages are completed", async () => {
    const { page, picture } = window;
    await openFile(page, "Dockerfile");
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("COPY --from=9 /a /b", { delay: 30 });
    // The key that ends the line would take what a list proposes.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.type("COPY --from=", { delay: 30 });
    await completedNames(
      page,
      "the stages in the list",
      names => names[0] === "check" && names[1] === "tools",
    );
    await picture("restricted-completion");
    await page.keyboard.press("Escape");
  });

  it("no lens and no entry of the palette builds", async () => {
    const { page, picture } = window;
    // Once in the file it says what would.
    await page.keyboard.press("Control+Home");
    await lensesOver(page).filter({ hasText: "Trust this workspace to build its stages." }).waitFor();
    assert.equal(await lensesOver(page).filter({ hasText: /build/i }).count(), 1);
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input[type=text]").fill(">Dockerfile Stages: ");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Restart" }).first().waitFor();
    await picture("restricted-palette");
    const offered = await rows.locator(".label-name").allInnerTexts();
    assert.deepEqual(offered.map(text => text.replace("Dockerfile Stages: ", "")).sort(), OFFERED);
    await page.keyboard.press("Escape");
  });

  it("a build that is asked for all the same does not run, and a message says why and what to do", async () => {
    const { page, picture } = window;
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press(BUILD_KEY);
    const message = messages(page).filter({ hasText: /trust/i });
    await message.waitFor();
    await picture("restricted-build");
    assert.ok(
      (await message.getByRole("button", { name: /trust/i }).count()) > 0,
      "the message offers no way on",
    );
    assert.equal(await page.locator(".terminal-wrapper").count(), 0);
  });

  it("no command starts a program, whichever it is", async () => {
    const { page, picture } = window;
    for (const index of COMMANDS.keys()) {
      await page.locator(".monaco-editor .view-lines").first().click();
      for (const key of keysOf(index)) await page.keyboard.press(key);
      await page.waitForTimeout(200);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    await page.waitForTimeout(A_WHILE);
    await picture("restricted-commands");
    assert.equal(engine.calls(), "");
    assert.equal(await page.locator(".terminal-wrapper").count(), 0);
  });

  // Otherwise the test above would pass as well if the keys did nothing, or the program could not be started.
  it("until a person trusts the folder: then the same keys do", async () => {
    const { page, picture } = window;
    await page
      .getByRole("button", { name: /Restricted Mode/ })
      .first()
      .click();
    await page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).click();
    await page
      .getByRole("button", { name: /Restricted Mode/ })
      .first()
      .waitFor({ state: "hidden" });
    await page
      .locator(".monaco-modal-editor-block")
      .getByRole("button", { name: /^Close/ })
      .click();
    await page.locator(".workspace-trust-editor").waitFor({ state: "hidden" });
    // One of the commands opens an example, at a line of it that has no lens in sight.
    await editorTab(page, /^Dockerfile/)
      .first()
      .click();
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+Home");
    await lensesOver(page).filter({ hasText: /build/i }).first().waitFor();
    await picture("trusted-window");
    engine.forget();
    await page.locator(".monaco-editor .view-lines").first().click();
    for (const key of keysOf(COMMANDS.indexOf("dockerfileStages.selectBuilder")))
      await page.keyboard.press(key);
    await eventually("the engine is asked for its builders", engine.calls, calls => calls.includes("buildx"));
  });
});

/** A program that stands in for an engine: it keeps what it is asked for, and fails. */
function writeEngine(folder: string): { program: string; calls: () => string; forget: () => void } {
  const program = join(folder, "engine");
  const calls = join(folder, "calls");
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${calls}'\nexit 1\n`, { mode: 0o755 });
  return {
    program,
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8") : ""),
    forget: () => {
      rmSync(calls, { force: true });
    },
  };
}

/** Two keys for each command, one after the other. */
function keysOf(index: number): [first: string, second: string] {
  const first = ["Control+Alt+j", "Control+Alt+k"][Math.floor(index / KEYS.length)];
  const second = KEYS[index % KEYS.length];
  assert.ok(first && second, "there are more commands than keys");
  return [first, second];
}

function readManifest(): { contributes: { commands: { command: string }[] } } {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as ReturnType<typeof readManifest>;
}
