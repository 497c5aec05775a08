import assert from "node:assert/strict";
import type { DocumentSymbol, Position, Range, SelectionRange } from "vscode-languageserver-protocol";
import { createDocuments } from "../../server/src/workspace/documents";
import { documentLinks } from "../../server/src/features/documentLinks";
import { documentSymbols, flatSymbols } from "../../server/src/features/documentSymbols";
import type { FeatureContext } from "../../server/src/features/context";
import { foldingRanges } from "../../server/src/features/folding";
import { inlayHints } from "../../server/src/features/inlayHints";
import { selectionRanges } from "../../server/src/features/selectionRange";
import { semanticTokens } from "../../server/src/features/semanticTokens";
import { tokenEdits } from "../../server/src/features/tokenEdits";
import type { SymbolMemory } from "../../server/src/features/documentSymbols";
import type { TokenMemory } from "../../server/src/features/semanticTokens";
import { stageSymbols } from "../../server/src/features/workspaceSymbols";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { edited, forAll } from "../dockerfile/randomText";
import { realFiles, withSharedData } from "../stages/sharedData";
import { URI, contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { random } from "../support/random";
import type { Random } from "../support/random";
import { readTokens } from "./tokens";
import { MACHINE } from "../support/machine";

const TEXTS = 800;
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  buildArgs: { X: "a" },
  inlayHints: { stageIndex: "all", stageName: true, resolvedBase: true, defaultTarget: true } as const,
};

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function contains(outer: Range, inner: Range): boolean {
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

/** Whether ranges stand one behind the other. */
function checkOrder(ranges: readonly Range[]): void {
  ranges.forEach((range, i) => {
    const next = ranges[i + 1];
    assert.ok(isBefore(range.start, range.end));
    assert.ok(!next || isBefore(range.end, next.start));
  });
}

function checkSymbols(context: FeatureContext): void {
  const { stages, file } = context.analysis.model;
  const symbols = documentSymbols(context, new WeakMap());
  const check = (all: readonly DocumentSymbol[]): void => {
    checkOrder(all.map(({ range }) => range));
    for (const { name, range, selectionRange, children = [] } of all) {
      assert.notEqual(name, "");
      assert.ok(!name.includes("\n"));
      assert.ok(contains(range, selectionRange));
      for (const child of children) assert.ok(contains(range, child.range));
      check(children);
    }
  };
  check(symbols);
  // Every stage, and every instruction that has a keyword.
  assert.equal(symbols.filter(({ children }) => children).length, stages.length);
  const instructions = file.lines.filter(({ instruction }) => instruction.keyword !== "");
  assert.equal(flatSymbols(context, new WeakMap()).length, instructions.length);
  assert.equal(stageSymbols(context, "").length, stages.length);
}

function checkFolds(context: FeatureContext): void {
  const folds = foldingRanges(context);
  const open: number[] = [];
  let before = -1;
  for (const { startLine, endLine } of folds) {
    assert.ok(before < startLine && startLine < endLine && endLine < context.document.lineCount);
    while ((open.at(-1) ?? Infinity) < startLine) open.pop();
    assert.ok(endLine <= (open.at(-1) ?? Infinity), `${startLine} to ${endLine} ends behind what it lies in`);
    open.push(endLine);
    before = startLine;
  }
  for (const { range, children } of documentSymbols(context, new WeakMap())) {
    if (!children || range.start.line === range.end.line) continue;
    const fold = folds.find(({ startLine }) => startLine === range.start.line);
    assert.ok(fold && fold.endLine >= range.end.line);
  }
}

function checkTokens(context: FeatureContext, { below }: Random): void {
  const { document } = context;
  const data = semanticTokens(context, new WeakMap());
  const tokens = readTokens(document, data);
  const ranges = tokens.map(({ line, character, length }): Range => {
    assert.ok(length > 0);
    return { start: { line, character }, end: { line, character: character + length } };
  });
  checkOrder(ranges);
  for (const { text, type } of tokens) {
    assert.ok(!/[\r\n]/.test(text), JSON.stringify(text));
    assert.notEqual(type, "none");
  }
  const start = below(document.getText().length + 1);
  const end = start + below(document.getText().length + 1 - start);
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  const inside = tokens.filter((_, i) => {
    const at = ranges[i];
    return at && !isBefore(at.end, range.start) && !isBefore(range.end, at.start);
  });
  assert.deepEqual(readTokens(document, semanticTokens(context, new WeakMap(), range)), inside);
}

function checkSelections(context: FeatureContext, { below }: Random): void {
  const { document } = context;
  const positions = Array.from({ length: 8 }, () =>
    document.positionAt(below(document.getText().length + 1)),
  );
  const found = selectionRanges(context, positions);
  assert.equal(found.length, positions.length);
  positions.forEach((position, i) => {
    let last: SelectionRange | undefined;
    for (let at = found[i]; at; at = at.parent) {
      assert.ok(contains(at.range, { start: position, end: position }));
      if (last) {
        assert.ok(contains(at.range, last.range));
        assert.notDeepEqual(at.range, last.range);
      }
      last = at;
    }
    assert.equal(document.getText(last?.range), document.getText());
  });
}

function checkLinks(context: FeatureContext): void {
  const { document } = context;
  const { model } = context.analysis;
  const links = documentLinks(context, true);
  checkOrder(links.map(({ range }) => range));
  const images = new Set(
    model.references
      .filter(({ to }) => to === "image")
      .map(({ line, span }) => document.positionAt(toDocument(line, span).start)),
  );
  const stands = new Set([...images].map(({ line, character }) => `${line}:${character}`));
  for (const { range, target = "" } of links) {
    const isDirective = isBefore(range.end, document.positionAt(model.file.lines[0]?.start ?? Infinity));
    assert.ok(isDirective || stands.has(`${range.start.line}:${range.start.character}`));
    assert.ok(URL.canParse(target) && /^https:/.test(target), target);
  }
}

function checkHints(context: FeatureContext): void {
  const { document } = context;
  const whole = { start: { line: 0, character: 0 }, end: document.positionAt(Infinity) };
  const hints = inlayHints(context, whole, false);
  checkOrder(hints.map(({ position }) => ({ start: position, end: position })));
  for (const { position, label } of hints) {
    assert.notEqual(label, "");
    assert.deepEqual(document.positionAt(document.offsetAt(position)), position);
  }
}

function checkAll(text: string, numbers: Random): void {
  const context = contextOf(text, SETTINGS);
  checkSymbols(context);
  checkFolds(context);
  checkTokens(context, numbers);
  checkSelections(context, numbers);
  checkLinks(context);
  checkHints(context);
}

describe("outline, folds, tokens, selections, links and hints", function () {
  this.timeout(60_000);

  it("are well formed in any text", () => {
    forAll(TEXTS, checkAll);
  });

  for (const [title, { text }] of Object.entries(HOSTILE_TEXTS))
    it(`are well formed in ${title}`, () => {
      checkAll(text, random(3));
    });

  it("have tokens that are kept from version to version, and whose edits make those of the next one", () => {
    forAll(TEXTS, (text, numbers) => {
      const documents = createDocuments(() => null, MACHINE);
      const memory: TokenMemory = new WeakMap();
      documents.open(URI, "dockerfile", 0, text);
      const read = (): { data: number[]; text: string } => {
        const context = documents.read(URI, SETTINGS);
        assert.ok(context);
        return { data: semanticTokens(context, memory), text: context.document.getText() };
      };
      let before = read();
      for (let version = 1; version < 5; version++) {
        documents.change(URI, version, [{ text: edited(numbers, before.text) }]);
        const after = read();
        assert.deepEqual(after.data, semanticTokens(contextOf(after.text, SETTINGS), new WeakMap()));
        const made = [...before.data];
        for (const { start, deleteCount, data = [] } of tokenEdits(before.data, after.data))
          made.splice(start, deleteCount, ...data);
        assert.deepEqual(made, after.data);
        before = after;
      }
    });
  });

  it("have symbols that are kept from version to version, and are those of the text", () => {
    let keptCount = 0;
    forAll(TEXTS, (text, numbers) => {
      const documents = createDocuments(() => null, MACHINE);
      const memory: SymbolMemory = new WeakMap();
      documents.open(URI, "dockerfile", 0, text);
      let before: DocumentSymbol[] = [];
      for (let version = 1; version < 6; version++) {
        const context = documents.read(URI, SETTINGS);
        assert.ok(context);
        const symbols = documentSymbols(context, memory);
        const now = context.document.getText();
        assert.deepEqual(symbols, documentSymbols(contextOf(now, SETTINGS), new WeakMap()));
        keptCount += symbols.filter(symbol => before.includes(symbol)).length;
        before = symbols;
        documents.change(URI, version, [{ text: edited(numbers, now) }]);
      }
    });
    assert.ok(keptCount > 100, `${keptCount} symbols were kept`);
  });

  withSharedData(() => {
    it("are well formed in real files", () => {
      const numbers = random(5);
      for (const { id, dockerfile } of realFiles())
        try {
          checkAll(dockerfile, numbers);
        } catch (error) {
          throw new Error(`${id} fails`, { cause: error });
        }
    });
  });
});
