/** What a person sees of Dockerfiles inside of a Compose file: the colors of their words, their lenses, and their problems with fixes. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { eventually } from "../eventually";
import { openFile } from "./acts";
import { inExplorer, lensesOver } from "./parts";
import { sharedWindow } from "./sharedWindow";
import { type Window } from "./window";

const COMPOSE = "compose.yaml";
const TEXT = `services:
  shop:
    build:
      dockerfile_inline: |
        # build compiles the shop.
        FROM alpine:latest AS build
        RUN echo shop > /made

        FROM alpine:latest AS check
        RUN true

        FROM scratch
        COPY --from=buidl /made /
  quoted:
    build:
      dockerfile_inline: "FROM scratch AS one\\nCOPY compose.yaml /\\n"
`;

describe("Dockerfiles inside of a Compose file, in the real window", () => {
  let window: Window;
  const line = (text: string): Locator => window.page.locator(".view-line").filter({ hasText: text });
  const word = (inLine: string, text: string): Locator =>
    line(inLine)
      .locator("span span")
      .filter({ hasText: new RegExp(`^\\s*${text}$`) });
  const colourOf = (locator: Locator) => locator.last().evaluate(element => getComputedStyle(element).color);

  before(async () => {
    window = await sharedWindow();
    writeFileSync(join(window.folder, COMPOSE), TEXT);
    await inExplorer(window.page, COMPOSE).waitFor();
    await openFile(window.page, COMPOSE);
    await lensesOver(window.page).filter({ hasText: "Build up to build" }).waitFor({ timeout: 60_000 });
  });

  after(async () => {
    const { page, folder } = window;
    rmSync(join(folder, COMPOSE));
    await inExplorer(page, COMPOSE).waitFor({ state: "detached" });
  });

  for (const [name, theme, marker] of [
    ["light", "Default Light Modern", "vs"],
    ["dark", "Default Dark Modern", "vs-dark"],
  ] as const)
    it(`have the colors of Dockerfiles, ${name}`, async () => {
      const { page, picture, folder } = window;
      mkdirSync(join(folder, ".vscode"), { recursive: true });
      const settings = join(folder, ".vscode/settings.json");
      writeFileSync(settings, JSON.stringify({ "workbench.colorTheme": theme }));
      try {
        await page.locator(`.monaco-workbench.${marker}`).waitFor();
        await eventually(
          "a stage that is told from images, in a block as in quotes",
          async () => ({
            stage: await colourOf(word("AS build", "build")),
            quoted: await colourOf(word("scratch AS one", "one")),
            image: await colourOf(line("AS build").locator("span span").filter({ hasText: "alpine" })),
            keyword: await colourOf(word("AS build", "FROM")),
            quotedKeyword: await colourOf(word("scratch AS one", "COPY")),
            scratch: await colourOf(
              line("FROM scratch").first().locator("span span").filter({ hasText: "scratch" }),
            ),
            quotedScratch: await colourOf(word("scratch AS one", "scratch")),
          }),
          ({ stage, quoted, image, keyword, quotedKeyword, scratch, quotedScratch }) =>
            stage === quoted &&
            keyword === quotedKeyword &&
            scratch === quotedScratch &&
            new Set([stage, image, keyword]).size === 3,
          60_000,
        );
        await picture(`inline-colors-${name}`);
      } finally {
        rmSync(join(folder, ".vscode"), { recursive: true });
        await inExplorer(page, ".vscode").waitFor({ state: "detached" });
      }
    });

  it("have their problems in place, with fixes", async () => {
    const { page, picture } = window;
    await page.locator(".squiggly-info").first().waitFor();
    await line("--from").getByText("buidl").click();
    const fix = page.locator(".action-widget").getByText('Use the stage "build"');
    // A key is lost while the window still asks for the fixes by itself.
    await eventually(
      "the fix",
      async () => {
        if (!(await fix.isVisible())) await page.keyboard.press("Control+.");
        await fix.waitFor({ timeout: 5_000 }).catch(() => undefined);
        return fix.isVisible();
      },
      isVisible => isVisible,
      60_000,
    );
    await picture("inline-fix");
    await page.keyboard.press("Escape");
  });
});
