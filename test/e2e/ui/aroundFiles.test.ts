/**
 * What a person does with a file around a Dockerfile: reads that a target is no stage, lets it be fixed, reads what the stage is, lets
 * one be completed, and goes to it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../eventually";
import { completedNames, openFile, pointAt } from "./acts";
import { lensesOver } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

const DOCKERFILE = "shop.Dockerfile";
const COMPOSE = "compose.yaml";
const CONTAINER = ".devcontainer.json";

const FILES = {
  [DOCKERFILE]: [
    "# build compiles the shop.",
    "FROM alpine:3.22 AS build",
    "ARG VERSION",
    "RUN echo $VERSION > /version",
    "",
    "FROM scratch AS runtime",
    "COPY --from=build /version /",
    "",
  ].join("\n"),
  [COMPOSE]: [
    "services:",
    "  shop:",
    "    build:",
    "      context: .",
    `      dockerfile: ${DOCKERFILE}`,
    "      target: runtme",
    "      args:",
    "        VERSION: 1",
    "",
  ].join("\n"),
};

describe("a file around a Dockerfile, in the real window", () => {
  let window: Window;

  before(async () => {
    window = await sharedWindow();
    const { page, folder } = window;
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    await openFile(page, DOCKERFILE);
    await page.locator(".codelens-decoration a").first().waitFor({ timeout: 60_000 });
    await openFile(page, COMPOSE);
  });

  after(() => {
    for (const name of [...Object.keys(FILES), CONTAINER]) rmSync(join(window.folder, name), { force: true });
  });

  it("has a target that is no stage, which is said and fixed", async () => {
    const { page, picture, folder } = window;
    await page.locator(".squiggly-error").first().waitFor();
    // An editor whose menu was used last shows no hover before the next click: the menu has taken the end of the one that opened it.
    await page.locator(".view-line").filter({ hasText: "services:" }).click();
    await pointAt(page, page.locator(".view-line").filter({ hasText: "target:" }).getByText("runtme"));
    await page
      .locator(".monaco-hover:visible")
      .filter({ hasText: 'target stage "runtme" could not be found (did you mean runtime?)' })
      .waitFor();
    await picture("target-that-is-no-stage");
    await page.keyboard.press("Escape");
    await page.locator(".view-line").filter({ hasText: "target:" }).getByText("runtme").click();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText('Use the stage "runtime"').waitFor();
    await picture("fix-of-a-target");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
    await eventually(
      "the file with the stage",
      () => readFileSync(join(folder, COMPOSE), "utf8"),
      text => text === FILES[COMPOSE].replace("runtme", "runtime"),
    );
  });

  it("says what the stage of a target is, and builds it", async () => {
    const { page, picture } = window;
    await eventually(
      "the lenses over the build",
      () => lensesOver(page).allInnerTexts(),
      texts => texts.includes("▶ Build runtime") && texts.includes("2 stages"),
    );
    await pointAt(page, page.locator(".view-line").filter({ hasText: "target:" }).getByText("runtime"));
    await page.locator(".monaco-hover:visible").filter({ hasText: "stage 2 of 2" }).waitFor();
    await picture("hover-of-a-target");
    await page.keyboard.press("Escape");
  });

  it("completes a target", async () => {
    const { page, picture, folder } = window;
    await page.locator(".view-line").filter({ hasText: "target:" }).getByText("runtime").dblclick();
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+Space");
    await completedNames(
      page,
      "the stages of the Dockerfile",
      names => names.length === 2 && names.includes("build") && names.includes("runtime"),
    );
    await picture("completion-of-a-target");
    await page.keyboard.type("ru");
    await completedNames(page, "the stage that is typed", names => names.join() === "runtime");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await eventually(
      "the file with the stage again",
      () => readFileSync(join(folder, COMPOSE), "utf8"),
      text => text === FILES[COMPOSE].replace("runtme", "runtime"),
    );
  });

  it("leads from a target to its stage", async () => {
    const { page, picture } = window;
    await page.locator(".view-line").filter({ hasText: "target:" }).getByText("runtime").click();
    await page.keyboard.press("F12");
    await page.locator(".tab.active").filter({ hasText: DOCKERFILE }).waitFor();
    await eventually(
      "the use among the references",
      () => lensesOver(page).allInnerTexts(),
      texts => texts.filter(text => text === "1 reference").length === 2,
    );
    await picture("stage-of-a-target");
  });

  it("is a dev container, whose stage says so", async () => {
    const { page, picture, folder } = window;
    const text = `{ "build": { "dockerfile": "${DOCKERFILE}", "target": "build" } }\n`;
    writeFileSync(join(folder, CONTAINER), text);
    await openFile(page, DOCKERFILE);
    await page
      .locator(".codelens-decoration")
      .filter({ hasText: /dev.container:.*\.devcontainer\.json/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await picture("stage-of-a-dev-container");
  });
});
