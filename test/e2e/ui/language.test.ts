/** What a person sees of stages while reading and changing a file: lenses, hints, the outline, a hover, a new name. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { eventually } from "../eventually";
import { clickUntil, completedNames, openFile, pointAt } from "./acts";
import { completions, lensesOver } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

const FILE = "service.Dockerfile";

describe("stages in the real window", () => {
  let window: Window;

  before(async () => {
    window = await sharedWindow();
    await openFile(window.page, FILE);
  });

  /** A word of the file, as it stands on a line that holds a text. */
  function word(line: string, text: string): Locator {
    return window.page
      .locator(".view-line")
      .filter({ hasText: line })
      .locator("span span")
      .filter({ hasText: new RegExp(`^[\\s=]*${text}`) })
      .last();
  }

  it("have lenses, hints and an outline", async () => {
    const { page, picture } = window;
    await page.getByRole("button", { name: /Outline Section/ }).click();
    // Room for the whole outline.
    await page.getByRole("button", { name: /^Explorer Section/ }).click();
    const outline = page.locator(".outline-tree .monaco-list-row");
    await eventually(
      "the outline",
      () => outline.allInnerTexts(),
      rows => rows.some(row => row.includes("build · golang:1.26-alpine")),
    );
    // An editor that is left before it has asked for lenses asks when somebody comes back.
    await page.locator(".monaco-editor .view-lines").first().click();
    await eventually(
      "lenses",
      () => page.locator(".codelens-decoration").allInnerTexts(),
      lines => lines.some(line => /references/.test(line)) && lines.some(line => /default target/.test(line)),
    );
    const text = await eventually(
      "hints",
      () => page.locator(".view-lines").first().innerText(),
      shown => shown.includes("golang:1.26-alpine"),
    );
    assert.match(text.replace(/\s/g, ""), /--from=0build/);
    await page.mouse.move(800, 600);
    await eventually(
      "lenses that do not change any more",
      () =>
        page
          .locator(".codelens-decoration")
          .first()
          .evaluate(lens => getComputedStyle(lens).opacity),
      opacity => opacity === "1",
    );
    await picture("stages");
  });

  it("say what is copied, at a pointer that rests", async () => {
    const { page, picture } = window;
    await pointAt(page, word("--from=certificates", "certificates"));
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "certificates" });
    await hover.waitFor();
    // It comes into sight step by step.
    await eventually(
      "the whole hover",
      () => hover.evaluate(element => getComputedStyle(element).opacity),
      opacity => opacity === "1",
    );
    await picture("hover");
    assert.match(await hover.innerText(), /alpine:3\.22/);
    await page.keyboard.press("Escape");
  });

  it("list their references behind a lens", async () => {
    const { page, picture } = window;
    await clickUntil(
      lensesOver(page)
        .filter({ hasText: /reference/ })
        .first(),
      page.locator(".peekview-widget .ref-tree .monaco-list-row").first(),
    );
    await picture("references");
    await page.keyboard.press("Escape");
  });

  it("complete the paths of the stage that is copied from", async () => {
    const { page, picture } = window;
    await page.locator(".view-line").filter({ hasText: "ENTRYPOINT" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("COPY --from=build /out/", { delay: 30 });
    await completedNames(page, "the paths", names => names.some(name => name.includes("server")));
    await picture("paths");
    await page.keyboard.press("Escape");
    for (let i = 0; i < "COPY --from=build /out/".length + 1; i++) await page.keyboard.press("Backspace");
  });

  it("have snippets where an instruction can begin", async () => {
    const { page, picture } = window;
    await page.locator(".view-line").filter({ hasText: "ENTRYPOINT" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("ms-co", { delay: 60 });
    const copy = completions(page).filter({ hasText: /^ms-copy(?!-)/ });
    await completedNames(page, "the snippets", names => names.includes("ms-copy"));
    await picture("snippets");
    assert.equal(await copy.count(), 1, "the snippet is offered once");
    await page.keyboard.press("Enter");
    // A choice of the stages above is open, the usual one first.
    await completions(page)
      .filter({ hasText: /^build/ })
      .first()
      .waitFor();
    const text = await page.locator(".view-lines").first().innerText();
    assert.match(text.replace(/\s/g, " "), /COPY --from=build \/out\/ \/app\//);
    await picture("snippet");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
  });

  it("are renamed everywhere at once", async () => {
    const { page, picture, folder } = window;
    await word("FROM build AS test", "build").click();
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input");
    await input.waitFor();
    await picture("rename");
    await input.fill("compile");
    await page.keyboard.press("Enter");
    await eventually(
      "the new name",
      () => page.locator(".view-lines").first().innerText(),
      text => text.includes("compile"),
    );
    await page.keyboard.press("Control+s");
    const renamed = await eventually(
      "the saved file",
      () => readFileSync(join(folder, FILE), "utf8"),
      text => text.includes("AS compile"),
    );
    assert.match(renamed, /^# compile makes the program/m);
    assert.match(renamed, /^FROM compile AS test$/m);
    assert.match(renamed, /--from=0 /);
    await picture("renamed");
  });
});
