/** Stages that are tests, in the Testing view of the real window. */
import { strict as assert } from "node:assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { docker } from "../../support/engine";
import { eventually } from "../eventually";
import { clickUntil } from "./acts";
import { editorTab, lensesOver } from "./parts";
import { buildingWindow } from "./sharedWindow";

const ONCE = `${Date.now()}-${process.pid}`;
const TEXT = `FROM alpine:latest AS build
RUN echo ${ONCE} > /built

FROM build AS unit-test
RUN grep -q ${ONCE} /built

FROM build AS lint
RUN echo checking \\
 && echo "main.go:3: unused variable" && exit 3

FROM build AS slow-test
RUN sleep 600

FROM build AS latest
`;
const IMAGE = "checked";

describe("the Testing view, in the real window", () => {
  const window = buildingWindow({
    prepare: ({ folder }) => {
      mkdirSync(join(folder, IMAGE), { recursive: true });
      writeFileSync(join(folder, IMAGE, "Dockerfile"), TEXT);
    },
    restore: async ({ folder }) => {
      rmSync(join(folder, IMAGE), { recursive: true, force: true });
      await docker(["image", "rm", "--force", `${IMAGE}:unit-test`], { timeout: 60_000 });
    },
  });

  it("has the stages whose names say test or lint, of Dockerfiles that nobody opened", async () => {
    const { page, picture } = window;
    await page.getByRole("tab", { name: "Testing", exact: true }).first().click();
    await rowOf(page, /^checked\/Dockerfile/).waitFor();
    await rowOf(page, /^checked\/Dockerfile/).click();
    await page.keyboard.press("ArrowRight");
    await rowOf(page, /\bunit-test/).waitFor();
    await rowOf(page, /\blint/).waitFor();
    assert.equal(await rowOf(page, /\blatest/).count(), 0);
    await picture("testing-tree");
  });

  it("runs one by building it, and says that it passed", async () => {
    const { page } = window;
    await runRow(page, /\bunit-test/, rowOf(page, /\bunit-test.*Passed/));
  });

  it("shows why one failed, at the line of its instruction", async () => {
    const { page, picture } = window;
    await rowOf(page, /\blint/).dblclick();
    await editorTab(page, /^Dockerfile/).waitFor();
    await runRow(page, /\blint/, rowOf(page, /\blint.*Failed/));
    // The message of a failure is shown below the line that it is about.
    await page.locator(".test-error-content-widget").first().waitFor();
    await eventually(
      "the marks of the tests in the editor",
      () => page.locator(".testing-run-glyph").count(),
      count => count >= 3,
    );
    await picture("testing-failed");
    const lenses = await lensesOver(page).allInnerTexts();
    assert.ok(!lenses.some(text => text.includes("Run Test")), lenses.join("\n"));
  });

  it("cancels one", async () => {
    const { page } = window;
    const cancel = page.getByRole("button", { name: "Cancel Test Run" }).first();
    await runRow(page, /\bslow-test/, cancel);
    await cancel.click();
    await rowOf(page, /\bslow-test.*Skipped/).waitFor();
  });

  it("follows the file: what is renamed has its new name", async () => {
    const { page } = window;
    writeFileSync(join(window.folder, IMAGE, "Dockerfile"), TEXT.replace("AS unit-test", "AS smoke-test"));
    await rowOf(page, /\bsmoke-test/).waitFor();
    await rowOf(page, /\bunit-test/).waitFor({ state: "detached" });
    rmSync(join(window.folder, IMAGE, "Dockerfile"));
    await rowOf(page, /^checked\/Dockerfile/).waitFor({ state: "detached" });
  });
});

/** The row of a test, as it is read out. */
function rowOf(page: Page, label: RegExp): Locator {
  return page.locator(".test-explorer").getByRole("treeitem", { name: label }).first();
}

async function runRow(page: Page, label: RegExp, effect: Locator): Promise<void> {
  const row = rowOf(page, label);
  await row.hover();
  await clickUntil(row.getByRole("button", { name: "Run Test", exact: true }), effect);
}
