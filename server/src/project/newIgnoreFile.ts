/** The ignore file beside a new Dockerfile: what git and the tools make, never what the Dockerfile copies. */
import type { Plan } from "./plan";

/** What no build needs. The Dockerfile may be called otherwise, but not here. */
const ALWAYS = [
  ".git",
  ".dockerignore",
  "Dockerfile*",
  "compose*.yaml",
  "compose*.yml",
  "docker-compose*.yml",
];

/**
 * Its text. `sources` are the paths that the Dockerfile copies out of the build context: a pattern that would leave out one
 * of them, or a path that the plan needs, is not in it.
 */
export function ignoreText(
  { ignored, needed }: Pick<Plan, "ignored" | "needed">,
  sources: readonly string[],
): string {
  const kept = [...sources, ...needed].map(cleaned).filter(path => path !== "");
  const patterns = [...new Set([...ALWAYS, ...ignored])].filter(
    pattern => !kept.some(path => leavesOut(pattern, path)),
  );
  return `${patterns.join("\n")}\n`;
}

function cleaned(path: string): string {
  return path
    .replace(/^(?:\.?\/)+/, "")
    .replace(/(?<!\/)\/+$/, "")
    .replace(/^\.$/, "");
}

/** Whether a pattern leaves out a path, or a folder that it stands in. Both may have a `*` for any part of a name. */
function leavesOut(pattern: string, path: string): boolean {
  const parts = path.split("/");
  const anywhere = pattern.startsWith("**/");
  const segments = pattern.replace(/^\*\*\//, "").split("/");
  const starts = anywhere ? parts.map((_, index) => index) : [0];
  return starts.some(
    start =>
      start + segments.length <= parts.length &&
      segments.every((segment, index) => isLike(segment, parts[start + index] ?? "")),
  );
}

function isLike(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`).test(text);
}
