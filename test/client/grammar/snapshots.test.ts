import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IGrammar } from "vscode-textmate";
import { tokenLines, withStandIns } from "./tokenize";

const FOLDER = join(__dirname, "files");

/** A text with what each token of it is: the line, and below it a line for each token that has a scope of its own. */
function snapshot(grammar: IGrammar, text: string): string {
  const lines = tokenLines(grammar, text).map(({ start, end, tokens }) => {
    const told = tokens
      .map(token => ({ said: text.slice(token.start, token.end), scopes: token.scopes.slice(1) }))
      .filter(({ scopes }) => !/^(meta\.instruction\..*)?$/.test(scopes.at(-1) ?? ""))
      .map(({ said, scopes }) => `    ${JSON.stringify(said)} ${short(scopes)}`);
    return [`| ${text.slice(start, end)}`.trimEnd(), ...told].join("\n");
  });
  return `${lines.join("\n")}\n`;
}

/** Without what goes for the whole instruction, and without the name of the language. */
function short(scopes: readonly string[]): string {
  return scopes
    .filter(name => !/^meta\.(instruction|escape|directives)\b/.test(name))
    .map(name => name.replace(/\.dockerfile$/, ""))
    .join(" ");
}

describe("the scopes of", () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await withStandIns();
  });

  for (const name of readdirSync(FOLDER).filter(file => file.endsWith(".Dockerfile"))) {
    it(name, () => {
      const expected = join(FOLDER, `${name}.scopes`);
      const told = snapshot(grammar, readFileSync(join(FOLDER, name), "utf8"));
      // To renew it, take it away and run the test: then read what has become of it.
      if (!existsSync(expected)) writeFileSync(expected, told);
      assert.equal(told, readFileSync(expected, "utf8"));
    });
  }
});
