import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IGrammar } from "vscode-textmate";
import { skipBecause } from "../../support/suiteResult";
import { toldByGrammar, toldByModel } from "./facts";
import { tokenLines, withBuiltIns } from "./tokenize";

const TEXT = readFileSync(join(__dirname, "files", "heredocs.Dockerfile"), "utf8");

describe("heredocs beside the grammars that VS Code has", () => {
  let grammar: IGrammar | null;
  const loaded: string[] = [];

  before(async function () {
    this.timeout(60_000);
    grammar = await withBuiltIns(undefined, scope => loaded.push(scope));
    if (!grammar) skipBecause(this, "no VS Code is installed here (`npm start` installs one)");
  });

  it("stand where the model has them", () => {
    assert.ok(grammar);
    assert.deepEqual(toldByGrammar(grammar, TEXT), toldByModel(TEXT));
  });

  it("bring no grammar along that nobody writes in a heredoc: all are loaded with the first Dockerfile", () => {
    for (const scope of ["source.shell", "source.python", "source.js"])
      assert.ok(loaded.includes(scope), scope);
    const compiled = loaded.filter(scope => /^source\.(?:c|cpp|lua|objc|rust)\b/.test(scope));
    assert.deepEqual(compiled, []);
  });

  it("have the scopes of their languages", () => {
    assert.ok(grammar);
    const scopes = new Set(
      tokenLines(grammar, TEXT).flatMap(({ tokens }) => tokens.flatMap(token => token.scopes)),
    );
    for (const ending of [".shell", ".python", ".js", ".json", ".yaml", ".ini"])
      assert.ok(
        [...scopes].some(scope => scope.endsWith(ending)),
        ending,
      );
  });
});
