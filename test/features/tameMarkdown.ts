/** Whether Markdown is what a hover may be: emphasis, code, lists, and nothing that a file could have put there. */
import assert from "node:assert/strict";

/** Fails where there is a link, an image, HTML, an address, a heading, or code that does not end. */
export function assertTame(markdown: string): void {
  for (const line of withoutFences(markdown)) {
    const text = withoutCode(line.replace(/^- /, ""), markdown);
    assert.doesNotMatch(text, /[[\]<`]|[a-z]:\/\/|\bwww\.|@|&/i, markdown);
    assert.doesNotMatch(text, /^(?:[#>+=-]|\d+[.)])/, markdown);
    assert.doesNotMatch(text.replaceAll(/\*\*/g, ""), /\*/, markdown);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(line, /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/, markdown);
  }
}

/** The lines outside of fenced code. */
function withoutFences(markdown: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const [run] = /^`{3,}(?=sh$|$)/.exec(line) ?? [];
    if (fence === null && run === undefined) lines.push(line);
    else if (fence === null) fence = run ?? null;
    else if (line === fence) fence = null;
  }
  assert.equal(fence, null, markdown);
  return lines;
}

/** A line with an x for each code span and each escaped character. */
function withoutCode(line: string, markdown: string): string {
  let text = "";
  for (let at = 0; at < line.length;) {
    const [run] = /^`+/.exec(line.slice(at)) ?? [];
    if (line[at] === "\\") {
      text += "x";
      at += 2;
    } else if (run === undefined) text += line[at++] ?? "";
    else {
      const end = line.slice(at + run.length).search(new RegExp(`(?<!\`)${run}(?!\`)`));
      assert.notEqual(end, -1, markdown);
      text += "x";
      at += end + 2 * run.length;
    }
  }
  return text;
}
