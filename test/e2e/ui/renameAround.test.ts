/** A stage that other files build: its lens tells them, and a rename changes its name in all of them after a look at each change. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import { NAMES_TEST, SHOP, writeShop } from "./shopRepository";
import { pointAt } from "./acts";
import { inExplorer } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

describe("a stage that other files build, in the real window", () => {
  let window: Window;
  let remove: () => void = () => undefined;

  before(async () => {
    window = await sharedWindow();
    remove = writeShop(window.folder);
    const { page } = window;
    await inExplorer(page, "Makefile").waitFor();
    await page.keyboard.press("Control+p");
    await page.locator(".quick-input-widget input[type=text]").fill("services/api/Dockerfile");
    await page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "Dockerfile" })
      .first()
      .click();
    await page.locator(".tab.active").filter({ hasText: "Dockerfile" }).waitFor();
  });

  after(() => {
    remove();
  });

  it("has a lens that counts and names its uses", async () => {
    const { page, picture } = window;
    await eventually(
      "the uses of the stages",
      () => page.locator(".codelens-decoration").allInnerTexts(),
      texts => texts.some(text => /compose: api-tests · bake: test/.test(text.replace(/\s/g, " "))),
      60_000,
    );
    await pointAt(page, name());
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "api-tests" });
    await hover.waitFor();
    const text = await hover.innerText();
    for (const file of ["devcontainer.json", "test.yml", "Makefile"]) assert.ok(text.includes(file), text);
    await picture("lens-with-uses");
    await page.keyboard.press("Escape");
  });

  it("is renamed in six files, after a look at each change", async () => {
    const { page, picture, folder } = window;
    await name().click();
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input");
    await input.waitFor();
    await input.fill("check");
    await page.keyboard.press("Enter");
    const apply = page.getByRole("button", { name: "Apply", exact: true });
    await apply.waitFor();
    const boxes = page.locator(".bulk-edit-panel .edit-checkbox");
    const changes = page.locator(".bulk-edit-panel .monaco-list-row");
    await eventually(
      "a file for each that names the stage",
      () => changes.allInnerTexts(),
      rows => NAMES_TEST.every(file => rows.some(row => row.includes(file.split("/").at(-1) ?? file))),
    );
    await eventually(
      "all is checked",
      async () => ({ all: await boxes.count(), checked: await boxes.and(page.locator(".checked")).count() }),
      ({ all, checked }) => all > 0 && checked === all,
    );
    await picture("rename-preview");
    await apply.click();
    for (const file of NAMES_TEST) {
      const text = await eventually(
        file,
        () => readFileSync(join(folder, file), "utf8"),
        changed => /\bcheck\b/.test(changed),
      );
      assert.equal(text, renamed(SHOP[file]), file);
    }
    await picture("renamed-around");
  });

  function name() {
    return window.page
      .locator(".view-line")
      .filter({ hasText: "AS test" })
      .locator("span span")
      .filter({ hasText: /^\s*test$/ });
  }
});

/** A file of the repository once its stage `test` is called `check`: what is no stage keeps its name. */
function renamed(text: string): string {
  return text
    .replace("# test runs", "# check runs")
    .replace("AS test", "AS check")
    .replace("target: test", "target: check")
    .replace('target   = "test"', 'target   = "check"')
    .replace('"target": "test"', '"target": "check"')
    .replace("--target test", "--target check");
}
