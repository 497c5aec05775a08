/** A change of a file as `diff -u` and `git apply` write it. */
import { createTwoFilesPatch } from "diff";
import { painter, printable } from "./output";

/** The change of one file; `path` is how the file is named. */
export function unifiedDiff(path: string, before: string, after: string, isColored: boolean): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  });
  // The first line is a ruler that no other program writes.
  const lines = patch.replace(/^=+\n/, "");
  if (!isColored) return lines;
  const paint = painter(true);
  return lines
    .split("\n")
    .map(line => {
      const text = printable(line);
      if (/^(?:---|\+\+\+) /.test(line)) return paint("bold", text);
      if (line.startsWith("+")) return paint("added", text);
      return line.startsWith("-") ? paint("removed", text) : text;
    })
    .join("\n");
}
