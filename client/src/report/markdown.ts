/** Texts of anybody as they are meant, in a Markdown table. Control characters are dropped: a terminal may show the file, too. */
import { plainText } from "../engine/terminalText";

/** As words: nothing in it is taken for Markdown or HTML. */
export function plain(text: string): string {
  return (
    plainText(text)
      .replace(/\s+/g, " ")
      .replace(/[\\`*_{}[\]<>()#+!|~&@-]/g, "\\$&")
      // Addresses become links without any brackets.
      .replace(/\b(https?|ftp|mailto|xmpp):/gi, "$1\\:")
      .replace(/\bwww\./gi, "www\\.")
  );
}

/**
 * As code. A table takes a bar for its own even in code, unless a backslash is before it; a bar that has a backslash before it cannot
 * be written as code there, so such a text stands as words.
 */
export function code(text: string): string {
  const said = plainText(text).replace(/\s+/g, " ").trim();
  if (said.includes("\\|")) return plain(said);
  const line = said.replace(/\|/g, "\\|");
  if (line === "") return "";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Lines as a block of code. */
export function block(texts: readonly string[]): string {
  const lines = texts.map(plainText);
  const longest = Math.max(2, ...lines.flatMap(line => line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join("\n");
}

/** A table; columns whose name begins with `>` are aligned to the right. Cells are Markdown already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(name => name.replace(/^>/, ""))),
    line(columns.map(name => (name.startsWith(">") ? "---:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}
