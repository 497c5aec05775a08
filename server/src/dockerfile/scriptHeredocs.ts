/** The heredocs of a shell script: where their bodies end, and the variables in them. Offsets are those of the text that is given. */

/** The name of a variable in a text, without `$` and brace. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
}

/** A heredoc that a command of the script announces. */
export interface ScriptHeredoc {
  /** The line that ends it. */
  readonly end: string;
  /** Tabs in front of its lines do not count. */
  readonly chomp: boolean;
  readonly expands: boolean;
}

/** What is filled in where the shell expands the text of a heredoc; a backslash holds a `$` back. */
const IN_HEREDOC = /\\[^]|\$\$|\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*))/g;

/** The variables that the shell fills in in the body of a heredoc whose delimiter is not quoted. */
export function namesInHeredoc(body: string): NamePlace[] {
  return [...body.matchAll(IN_HEREDOC)].flatMap(({ 0: { length }, 1: plain, 2: braced, index }) => {
    const name = plain ?? braced;
    return name === undefined ? [] : [{ name, start: index + length - name.length }];
  });
}

/** A line of a script, from its first character to that of the next line. */
interface ScriptLine {
  readonly start: number;
  readonly next: number;
}

/** The lines of a script by their text, and behind `\t` by their text without the tabs in front: heredocs end at one of them. */
function linesByText(script: string): Map<string, ScriptLine[]> {
  const lines = new Map<string, ScriptLine[]>();
  const add = (text: string, line: ScriptLine) => {
    const known = lines.get(text);
    if (known) known.push(line);
    else lines.set(text, [line]);
  };
  for (let start = 0; start < script.length;) {
    const newline = script.indexOf("\n", start);
    const end = newline === -1 ? script.length : newline;
    const line = { start, next: newline === -1 ? end : end + 1 };
    const text = script.slice(start, script[end - 1] === "\r" && end > start ? end - 1 : end);
    const first = /[^\t]|$/.exec(text)?.index ?? 0;
    if (first === 0) add(text, line);
    add(`\t${text.slice(first)}`, line);
    start = line.next;
  }
  return lines;
}

/** Answers the line that ends a heredoc whose body begins at an offset; undefined where none does. */
export function heredocEnds(
  script: string,
): (heredoc: ScriptHeredoc, from: number) => ScriptLine | undefined {
  const lines = linesByText(script);
  return ({ end, chomp }, from) => firstFrom(lines.get(chomp ? `\t${end}` : end) ?? [], from);
}

/** The first of some lines, which are in order, that begins at an offset or behind it. */
function firstFrom(lines: readonly ScriptLine[], offset: number): ScriptLine | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return lines[low];
}
