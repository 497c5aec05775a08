/** What builds of a week say of the order of instructions, as a person sees it: a hint with its figure, a fix, and the way to turn it off. */
import { strict as assert } from "node:assert";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { KeptBuild } from "../../../client/src/history/keptBuild";
import { eventually } from "../eventually";
import { clickUntil, goTo, hideSideBar, openFile, pointAt } from "./acts";
import { lensesOver } from "./parts";
import { buildingWindow } from "./sharedWindow";

const FILE = "order.Dockerfile";
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const INSTALL = "RUN npm ci";
const COPY_LINE = 4;
/** A stand-in takes what the real one takes of the network. */
const TEXT = `FROM alpine:latest AS build
WORKDIR /app
RUN printf '#!/bin/sh\\necho ${ONCE}\\n' > /usr/bin/npm && chmod +x /usr/bin/npm
COPY . .
${INSTALL}
`;
const FILES = { "package.json": "{}\n", "package-lock.json": "{}\n", "main.js": `${ONCE}\n` };
const SETTINGS = join(".vscode", "settings.json");
/** Builds before the one of this test, each after a change of `main.js`, and how long the install took in each. */
const BEFORE = 5;
const TOOK_MS = 12_000;
const FIX = /^Copy package\.json, package-lock\.json first, and the other files after RUN npm ci$/;
/** What has not come by then was lost, and is asked for again. */
const LOST = { timeout: 10_000 };

describe("the order of instructions, in the real window", () => {
  const window = buildingWindow({
    built: { file: FILE, stages: ["build"] },
    prepare: async ({ page, folder }) => {
      rmSync(join(folder, SETTINGS), { force: true });
      for (const [name, text] of Object.entries({ ...FILES, [FILE]: TEXT }))
        writeFileSync(join(folder, name), text);
      await openFile(page, FILE);
      await hideSideBar(page);
    },
    restore: ({ folder }) => {
      for (const name of [FILE, ...Object.keys(FILES), SETTINGS]) rmSync(join(folder, name), { force: true });
    },
  });

  const hint = () => window.page.locator(".squiggly-info").first();

  it("is told with what it cost, once builds have shown it", async () => {
    const { page, picture, folder } = window;
    const lens = (text: RegExp) => lensesOver(page).filter({ hasText: text }).first();
    await clickUntil(lens(/Build build/), lens(/building|built/));
    await lens(/built/).waitFor({ timeout: 60_000 });
    await lens(/Build build.*all cached/).waitFor();
    repeatBuild(window.data);
    // The next change of a file has the window look at the kept builds anew.
    writeFileSync(join(folder, "main.js"), `${ONCE} again\n`);
    await lens(/steps would run/).waitFor();
    await hint().waitFor();
    await page.keyboard.press("Control+j");
    await pointAt(page, page.locator(".view-line").filter({ hasText: "COPY" }).getByText(".").last());
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "this week" });
    await hover.waitFor();
    await picture("order-hint");
    assert.match(await hover.innerText(), /COPY \. \. made RUN npm ci run 4 of 6 times \(48 s this week\)/);
    await page.keyboard.press("Escape");
  });

  it("is turned off by one click, for the workspace", async () => {
    const { page, picture, folder } = window;
    const menu = page.locator(".action-widget .monaco-list-row");
    const off = menu.filter({ hasText: /^Turn off InstructionOrder$/ });
    const openMenu = async () => {
      await goTo(page, FILE, COPY_LINE);
      await page.keyboard.press("Control+.");
      await off.waitFor(LOST).catch(() => page.keyboard.press("Escape"));
      return off.isVisible();
    };
    await eventually("the fixes of the hint", openMenu, Boolean, 120_000);
    await picture("order-fixes");
    await menu.filter({ hasText: FIX }).waitFor();
    await eventually(
      "the hint is gone",
      async () => {
        await off.click(LOST).catch(() => undefined);
        const isGone = await hint()
          .waitFor({ state: "detached", ...LOST })
          .then(() => true)
          .catch(() => false);
        // The menu went with a click that was lost.
        if (!isGone) await openMenu();
        return isGone;
      },
      Boolean,
      120_000,
    );
    assert.match(
      readFileSync(join(folder, SETTINGS), "utf8"),
      /"dockerfileStages\.rules\.InstructionOrder": "off"/,
    );
  });
});

/** Writes builds as they were kept before the newest one of {@link FILE}; `data` is the folder of the window's data. */
function repeatBuild(data: string): void {
  const names = readdirSync(data, { recursive: true, encoding: "utf8" });
  const kept = names
    .filter(name => /[\\/]history[\\/].*\.json\.gz$/.test(name))
    .map(name => join(data, name));
  const read = (file: string) => JSON.parse(gunzipSync(readFileSync(file)).toString()) as KeptBuild;
  const file = kept.find(name => read(name).dockerfile.endsWith(`/${FILE}`));
  assert.ok(file, `no build of ${FILE} is kept in ${kept.join()}`);
  for (let number = 1; number <= BEFORE; number++) {
    const build = read(file);
    build.at -= number * 60_000;
    const [files] = Object.values(build.files);
    assert.ok(files?.["main.js"]);
    files["main.js"] = `${number}${files["main.js"]}`;
    for (const { steps } of build.stages)
      for (const step of steps) {
        // Nothing ran but what the file made run, which no build before had.
        if (step.instruction < COPY_LINE - 1) step.outcome = "cached";
        else step.key = `${number}${step.key}`;
        if (step.text === INSTALL) step.took = TOOK_MS;
      }
    const name = `${Math.floor(build.at)}-${String(number).padStart(12, "0")}.json.gz`;
    writeFileSync(join(file, "..", name), gzipSync(JSON.stringify(build)));
  }
}
