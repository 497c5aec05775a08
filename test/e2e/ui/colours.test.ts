/** The colours of a Dockerfile in the themes that VS Code has, by the server's tokens and by the grammar alone. */
import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { eventually } from "../eventually";
import { openFile } from "./acts";
import { openWindow, type Window } from "./window";

const FILE = "colours.Dockerfile";

const THEMES = [
  { name: "light", theme: "Default Light Modern", marker: "vs" },
  { name: "dark", theme: "Default Dark Modern", marker: "vs-dark" },
  { name: "contrast", theme: "Default High Contrast", marker: "hc-black" },
];

/** Nothing between the lines and beside them: what is looked at is the text. Settings of the workspace hold at once. */
const QUIET = {
  "dockerfileStages.codeLens.enabled": false,
  "editor.inlayHints.enabled": "off",
  "editor.minimap.enabled": false,
  "editor.renderLineHighlight": "none",
  "editor.stickyScroll.enabled": false,
};

/** A line of the file, a word of it, and what it is called here. */
const WORDS = {
  keyword: ["FROM build AS test", "FROM"],
  name: ["FROM build AS test", "test"],
  reference: ["COPY --link --from=build", "build"],
  image: ["FROM nginx", "nginx"],
  tag: ["FROM nginx", "alpine"],
  index: ["COPY --from=1", "1"],
  variable: ["FROM --platform", "BUILDPLATFORM"],
  type: ["type=cache", "cache"],
  python: ["import json", "import"],
  comment: ["build makes the server", "build"],
} as const;

const SETTLES_MS = 2_000;

/** Colours that do not come within this are turned on once more. */
const ASKED_AGAIN_MS = 30_000;

type Colours = Record<keyof typeof WORDS, string>;

describe("the colours in the real window", () => {
  let window: Window;

  before(async () => {
    window = await openWindow({ trusted: true });
    use("Default Light Modern", true);
    await openFile(window.page, FILE);
    await window.page.locator(".view-line").first().waitFor();
  });

  after(() => window.close());

  function use(theme: string, semantic: boolean): void {
    const folder = join(window.folder, ".vscode");
    mkdirSync(folder, { recursive: true });
    const settings = {
      ...QUIET,
      "workbench.colorTheme": theme,
      // A file that is open hears of the setting for all languages alone; the one for its own language goes before that.
      "editor.semanticHighlighting.enabled": semantic,
      "[dockerfile]": { "editor.semanticHighlighting.enabled": semantic },
    };
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
  }

  /**
   * Turns on the colours of the server. They are turned off before, as a person does where they do not come: once in many runs VS
   * Code has neither taken the change of the file nor asked for tokens within a minute.
   */
  async function turnOn(theme: string): Promise<void> {
    use(theme, false);
    await window.page.waitForTimeout(SETTLES_MS);
    use(theme, true);
  }

  /** The colour of each word, as the browser has it: that of the span on the line which the word stands in. */
  async function colours(): Promise<Colours> {
    const found = Object.entries(WORDS).map(async ([name, [line, word]]) => [
      name,
      await colourOf(line, word),
    ]);
    return Object.fromEntries(await Promise.all(found)) as Colours;
  }

  /** The last span that has the word, because the name of a stage stands behind its base; `none` where there is none. */
  function colourOf(line: string, word: string): Promise<string> {
    return window.page.evaluate(
      ([wantedLine, wantedWord]) => {
        const shown = [...document.querySelectorAll(".view-line")].find(element =>
          element.textContent.replace(/\u00a0/g, " ").includes(wantedLine),
        );
        const spans = [...(shown?.querySelectorAll("span span") ?? [])];
        const span = spans.filter(element => element.textContent.includes(wantedWord)).at(-1);
        return span ? getComputedStyle(span).color : "none";
      },
      [line, word] as const,
    );
  }

  /** The colours once they stay as they are: the theme, the grammar and the languages in heredocs come one by one. */
  async function settled(what: string, check: (found: Colours) => boolean): Promise<Colours> {
    let before: Colours | undefined;
    return eventually(
      what,
      async () => {
        await window.page.waitForTimeout(SETTLES_MS);
        return colours();
      },
      found => {
        const stays = isDeepStrictEqual(found, before);
        before = found;
        return stays && check(found);
      },
      60_000,
    );
  }

  for (const { name, theme, marker } of THEMES)
    it(`tell stages from images and the rest, ${name}`, async () => {
      const { page, picture } = window;
      use(theme, false);
      await page.locator(`.monaco-workbench.${marker}`).waitFor();
      // A base that is a stage is what only the server can tell.
      const base = (): Promise<string> => colourOf("FROM build AS test", "build");
      await eventually(
        "the colours without the server",
        async () => (await base()) === (await colours()).name,
        is => !is,
      );
      const byGrammar = await settled(
        "the colours of the grammar",
        found => new Set(Object.values(found)).size > 5,
      );
      await picture(`grammar-${name}`);
      assert.equal(byGrammar.name, byGrammar.reference);
      for (const other of ["keyword", "image", "variable", "comment", "type"] as const)
        assert.notEqual(byGrammar.name, byGrammar[other], other);
      assert.equal(byGrammar.image, byGrammar.tag);

      await eventually(
        "the tokens of the server",
        async () => {
          await turnOn(theme);
          return eventually("its colour of a base", base, is => is === byGrammar.name, ASKED_AGAIN_MS).catch(
            base,
          );
        },
        colour => colour === byGrammar.name,
        4 * ASKED_AGAIN_MS,
      );
      assert.deepEqual(await settled("all colours", found => found.keyword !== "none"), byGrammar);
      await picture(`colours-${name}`);
    });
});
