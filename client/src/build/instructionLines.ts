/**
 * Where each instruction of a file begins and ends, by lines. Needed only for engines that name a failed step but not its
 * line (Docker before 23 and the builder from before BuildKit): everything else about a file is asked of the server.
 */

export interface InstructionLines {
  /** Upper-cased. */
  keyword: string;
  /** The whole instruction as one line, without its continuations, comments and heredocs. */
  text: string;
  /** From 0; the last line is included. */
  first: number;
  last: number;
}

/** The instructions of a file in their order. Comments and blank lines inside a continuation belong to the instruction. */
export function readInstructionLines(lines: readonly string[]): InstructionLines[] {
  const escape = escapeCharacter(lines);
  const continued = new RegExp(`${escape === "`" ? "`" : "\\\\"}[ \\t]*$`);
  const found: InstructionLines[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    const keyword = /^\s*([A-Za-z]+)/.exec(lines[at] ?? "")?.[1]?.toUpperCase();
    if (keyword === undefined) continue;
    let text = "";
    for (; at < lines.length; at++) {
      const line = lines[at] ?? "";
      if (at > first && isSkipped(line)) continue;
      text += line.replace(continued, "");
      if (!continued.test(line)) break;
    }
    for (const { end, dedent } of heredocs(keyword, text)) {
      do at++;
      while (at < lines.length && (dedent ? (lines[at] ?? "").replace(/^\t+/, "") : lines[at]) !== end);
    }
    found.push({ keyword, text: text.trim(), first, last: Math.min(at, lines.length - 1) });
  }
  return found;
}

function isSkipped(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([A-Za-z][\w-]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() === "escape") return value ?? "\\";
  }
  return "\\";
}

function heredocs(keyword: string, text: string): { end: string; dedent: boolean }[] {
  if (!/^(?:RUN|COPY|ADD|ONBUILD)$/.test(keyword)) return [];
  return [...text.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][\w.]*)\2(?=\s|$)/g)].map(match => ({
    end: match[3] ?? "",
    dedent: match[1] === "-",
  }));
}
