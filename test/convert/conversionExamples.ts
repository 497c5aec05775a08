/**
 * Single-stage files and what becomes of them: `==== name`, what is known of the context (`:package.json <text>`,
 * `:folder <names>`), the file, and behind `---- becomes` the new file, or behind `---- refused` the reason.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../server/src/convert/conversion";

export interface ConversionExample {
  readonly name: string;
  readonly project: Project;
  readonly before: string;
  /** Null where the file has none yet. */
  readonly after: string | { readonly refused: string } | null;
}

export const FOLDER = join(__dirname, "examples");

/** The examples by language. */
export function conversionExamples(): Map<string, ConversionExample[]> {
  return sectionsIn(FOLDER, readExample);
}

/** The sections of the files of a folder, each of which begins with `==== `, by the file that they are in. */
export function sectionsIn<Read>(folder: string, read: (section: string) => Read): Map<string, Read[]> {
  return new Map(
    readdirSync(folder).map(file => [
      file.replace(/\.txt$/, ""),
      readFileSync(join(folder, file), "utf8")
        .split(/^==== /m)
        .slice(1)
        .map(read),
    ]),
  );
}

function readExample(section: string): ConversionExample {
  const [heading = "", ...lines] = section.split("\n");
  const { project, rest } = readProject(lines);
  const [before = "", how, after = ""] = rest.join("\n").split(/^---- (becomes|refused)\n/m);
  return {
    name: heading,
    project,
    before,
    after: how === undefined ? null : how === "becomes" ? after : { refused: after.trim() },
  };
}

/** What the first lines of an example say of its context, and the lines behind them. */
export function readProject(lines: readonly string[]): { project: Project; rest: readonly string[] } {
  const end = lines.findIndex(line => !line.startsWith(":"));
  const texts = new Map<string, string>();
  let names: Set<string> | null = null;
  for (const line of lines.slice(0, end)) {
    const [, name = "", value = ""] = /^:(\S+) ?(.*)$/.exec(line) ?? [];
    if (name === "folder") names = new Set(value.split(" "));
    else texts.set(name, value.replaceAll("\\n", "\n"));
  }
  return { project: { names, texts }, rest: lines.slice(end) };
}
