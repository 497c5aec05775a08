/** What the README shows of writing and building: each picture's scene, played with a small project and held to what it shows. */
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { clickUntil, completedNames, openFile, pointAt } from "./acts";
import { completions, lensesOver, messages } from "./parts";
import { openWindow, type Window } from "./window";

const FILE = "shop.Dockerfile";
/** The images are named after the folder of the Dockerfile. */
const FOLDER = "shop";
/** What no build before has done. */
const ONCE = `# ${Date.now()}-${process.pid}`;
const PROJECT: Record<string, string> = {
  [FILE]: `# deps fetches what the shop is made of
FROM alpine:3.22 AS deps
WORKDIR /src
COPY scripts scripts
RUN scripts/fetch

# build puts its pages together
FROM deps AS build
COPY pages pages
RUN scripts/build --out /out

# test runs the tests
FROM build AS test
RUN scripts/test

# runtime is what ships
FROM alpine:3.22 AS runtime
COPY --from=build /out /srv
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/srv"]
`,
  "scripts/fetch": `#!/bin/sh\n${ONCE}\necho fetched 214 pictures && sleep 2\n`,
  "scripts/build": `#!/bin/sh\nmkdir -p /out\nfor page in index cart search; do echo "$page.html written"; sleep 8; cp pages/index.html "/out/$page.html"; done\n`,
  "scripts/test": `#!/bin/sh\necho "index.html: ok"\necho "cart.html: ok"\nsleep 2\necho "search.html: no results for an empty query" >&2\nexit 1\n`,
  "pages/index.html": `<!-- ${ONCE} -->\n`,
};

describe("what the README shows, in the real window", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({
      trusted: true,
      settings: {
        "dockerfileStages.build.tags": [`${FOLDER}-${process.pid}:\${stage}`],
        "dockerfileStages.build.context": "${fileDirname}",
        "editor.minimap.enabled": false,
        "workbench.tips.enabled": false,
      },
    });
    for (const [name, text] of Object.entries(PROJECT)) {
      const path = join(window.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: 0o755 });
    }
    writeFileSync(join(window.folder, "new.Dockerfile"), "");
    await openFile(window.page, FILE);
    await window.page.keyboard.press("Control+b");
    await window.page.setViewportSize({ width: 1120, height: 900 });
    await row(/Build runtime/).waitFor({ timeout: 90_000 });
  });

  after(async () => {
    const images = ["runtime", "test"].map(stage => `${FOLDER}-${process.pid}:${stage}`);
    await docker(["image", "rm", "--force", ...images], { timeout: 60_000 });
    await window.close();
  });

  const row = (text: RegExp): Locator =>
    window.page.locator(".codelens-decoration").filter({ hasText: text });
  const shown = (): Promise<string> => window.page.locator(".view-lines").first().innerText();

  const build = (lens: RegExp): Promise<void> =>
    clickUntil(
      lensesOver(window.page).filter({ hasText: lens }),
      row(new RegExp(`^(?=.*(?:waiting|building|failed just now)).*${lens.source}`)),
    );

  it("completes the stages of the file, and only those above", async () => {
    const { page, picture } = window;
    await page.locator(".view-line").filter({ hasText: "EXPOSE" }).click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("COPY --link --from=", { delay: 40 });
    const names = await completedNames(page, "the stages", found => found.includes("deps"));
    assert.deepEqual(
      names.filter(name => /^(?:deps|build|test|runtime)$/.test(name)),
      ["test", "build", "deps"],
    );
    await picture("readme-completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+k");
    await page.keyboard.press("Control+s");
    await eventually(
      "the file as it was",
      () => readFileSync(join(window.folder, FILE), "utf8"),
      text => text === PROJECT[FILE],
    );
  });

  it("tells in a hover what a stage is made of, and who needs it", async () => {
    const { page, picture } = window;
    await pointAt(
      page,
      page
        .locator(".view-line")
        .filter({ hasText: "FROM build AS test" })
        .locator("span span")
        .filter({ hasText: /^\s*build$/ }),
    );
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "alpine:3.22" });
    await hover.waitFor();
    await eventually(
      "the whole hover",
      () => hover.evaluate(element => getComputedStyle(element).opacity),
      opacity => opacity === "1",
    );
    const text = await hover.innerText();
    for (const stage of ["deps", "runtime"]) assert.ok(text.includes(stage), `${stage}:\n${text}`);
    await picture("readme-hover");
    await page.mouse.move(0, 0);
  });

  it("shows a build beside the code: stages, instructions, the log, the status bar", async function () {
    const missing = await ensureImages(["alpine:3.22"]);
    if (missing) skipBecause(this, missing);
    const { picture } = window;
    await build(/Build runtime/);
    const states = [
      /^(?=.*built).*Build up to deps/,
      /^(?=.*building \d\/\d · (?:[3-9]|[12]\d) s).*Build up to build/,
      /^(?=.*(?:waiting|building)).*Build runtime/,
    ];
    await eventually(
      "a build on its way",
      () => Promise.all(states.map(state => row(state).count())),
      counts => counts.every(count => count === 1),
    );
    await picture("readme-building");
    await row(/^(?=.*built just now).*Build runtime/).waitFor({ timeout: 60_000 });
    await picture("readme-built");
  });

  it("shows what failed, with a way on", async function () {
    const missing = await ensureImages(["alpine:3.22"]);
    if (missing) skipBecause(this, missing);
    const { page, picture } = window;
    await build(/Build up to test/);
    await row(/^(?=.*failed just now).*Build up to test/).waitFor({ timeout: 60_000 });
    const message = messages(page).first();
    await message.waitFor();
    assert.deepEqual(
      (await message.locator(".monaco-button").allInnerTexts()).map(text => text.trim()).filter(Boolean),
      ["Log", "Open Shell", "Retry"],
    );
    // It stays for as long as the pointer is over it. What the terminal says is in it and beside the instruction.
    await message.hover();
    await page.keyboard.press("Control+j");
    await page.setViewportSize({ width: 1120, height: 700 });
    await page.locator(".panel.basepanel").waitFor({ state: "hidden" });
    await picture("readme-failure");
  });

  it("inserts a snippet, whose tab stops are linked", async () => {
    const { page, picture } = window;
    for (const message of await messages(page).all()) {
      await message.hover();
      await message.getByRole("button", { name: /^Clear Notification/ }).click();
    }
    await page.keyboard.press("Control+b");
    await openFile(page, "new.Dockerfile");
    await page.keyboard.press("Control+b");
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.type("ms-go", { delay: 80 });
    const go = completions(page).filter({ hasText: /^ms-go(?!-)/ });
    await completedNames(page, "the snippets", names => names.some(name => name.startsWith("ms-go")));
    await picture("readme-snippets");
    assert.equal(await go.count(), 1);
    await page.keyboard.press("Enter");
    await eventually("the whole file", shown, text => text.includes("ENTRYPOINT"), 30_000);
    await page.keyboard.type("code", { delay: 40 });
    const text = await eventually(
      "the name everywhere",
      shown,
      found => (found.match(/\bcode\b/g) ?? []).length >= 4,
    );
    assert.match(text.replace(/\u00a0/g, " "), /FROM code AS test/);
    await picture("snippet");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1.25");
    await eventually("the version at the next tab stop", shown, found =>
      /golang:1\.25\sAS\scode/.test(found),
    );
  });
});
