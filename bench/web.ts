/** VS Code for the Web: from the load of a page to the first diagnostics of the file that it opens. */
import { browserObstacle } from "../scripts/vscode/browserObstacle";
import { openFile } from "../test/e2e/ui/acts";
import { inExplorer } from "../test/e2e/ui/parts";
import { openWebWindow, unpackExtension } from "../test/e2e/web/webWindow";
import { median } from "./rounds";
import { milliseconds, table } from "./table";

/** Medians in milliseconds from when the page is asked for; or why there are none. */
export interface WebFigure {
  readonly rounds: number;
  /** Until its explorer shows the files: before that there is nothing to click. */
  readonly page: number;
  /** Until the text of a file that is clicked then is drawn, by VS Code alone. */
  readonly text: number;
  /** Until a finding in it is underlined. */
  readonly diagnostics: number;
  readonly skipped: string | null;
}

const ROUNDS = 5;
const FILES = { Dockerfile: "FROM alpine AS build\nCOPY --from=biuld /a /b\n" };

/** Needs a browser. Unpacks the extension as it is built. */
export async function measureWeb(): Promise<WebFigure> {
  const skipped = browserObstacle();
  if (skipped !== null) return { rounds: 0, page: NaN, text: NaN, diagnostics: NaN, skipped };
  unpackExtension();
  const loads: { page: number; text: number; diagnostics: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) loads.push(await load());
  return {
    rounds: ROUNDS,
    page: median(loads.map(({ page }) => page)),
    text: median(loads.map(({ text }) => text)),
    diagnostics: median(loads.map(({ diagnostics }) => diagnostics)),
    skipped,
  };
}

async function load(): Promise<{ page: number; text: number; diagnostics: number }> {
  const window = await openWebWindow(FILES);
  const { page } = window;
  // The page says when it was asked for, whatever the browser took to start before.
  const now = () => page.evaluate(() => performance.now());
  try {
    await inExplorer(page, "Dockerfile").waitFor();
    const shown = await now();
    await openFile(page, "Dockerfile");
    await page.locator(".view-line", { hasText: "biuld" }).waitFor();
    const text = await now();
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    return { page: shown, text, diagnostics: await now() };
  } finally {
    await window.close();
  }
}

/** The table; empty where nothing was asked to be measured. */
export function webTable(figure: WebFigure | null): string[] {
  if (!figure) return [];
  return [
    "## In the browser",
    "",
    ...(figure.skipped === null ? [] : [`Not measured: ${figure.skipped}`, ""]),
    "VS Code for the Web with the packed extension and nothing in a cache, in milliseconds from when the page is asked for: until its",
    "explorer has the files, until the text of a Dockerfile that is clicked then is drawn, and until a finding in it is underlined.",
    "",
    ...table(
      ["rounds", "files", "text", "first diagnostics"],
      figure.rounds === 0
        ? []
        : [
            [
              String(figure.rounds),
              milliseconds(figure.page),
              milliseconds(figure.text),
              milliseconds(figure.diagnostics),
            ],
          ],
      [0, 1, 2, 3],
    ),
    "",
  ];
}
