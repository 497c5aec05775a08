/**
 * `npm run l10n`: writes l10n/bundle.l10n.json, the English texts that a translation (`bundle.l10n.<language>.json`) has to
 * have: those that the code asks `l10n.t` for, and the descriptions of the snippets. A test fails while it says something
 * else. (@vscode/l10n-dev does the same, but installs the client of a translation service along with it.)
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "..");
const CODE = ["client/src", "server/src"];
const SNIPPETS = ["snippets/files.json", "snippets/parts.json"];
/** It asks for the descriptions of snippets, which are no literals of the code. */
const ASKS_FOR_SNIPPETS = "server/src/features/completion/snippets.ts";
const BUNDLE = "l10n/bundle.l10n.json";

/** The source files of the extension, as paths from its root, in the order of the alphabet. */
export function sourceFiles(): string[] {
  return CODE.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".ts"))
      .map(name => `${folder}/${name.replaceAll("\\", "/")}`),
  ).sort();
}

/** A source file of the extension, read by TypeScript. */
export function readSource(path: string): ts.SourceFile {
  const text = readFileSync(join(ROOT, path), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Whether a node asks for a text in the reader's language. */
export function isTextCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return name.text === "t" && ts.isIdentifier(expression) && expression.text === "l10n";
}

/** The English texts that a source asks for. Throws where one is no literal, or has not the places that it is given values for. */
export function textsOf(source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isTextCall(node) && source.fileName !== ASKS_FOR_SNIPPETS) texts.push(textOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function textOf(call: ts.CallExpression): string {
  const [first, ...values] = call.arguments;
  if (!first || !ts.isStringLiteral(first)) throw new Error(`${placeOf(call)}: the text is no literal`);
  // A sentence without values is filled in by others: a hover has stretches in code and in bold.
  const places = placesIn(first.text);
  if (values.length > 0 && places.join() !== values.map((_, index) => `{${index}}`).join())
    throw new Error(`${placeOf(call)}: ${values.length} values for ${places.join(" ")}`);
  return first.text;
}

/** Where a node stands, as people write it: `client/src/extension.ts:12`. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The places of a text for values, `{0}` and so on: each once, in their order. */
export function placesIn(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

/** What bundle.l10n.json has to say: each text by itself. */
export function bundle(): string {
  const snippets = SNIPPETS.flatMap(path =>
    Object.values(
      JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, { description: string }>,
    ),
  );
  const texts = [
    ...sourceFiles().flatMap(path => textsOf(readSource(path))),
    ...snippets.map(({ description }) => description),
  ];
  const sorted = [...new Set(texts)].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map(text => [text, text])), null, 2)}\n`;
}

if (require.main === module) writeFileSync(join(ROOT, BUNDLE), bundle());
