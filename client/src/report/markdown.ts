/** Texts of anybody as they are meant, in a Markdown table. */

/** As words: nothing in it is taken for Markdown or HTML. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");
}

/** As code. A table takes a bar for its own even in code, unless a backslash is before it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ").trim().replace(/\|/g, "\\|");
  if (line === "") return "";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Lines as a block of code. */
export function block(lines: readonly string[]): string {
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
