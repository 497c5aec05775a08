/** A Dockerfile that other files build: which of them is meant is chosen, and a click builds with what it says. */
import { strict as assert } from "node:assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { docker, hasImage } from "../../support/engine";
import { eventually } from "../eventually";
import { clickUntil, runCommand } from "./acts";
import { inExplorer, lensesOver, messages, terminal } from "./parts";
import { buildingWindow } from "./sharedWindow";

const BUILT_WITHIN = { timeout: 60_000 };
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const API = `shop-api:${process.pid}`;
const WEB = `shop-web:${process.pid}`;

const FILES = {
  "compose.yaml": `services:
  api:
    image: ${API}
    build:
      context: .
      dockerfile: services/api/Dockerfile
      target: run
      args: {GREETING: hello of Compose}
  web:
    image: ${WEB}
    build:
      context: .
      dockerfile: services/web/Dockerfile
      additional_contexts: {api: "service:api"}
`,
  "docker-bake.hcl": `group "default" {
  targets = ["release"]
}
target "release" {
  dockerfile = "services/api/Dockerfile"
  target = "run"
  args = { GREETING = "hello of bake" }
}
`,
  "services/api/Dockerfile": `# build makes the greeting.
FROM alpine:latest AS build
ARG GREETING=hello
RUN echo "$GREETING ${ONCE}" > /greeting

FROM alpine:latest AS run
COPY --from=build /greeting /greeting
COPY services/api/start.sh /start.sh
RUN sh /start.sh && sleep 2
`,
  "services/api/start.sh": "cat /greeting\n",
  "services/web/Dockerfile": `FROM alpine:latest
COPY --from=api /greeting /greeting
RUN sleep 2 && cat /greeting
`,
};

describe("a Dockerfile that other files build, in the real window", () => {
  const window = buildingWindow({
    prepare: async ({ page, folder }) => {
      for (const [path, text] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      await inExplorer(page, "services").waitFor();
      await open("services/api/Dockerfile");
    },
    restore: async ({ page, folder }) => {
      for (const path of ["compose.yaml", "docker-bake.hcl", "services"])
        rmSync(join(folder, path), { recursive: true });
      // Other tests know one Dockerfile in the explorer.
      await inExplorer(page, "services").waitFor({ state: "detached" });
      await docker(["image", "rm", "--force", API, WEB, "api:run"], { timeout: 20_000 });
    },
  });
  const bar = (): Locator =>
    window.page.locator("#dockerfile-stages\\.dockerfile-stages\\.dockerfileStages\\.use");
  const input = (): Locator => window.page.locator(".quick-input-widget input[type=text]");
  const rows = (): Locator => window.page.locator(".quick-input-list .monaco-list-row");
  const build = (): Locator => lensesOver(window.page).filter({ hasText: /Build run/ });

  /** Opens a file by its path, as the keyboard does. */
  async function open(path: string): Promise<void> {
    const { page } = window;
    await page.keyboard.press("Control+p");
    await input().fill(path);
    await rows()
      .first()
      .filter({ hasText: dirname(path) })
      .waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".breadcrumbs-control", { hasText: basename(dirname(path)) }).waitFor();
    await lensesOver(page).filter({ hasText: /build/i }).first().waitFor(BUILT_WITHIN);
  }

  /** A list comes in slowly. */
  const shown = (): Promise<unknown> =>
    eventually(
      "the list has come in",
      () => window.page.locator(".quick-input-widget").evaluate(list => getComputedStyle(list).opacity),
      opacity => opacity === "1",
    );

  it("says in the status bar that it has several uses, and a click lists what each of them gives", async () => {
    const { picture } = window;
    await bar().filter({ hasText: "Settings (2 uses)" }).waitFor(BUILT_WITHIN);
    await bar().click();
    await rows().filter({ hasText: "compose.yaml › api" }).waitFor();
    await shown();
    await picture("uses-listed");
    assert.deepEqual(
      // Each with the line below it, which says what it gives.
      (await rows().locator(".label-name").allInnerTexts())
        .map(text => text.trim())
        .filter((_, index) => index % 2 === 0),
      [
        "Automatic",
        "compose.yaml › api",
        "docker-bake.hcl › release",
        "Settings",
        "Set Build Context for This Dockerfile…",
      ],
    );
    assert.match(
      await rows().filter({ hasText: "compose.yaml › api" }).innerText(),
      /context: \. · target: run · arguments: GREETING=hello of Compose/,
    );
  });

  it("is built by one click with the context, the arguments and the name of the use that was chosen", async () => {
    const { page, picture } = window;
    await rows().filter({ hasText: "compose.yaml › api" }).click();
    await bar().filter({ hasText: "compose.yaml › api" }).waitFor();
    await clickUntil(build(), terminal(page).filter({ hasText: `hello of Compose ${ONCE}` }));
    await terminal(page)
      .filter({ hasText: `Built ${API} in ` })
      .waitFor(BUILT_WITHIN);
    await page
      .locator(".codelens-decoration")
      .filter({ hasText: /built.*Build run/ })
      .waitFor();
    await picture("use-built");
    assert.equal(await page.locator(".squiggly-error").count(), 0);
    assert.ok(await hasImage(API), `the engine has no image ${API}`);
  });

  it("is built in its own folder by the settings alone, and the failure offers the folder that has the file", async () => {
    const { page, picture } = window;
    await bar().click();
    await rows().filter({ hasText: "The build settings" }).click();
    await bar().filter({ hasText: "Settings (2 uses)" }).waitFor();
    const message = messages(page).filter({ hasText: "start.sh" });
    await clickUntil(build(), message);
    await page.locator(".squiggly-error").first().waitFor(BUILT_WITHIN);
    await picture("other-context-offered");
    // VS Code asks what to do with a task that has not ended yet.
    await terminal(page).filter({ hasText: "terminated with exit code" }).waitFor();
    await message.getByRole("button", { name: /^Build with Context/ }).click();
    await terminal(page).filter({ hasText: "Built api:run in " }).waitFor(BUILT_WITHIN);
    await bar().filter({ hasText: "context: ." }).waitFor();
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    await picture("other-context-built");
  });

  it("is built with others by Compose itself, with their progress in each", async () => {
    const { page, picture } = window;
    await runCommand(page, "Dockerfile", 1, "Build with Compose");
    await rows().filter({ hasText: "docker compose build api" }).waitFor();
    await shown();
    await picture("compose-builds");
    await input().fill("all that compose.yaml");
    await rows().filter({ hasText: "docker compose build" }).waitFor();
    await page.keyboard.press("Enter");
    await terminal(page)
      .filter({ hasText: /web stage-0 3\/3 RUN sleep/ })
      .waitFor(BUILT_WITHIN);
    await picture("compose-building");
    await terminal(page).filter({ hasText: "Built in " }).waitFor(BUILT_WITHIN);
    assert.ok(await hasImage(WEB), `the engine has no image ${WEB}`);
    await open("services/web/Dockerfile");
    await page.locator(".codelens-decoration").filter({ hasText: /built/i }).first().waitFor();
    await picture("compose-built");
  });
});
