/** Looking into stages in the real window: the tree of files with a file open, a shell, and a sidecar where there is none. */
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { extract, pack } from "tar-stream";
import { sampleOf } from "../../client/inside/layers/samples";
import { docker } from "../../support/engine";
import { eventually } from "../eventually";
import { completedNames, openFile, runCommand } from "./acts";
import { completions, editorTab, lensesOver, messages, terminal, webviewPage } from "./parts";
import { BASE, buildingWindow, imageOf } from "./sharedWindow";

const FILE = "inside.Dockerfile";
const BUILT_WITHIN = { timeout: 60_000 };

describe("inside of a stage, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["tools", "site"] },
    prepare: async ({ page, folder }) => {
      mkdirSync(join(folder, ".vscode"), { recursive: true });
      writeFileSync(
        join(folder, ".vscode", "settings.json"),
        JSON.stringify({
          "dockerfileStages.run.debugImage": BASE,
          "dockerfileStages.build.dockerPath": writeSavingDocker(folder),
        }),
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

  it("layers in zstd are read, as containerd's store saves them", async () => {
    const { page, picture, folder } = window;
    const archive = savedArchive(folder);
    await docker(["image", "save", "--output", archive, imageOf(window, FILE, "tools")], { timeout: 60_000 });
    writeFileSync(archive, await withZstdLayer(readFileSync(archive)));
    await run("What Is in This Image", 2);
    const tab = editorTab(page, "What Is in tools");
    await tab.waitFor(BUILT_WITHIN);
    const content = webviewPage(page);
    // Of the layer in zstd, and not of the one that was built.
    await content
      .getByRole("heading", { name: /^What tools of inside\.Dockerfile adds: 4\d\d(?:\.\d)? kB/ })
      .waitFor();
    await content.locator(".tree .name", { hasText: "srv/" }).waitFor();
    await picture("image-content-zstd");
    await tab.getByRole("button", { name: /^Close/ }).click();
    rmSync(archive);
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

/** The archive that stands in for a saved image, as long as it is there. */
function savedArchive(folder: string): string {
  return join(folder, "..", "saved.tar");
}

/** Writes a `docker` that saves images as an engine with containerd's store does, and asks the real one for all else; answers its path. */
function writeSavingDocker(folder: string): string {
  const program = join(folder, "..", "saving-docker");
  const archive = savedArchive(folder);
  const text = `#!/bin/sh
case " $* " in *" image save "*) [ -f '${archive}' ] && exec cat '${archive}' ;; esac
exec docker "$@"
`;
  writeFileSync(program, text, { mode: 0o755 });
  return program;
}

/** The archive of a saved image with another layer in place of its last one: a sample that zstd has compressed. */
async function withZstdLayer(archive: Buffer): Promise<Buffer> {
  const members = new Map<string, Buffer>();
  const reader = extract();
  reader.end(archive);
  for await (const entry of reader) members.set(entry.header.name, await buffer(entry));
  const [manifest] = JSON.parse(String(members.get("manifest.json"))) as { Layers: string[] }[];
  members.set(manifest?.Layers.at(-1) ?? "", sampleOf("as zstd does it"));
  const writer = pack();
  for (const [name, content] of members) if (!name.endsWith("/")) writer.entry({ name }, content);
  writer.finalize();
  return buffer(writer);
}
