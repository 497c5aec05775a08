/** The snippets of the extension, and the files that they make: each expanded, the parts in surroundings where they are legal. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expandSnippet, withValues } from "../../server/src/features/completion/snippetText";
import { readSnippets } from "../../server/src/features/completion/snippetList";
import type { Snippet } from "../../server/src/features/completion/snippetList";

const FOLDER = join(__dirname, "../../snippets");

/** The text of a file of snippets. */
export function snippetFile(name: "files" | "parts"): string {
  return readFileSync(join(FOLDER, `${name}.json`), "utf8");
}

export const FILES: readonly Snippet[] = readSnippets(snippetFile("files"));
export const PARTS: readonly Snippet[] = readSnippets(snippetFile("parts"));
export const SNIPPETS: readonly Snippet[] = [...FILES, ...PARTS];

const BUILD =
  "# build makes the files.\nFROM alpine:3.22 AS build\nWORKDIR /src\nRUN mkdir /out && touch /out/app\n\n";
const DEPS = BUILD.replaceAll("build", "deps");
const SHIPPED = "FROM alpine:3.22 AS runtime\nCOPY --from=build /out/app /usr/local/bin/app\n";
const LAST = `\n\n# runtime is the final image.\n${SHIPPED}`;
const IN_STAGE = `# runtime is the final image.\n${SHIPPED}`;

/** What stands above and below each part in a file of its own: as a person would have put it. */
const SURROUNDINGS: Readonly<Record<string, readonly [above: string, below: string]>> = {
  "ms-stage": [`${BUILD}# runtime is the final image.\n${SHIPPED}\n`, ""],
  "ms-doc": ["", `\n${BUILD.slice(BUILD.indexOf("\n") + 1)}${LAST.trimStart()}`],
  "ms-arg": ["", `\n\n${BUILD}${LAST.trimStart()}`],
  "ms-test": [BUILD, LAST],
  "ms-dev": [BUILD + DEPS, LAST],
  "ms-debug": [`${BUILD}# runtime is the final image.\n${SHIPPED}\n`, ""],
  "ms-export": [BUILD, LAST],
  "ms-cross": ["", '\n\n# runtime is the final image.\nFROM alpine:3.22 AS runtime\nCMD ["sh"]'],
};

/** A snippet as a file. `values` by the numbers of tab stops take the place of the defaults. */
export function fileOf(snippet: Snippet, values: Readonly<Record<number, string>> = {}): string {
  const filled = Object.entries(values).reduce<Snippet["pieces"]>(
    (pieces, [number, value]) => withValues(pieces, Number(number), [value]),
    snippet.pieces,
  );
  const { text } = expandSnippet(filled);
  if (snippet.kind === "file") return `${text}\n`;
  const [above, below] = SURROUNDINGS[snippet.name] ?? [BUILD + IN_STAGE, ""];
  return `${above}${text}${below}\n`;
}
