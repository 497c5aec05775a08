/** Literals of the sources that people would read, and that are not asked of the bundle. */
import ts from "typescript";
import { isTextCall, placeOf } from "../../scripts/l10n";

export interface StrayText {
  /** `client/src/extension.ts:12` */
  readonly place: string;
  readonly text: string;
  /** The property or the call that says it, where it is given to one. */
  readonly by: string | null;
}

/** What is said in these properties, whatever it is, is said to people. */
const SAID_IN = new Set(
  "button description detail label message openLabel placeHolder placeholder problem prompt reason saveLabel title tooltip".split(
    " ",
  ),
);
/** What these calls are given as their first argument. */
const SAID_BY =
  /^(?:show(?:Error|Warning|Information)Message|setStatusBarMessage|refuse|fix|safeFix|replacement|TreeItem)$/;
/** Words beside one another, and a word that begins as a sentence does. */
const WORDS = /\p{L}{2,}[,:;.]? ["'(]?\p{L}{2,}|^\p{Lu}\p{Ll}{2,}$/u;
/** What is put together of nothing but names. */
const LETTERS = /\p{L}{2,}/u;

/** The stray literals of a source file. */
export function strayTexts(source: ts.SourceFile): StrayText[] {
  const found: StrayText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (isTextCall(node)) {
      node.arguments.slice(1).forEach(visit);
      return;
    }
    const text = literalText(node);
    if (text !== null && LETTERS.test(text)) {
      const by = saidBy(node);
      if (by !== null || WORDS.test(text)) found.push({ place: placeOf(node), text, by });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a literal says beside its values, and beside what is no word: marks of HTML, icons, colours, names in code. */
function literalText(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return bare(node.text, node);
  if (!ts.isTemplateExpression(node)) return null;
  const values = node.templateSpans.map(({ literal }) => literal.text);
  return bare([node.head.text, ...values].join("…"), node);
}

function bare(text: string, { parent }: ts.Node): string {
  const isHtml = ts.isTaggedTemplateExpression(parent) && parent.tag.getText() === "html";
  const said = isHtml ? shownOfHtml(text) : text;
  return said
    .replace(/\$\([\w~-]+\)/g, " ")
    .replace(/\x1b\[\d+m/g, " ") // eslint-disable-line no-control-regex -- colours begin with it
    .trim();
}

/** The text of elements and of the attributes that are read. */
function shownOfHtml(text: string): string {
  const attributes = [...text.matchAll(/(?:aria-label|title)="([^"]*)"/g)].map(match => match[1] ?? "");
  return [text.replace(/<[^>]*>?/g, " "), ...attributes].join("\n").replace(/\s*\n\s*/g, "\n");
}

/** The property or the call that a literal, or what it is a part of, is given to, if that says it to people. */
function saidBy(node: ts.Node): string | null {
  let { parent } = node;
  let child = node;
  while (
    (ts.isConditionalExpression(parent) && parent.condition !== child) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isBinaryExpression(parent) && /^(?:\?\?|\|\||\+)$/.test(parent.operatorToken.getText()))
  ) {
    child = parent;
    ({ parent } = parent);
  }
  const one = (name: string, isOne: boolean) => (isOne ? name : null);
  if (ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name))
    return one(parent.name.text, SAID_IN.has(parent.name.text));
  if (isAssignment(parent) && parent.right === child && ts.isPropertyAccessExpression(parent.left)) {
    const { text } = parent.left.name;
    return one(text, SAID_IN.has(text) || text === "text");
  }
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== child) return null;
  const { expression } = parent;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return one(name, SAID_BY.test(name));
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** The calls of `l10n.t` that are made when a file is loaded, before the reader's language is known. */
export function earlyTexts(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return;
    if (isTextCall(node)) found.push(placeOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
