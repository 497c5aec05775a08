/** What leaves a stage, asked for as a person asks: a file, all its files, its ports, and in the end its images. */
import { strict as assert } from "node:assert";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { docker, hasImage } from "../../support/engine";
import { eventually } from "../eventually";
import { answerFileDialog, openFile, runCommand } from "./acts";
import { lensesOver, messages } from "./parts";
import { BASE, buildingWindow, imageOf } from "./sharedWindow";

const FILE = "takeOut.Dockerfile";
const BUILT_WITHIN = { timeout: 60_000 };
const ANSWERS_WITHIN = 20_000;
/** The first process of a container is deaf to signals, unless it says otherwise. */
const TEXT = `FROM ${BASE} AS serve
EXPOSE 8080
RUN mkdir /site && echo "<h1>Taken out</h1>" > /site/index.html
CMD ["sh", "-c", "trap exit INT TERM; httpd -p 8080 -h /site; while sleep 1; do :; done"]

FROM scratch AS files
COPY --from=serve /site /site
`;

describe("what leaves a stage, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["serve", "files"] },
    prepare: async ({ page, folder }) => {
      writeFileSync(join(folder, FILE), TEXT);
      mkdirSync(join(folder, "empty"));
      mkdirSync(join(folder, "full"));
      writeFileSync(join(folder, "full", "own.txt"), "mine");
      await openFile(page, FILE);
      await lensesOver(page).filter({ hasText: /build/i }).first().waitFor({ timeout: 60_000 });
    },
    restore: async () => {
      const containers = (await containersOf(image("serve"))).split("\n");
      await docker(["rm", "--force", ...containers], { timeout: ANSWERS_WITHIN });
    },
  });
  const image = (stage: string) => imageOf(window, FILE, stage);
  const input = (): Locator => window.page.locator(".quick-input-widget input[type=text]");
  const rows = (): Locator => window.page.locator(".quick-input-list .monaco-list-row");

  it("one file, found by its path, is where the person wants it", async () => {
    const { page, picture, folder } = window;
    await runCommand(page, FILE, 1, "Copy File out of Stage");
    await page
      .locator(".quick-input-widget", { hasText: `Copy File out of ${image("serve")}` })
      .waitFor(BUILT_WITHIN);
    await input().fill("/site/in");
    await rows().filter({ hasText: "/site/index.html" }).waitFor();
    await picture("copy-file-path");
    await page.keyboard.press("Enter");
    const title = `Copy /site/index.html out of ${image("serve")}`;
    await page.locator(".quick-input-widget", { hasText: title }).waitFor();
    await picture("copy-file-where");
    const target = join(folder, "taken.html");
    await answerFileDialog(page, title, target);
    await eventually("the copy", () => existsSync(target) && readFileSync(target, "utf8"), Boolean);
    assert.equal(readFileSync(target, "utf8"), "<h1>Taken out</h1>\n");
    assert.deepEqual(
      readdirSync(folder).filter(name => name.endsWith(".part")),
      [],
    );
  });

  it("all files of a stage go into a folder, and that is said", async () => {
    const { page, picture, folder } = window;
    await exportTo(join(folder, "empty"));
    const message = messages(page).filter({ hasText: `The files of ${image("files")} are in` });
    await message.waitFor(BUILT_WITHIN);
    await picture("exported");
    assert.deepEqual(readdirSync(join(folder, "empty")), ["site"]);
    assert.equal(readFileSync(join(folder, "empty/site/index.html"), "utf8"), "<h1>Taken out</h1>\n");
  });

  it("a folder that has files is asked about, and left as it is without a yes", async () => {
    const { page, picture, folder } = window;
    const dialog = page.locator(".monaco-dialog-box", { hasText: "is not empty" });
    await exportTo(join(folder, "full"));
    await dialog.waitFor(BUILT_WITHIN);
    await picture("export-asks");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.deepEqual(readdirSync(join(folder, "full")), ["own.txt"]);
    await exportTo(join(folder, "full"));
    await dialog.getByRole("button", { name: "Export Anyway" }).click();
    await eventually(
      "the files beside the person's own",
      () => readdirSync(join(folder, "full")).sort(),
      names => names.length === 2,
    );
    assert.equal(readFileSync(join(folder, "full/own.txt"), "utf8"), "mine");
  });

  it("a stage that exposes a port runs where the person wants it, and says where", async () => {
    const { page, picture } = window;
    await runCommand(page, FILE, 1, "Run This Stage");
    await page.getByPlaceholder(/^The stage exposes 8080/).waitFor(BUILT_WITHIN);
    await picture("run-ports");
    assert.equal(await rows().count(), 3);
    await input().fill("Free ports");
    await page.keyboard.press("Enter");
    const message = messages(page).filter({
      hasText: `${image("serve")} is running: port 8080 at localhost:`,
    });
    await message.waitFor(BUILT_WITHIN);
    await picture("run-address");
    // The lens of the stage says so, too, and stops it.
    const lens = (text: RegExp) => lensesOver(page).filter({ hasText: text });
    // It leads nowhere, so it is no link.
    const running = page.locator(".codelens-decoration", { hasText: /Running/ });
    await running.waitFor(BUILT_WITHIN);
    await lens(/^localhost:\d+$/).waitFor(BUILT_WITHIN);
    await picture("run-lens");
    await lens(/^Stop$/).click();
    await running.waitFor({ ...BUILT_WITHIN, state: "detached" });
    await eventually(
      "the containers of the stage",
      () => containersOf(image("serve")),
      ids => ids === "",
    );
  });

  it("its images are listed, and only the chosen one is removed", async () => {
    const { page, picture } = window;
    await runCommand(page, FILE, 1, "Remove Images of Stages");
    await rows()
      .filter({ hasText: image("serve") })
      .waitFor(BUILT_WITHIN);
    assert.equal(await rows().count(), 2);
    await rows()
      .filter({ hasText: image("files") })
      .click();
    await picture("remove-images");
    await page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
    await messages(page)
      .filter({ hasText: `Removed ${image("files")}.` })
      .waitFor(BUILT_WITHIN);
    assert.equal(await hasImage(image("files")), false);
    assert.equal(await hasImage(image("serve")), true);
  });

  async function exportTo(folder: string): Promise<void> {
    const { page } = window;
    await runCommand(page, FILE, 6, "Export Stage to Folder");
    await answerFileDialog(page, `Export ${image("files")} to a Folder`, `${folder}/`);
  }
});

async function containersOf(image: string): Promise<string> {
  const { stdout } = await docker(["ps", "--quiet", "--filter", `ancestor=${image}`], {
    timeout: ANSWERS_WITHIN,
  });
  return stdout.trim();
}
