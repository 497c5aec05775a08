/** What a person does with a finding: reads it, opens its page, lets it be fixed. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import { goTo, openFile } from "./acts";
import { editorTab, webviewPage } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

const FILE = "careless.Dockerfile";

describe("findings in the real window", () => {
  let window: Window;

  before(async () => {
    window = await sharedWindow();
    await openFile(window.page, FILE);
  });

  it("are marked in the file and listed with their rules", async () => {
    const { page, picture } = window;
    await page.locator(".squiggly-warning").first().waitFor();
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+Shift+m");
    const problems = page.locator(".markers-panel .monaco-list-row");
    const texts = await eventually(
      "the list of problems",
      () => problems.allInnerTexts(),
      rows => rows.length > 5,
    );
    await picture("problems");
    const all = texts.join("\n");
    for (const rule of [
      "FromAsCasing",
      "StageNameCasing",
      "ArgNotInScope",
      "UnnamedStageReference",
      "LikelyStageTypo",
      "JSONArgsRecommended",
    ])
      assert.ok(all.includes(rule), `${rule} is not among:\n${all}`);
  });

  it("have a page behind their code", async () => {
    const { page, picture } = window;
    await page
      .locator(".markers-panel .monaco-list-row")
      .filter({ hasText: "UnnamedStageReference" })
      .locator("a", { hasText: "UnnamedStageReference" })
      .click({ modifiers: ["Control"] });
    await editorTab(page, "UnnamedStageReference.md").waitFor();
    const preview = webviewPage(page);
    await preview.getByRole("heading", { name: "UnnamedStageReference" }).waitFor();
    await picture("page-of-a-rule");
    await editorTab(page, FILE).click();
  });

  it("are fixed from the light bulb", async () => {
    const { page, picture, folder } = window;
    await goTo(page, FILE, 6, "COPY --from=0".length + 1);
    await page.keyboard.press("Control+.");
    const menu = page.locator(".action-widget .monaco-list-row");
    await menu.filter({ hasText: /^Use the name "build"$/ }).waitFor();
    await picture("light-bulb");
    await menu.filter({ hasText: /^Use the name "build"$/ }).click();
    await page.keyboard.press("Control+s");
    await eventually(
      "the mended file",
      () => readFileSync(join(folder, FILE), "utf8"),
      text => text.includes("COPY --from=build /go/bin/app"),
    );
    await picture("mended");
  });
});
