/** The Markdown pages of the project, with their links and headings, for tests of what they say. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
/** `pages` is what an example makes a site of: its links are those of the site. */
const ELSEWHERE = new Set(["node_modules", "dist", "out", "artifacts", "pages", ".git", ".vscode-test"]);

export interface MarkdownPage {
  /** From the root, with slashes. */
  path: string;
  text: string;
  /** As written, behind `](` or in a `src`, those in code left out. */
  links: string[];
  /** The anchors of its headings, as GitHub and VS Code make them. */
  anchors: Set<string>;
}

/** All of them below the root, but what is installed, built or made by tests. */
export function markdownPages(folder = ROOT): MarkdownPage[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : markdownPages(path);
    return entry.name.endsWith(".md") ? [readPage(path)] : [];
  });
}

function readPage(file: string): MarkdownPage {
  const text = readFileSync(file, "utf8");
  const prose = text.replace(/^(`{3,})[^]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "code");
  return {
    path: relative(ROOT, file).replaceAll("\\", "/"),
    text,
    links: [...prose.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)].map(([, link, src]) => link ?? src ?? ""),
    anchors: new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading))),
  };
}

/** Lower case, without punctuation, hyphens for blanks. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}
