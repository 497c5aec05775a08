// tsx scripts/walkthrough.ts (npm run walkthrough): draws the pictures of the walkthrough, in the colours of whatever theme.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "..", "media", "walkthrough");

/** The colours of VS Code, and what stands in for each where a picture is looked at by itself. */
const COLOURS = {
  paper: "var(--vscode-editor-background,#fff)",
  edge: "var(--vscode-editorWidget-border,#c8c8c8)",
  plain: "var(--vscode-editor-foreground,#3b3b3b)",
  quiet: "var(--vscode-descriptionForeground,#717171)",
  keyword: "var(--vscode-charts-red,#cd3131)",
  stage: "var(--vscode-textLink-foreground,#005fb8)",
  good: "var(--vscode-charts-green,#388a34)",
  field: "var(--vscode-editor-selectionBackground,#add6ff)",
  focus: "var(--vscode-focusBorder,#005fb8)",
} as const;
type Colour = keyof typeof COLOURS;

const WIDTH = 560;
const LEFT = 40;
const LINE = 30;
/** Each letter is given this room, whatever font there is. */
const LETTER = 9;
const LENS_LETTER = 6.6;

const letters = (row: number) => 22 + row * LINE;
const at = (column: number) => LEFT + column * LETTER;

/** Letters in one colour. White space at their ends is room alone: SVG would not draw it. */
function words(row: number, column: number, text: string, colour: Colour = "plain"): string {
  const shown = text.trim();
  if (shown === "") return "";
  const start = column + text.indexOf(shown);
  return `<text x="${at(start)}" y="${letters(row)}" textLength="${shown.length * LETTER}" fill="${COLOURS[colour]}">${escaped(shown)}</text>`;
}

/** A line of a Dockerfile: words apart by `|`, each with its colour by the sign it begins with. */
function code(row: number, text: string): string {
  const signs: Partial<Record<string, Colour>> = { "!": "keyword", "@": "stage", "~": "quiet" };
  let column = 0;
  return text
    .split("|")
    .map(part => {
      const colour = signs[part[0] ?? ""];
      const shown = colour === undefined ? part : part.slice(1);
      const drawn = words(row, column, shown, colour);
      column += shown.length;
      return drawn;
    })
    .join("");
}

/** What stands over a `FROM`, in smaller letters. */
function lens(row: number, text: string): string {
  return `<text x="${LEFT}" y="${letters(row) + 6}" font-size="11" textLength="${text.length * LENS_LETTER}" fill="${COLOURS.quiet}">${escaped(text)}</text>`;
}

/** A box behind or around some letters. */
function box(row: number, column: number, columns: number, rows: number, fill: Colour, line: Colour): string {
  return `<rect x="${at(column) - 4}" y="${letters(row) - 18}" width="${columns * LETTER + 8}" height="${rows * LINE - 4}" rx="4" fill="${COLOURS[fill]}" stroke="${COLOURS[line]}"/>`;
}

/** What stands beside an instruction: done, or at work. */
function mark(row: number, isDone: boolean): string {
  const y = letters(row) - 5;
  return isDone
    ? `<path d="M14 ${y} l4 5 l8 -10" fill="none" stroke="${COLOURS.good}" stroke-width="2"/>`
    : `<path d="M26 ${y} a6 6 0 1 1 -6 -6" fill="none" stroke="${COLOURS.focus}" stroke-width="2"/>`;
}

/** A bar of a timeline. */
function bar(row: number, from: number, to: number): string {
  return `<rect x="${150 + from}" y="${letters(row) - 14}" width="${to - from}" height="17" rx="3" fill="${COLOURS.good}"/>`;
}

function picture(rows: number, parts: string[]): string {
  const height = rows * LINE + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 ${WIDTH + 24} ${height + 24}" font-family="var(--monaco-monospace-font,monospace)" font-size="15">`,
    `<rect x="-10" y="-10" width="${WIDTH + 20}" height="${height + 20}" rx="8" fill="${COLOURS.paper}" stroke="${COLOURS.edge}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** From the reference up to the name of its stage. */
const ARROW = `<path d="M${at(18)} ${letters(3) - 18} C${at(18)} ${letters(2) - 8} ${at(24)} ${letters(2) + 4} ${at(24)} ${letters(1) + 11}" fill="none" stroke="${COLOURS.focus}" stroke-width="2"/><path d="M${at(24) - 5} ${letters(1) + 17} l5 -8 l5 8" fill="none" stroke="${COLOURS.focus}" stroke-width="2"/>`;

/** Each step's picture, by the step's id. */
export const WALKTHROUGH_PICTURES: Record<string, string> = {
  follow: picture(4, [
    lens(0, "▶ Build up to greeting | 2 references"),
    box(1, 20, 8, 1, "field", "field"),
    code(1, "!FROM| alpine:3.22 |!AS| |@greeting"),
    box(3, 12, 8, 1, "paper", "focus"),
    code(3, "!COPY| |!--from|=|@greeting| /out/hello.txt /"),
    ARROW,
    words(2, 26, "F12", "quiet"),
  ]),
  rename: picture(6, [
    code(0, "~# |@compile|~ writes a file"),
    code(1, "!FROM| alpine:3.22 |!AS| |@compile"),
    box(2, 20, 16, 1, "paper", "focus"),
    words(2, 20, "compile", "stage"),
    `<rect x="${at(27) + 1}" y="${letters(2) - 14}" width="1.5" height="18" fill="${COLOURS.plain}"/>`,
    words(2, 33, "F2", "quiet"),
    code(4, "!FROM| |@compile| |!AS| |@check"),
    code(5, "!COPY| |!--from|=|@compile| /out/hello.txt /"),
  ]),
  snippet: picture(6, [
    code(0, "!FROM| alpine:3.22 |!AS| |@page"),
    words(1, 0, "ms-"),
    `<rect x="${at(3) + 1}" y="${letters(1) - 14}" width="1.5" height="18" fill="${COLOURS.plain}"/>`,
    box(2, 0, 50, 4, "paper", "edge"),
    box(2, 0, 50, 1, "field", "field"),
    ...["ms-copy", "ms-cache", "ms-secret", "ms-test"].map((name, index) => words(2 + index, 1, name)),
    ...["copy from a stage", "cache mount", "secret mount", "test stage"].map((note, index) =>
      words(2 + index, 50 - note.length, note, "quiet"),
    ),
  ]),
  build: picture(7, [
    lens(0, "▶ Build up to greeting | ✓ built just now · 1.2 s · 8.3 MB"),
    mark(1, true),
    code(1, "!FROM| alpine:3.22 |!AS| |@greeting"),
    mark(2, true),
    code(2, "!RUN| make   |~· 0.9 s"),
    lens(4, "▶ Build up to check | building 2/2 · 3 s"),
    mark(5, true),
    code(5, "!FROM| |@greeting| |!AS| |@check"),
    mark(6, false),
    code(6, "!RUN| make test   |~· 3 s"),
  ]),
  report: picture(4, [
    ...["greeting", "check", "page"].map((name, index) => words(index, 0, name)),
    bar(0, 0, 150),
    bar(1, 152, 330),
    bar(2, 152, 210),
    `<path d="M150 ${letters(3) - 18} h390" stroke="${COLOURS.edge}"/>`,
    words(3.2, 12, "0 s", "quiet"),
    words(3.2, 32, "2 s", "quiet"),
    words(3.2, 52, "4 s", "quiet"),
  ]),
};

if (require.main === module) {
  for (const [step, svg] of Object.entries(WALKTHROUGH_PICTURES))
    writeFileSync(join(FOLDER, `${step}.svg`), svg);
}
