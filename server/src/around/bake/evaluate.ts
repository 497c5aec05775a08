/** What an expression comes to. */
import { callFunction } from "./functions";
import { MOST_ITEMS as MOST_MADE } from "./listFunctions";
import {
  TOO_MANY,
  hasOpen,
  isList,
  isMap,
  isOpen,
  isSame,
  numberOf,
  openData,
  shownText,
  textOf,
  truthOf,
} from "./data";
import type { Data } from "./data";
import type { Expression, Loop } from "./expression";
import { arithmetic } from "./operators";

/** The names that an expression can use. */
export interface BakeScope {
  /** Variables, functions' parameters, values of a matrix; undefined where there is no such name. */
  readonly variable: (name: string) => Data | undefined;
  /** A function that a file defines; undefined where none does. */
  readonly ownFunction: (name: string, args: readonly Data[]) => Data | undefined;
  /** What a block says of itself, as `target.NAME.ATTRIBUTE` names it; undefined where there is no such thing. */
  readonly attribute?: (type: string, label: string, name: string) => Data | undefined;
  /** Where what a name or an attribute comes to is written; undefined where it is no expression of a file. */
  readonly origin?: (name: string) => Origin | undefined;
  readonly attributeOrigin?: (type: string, label: string, name: string) => Origin | undefined;
  /** Counts what is computed: beyond a limit everything is open. */
  readonly budget: { left: number };
  /** Hears that a value is open because there is more of something than anybody writes. */
  readonly onLimit?: (what: string) => void;
}

/** An expression in its file, and what it can name. */
export interface Origin {
  readonly expression: Expression;
  readonly file: string;
  readonly scope: BakeScope;
}

/** What is computed for one file, at most. */
export const BUDGET = 400_000;

/** So many characters are filled into a text, at most: a longer one is open. */
const LONGEST = 10_000;

/** Of a list or a map with more items nothing is known. */
const MOST_ITEMS = 2000;

/** The value of an expression. Never throws: what cannot be known is open. */
export function evaluate(expression: Expression, scope: BakeScope): Data {
  if (--scope.budget.left < 0) {
    scope.onLimit?.("its values take too much to compute");
    return openData();
  }
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return joinTexts(
        expression.parts.map(part => evaluate(part, scope)),
        LONGEST + expression.parts.reduce((sum, part) => sum + lengthOf(part), 0),
      );
    case "variable":
      return scope.variable(expression.name) ?? openData(`\${${expression.name}}`);
    case "if": {
      const test = evaluate(expression.test, scope);
      const truth = truthOf(test);
      if (truth === undefined) return openData(shownText(test));
      return evaluate(truth ? expression.then : expression.otherwise, scope);
    }
    case "call":
      return call(expression, scope);
    case "tuple":
      if (hasTooMany(expression.items.length, scope)) return openData();
      return expression.items.map(item => evaluate(item, scope));
    case "object":
      if (hasTooMany(expression.entries.length, scope)) return openData();
      return new Map(
        expression.entries.flatMap(({ key, value }): [string, Data][] => {
          const name = textOf(evaluate(key, scope));
          return name === undefined ? [] : [[name, evaluate(value, scope)]];
        }),
      );
    case "for":
      return loop(expression.loop, scope);
    case "unary": {
      const operand = evaluate(expression.operand, scope);
      if (expression.operator === "!") {
        const truth = truthOf(operand);
        return truth === undefined ? openData(shownText(operand)) : !truth;
      }
      const number = numberOf(operand);
      return number === undefined ? openData(shownText(operand)) : -number;
    }
    case "binary":
      return binary(expression.operator, expression.left, expression.right, scope);
    case "index":
      return (
        blockAttribute(expression, scope) ??
        indexed(evaluate(expression.of, scope), evaluate(expression.key, scope))
      );
    case "splat": {
      const of = evaluate(expression.of, scope);
      if (isOpen(of)) return of;
      const items = isList(of) ? of : of === null ? [] : [of];
      return items.map(item =>
        expression.keys.reduce((data, key) => indexed(data, evaluate(key, scope)), item),
      );
    }
    case "unknown":
      return openData();
  }
}

/** Whether a list or a map is too large to be known; then that is told. */
export function hasTooMany(count: number, { onLimit }: BakeScope): boolean {
  if (count <= MOST_ITEMS) return false;
  onLimit?.(`a list or a map has more than ${MOST_ITEMS} items`);
  return true;
}

/** The values one behind the other as a text, which is open where one of them is, and where it is longer than `longest`. */
export function joinTexts(parts: readonly Data[], longest = LONGEST): Data {
  const text = parts.map(shownText).join("");
  const isWhole = text.length <= longest && parts.every(part => textOf(part) !== undefined);
  return isWhole ? text : openData(text.slice(0, longest));
}

/** The length of what is written out in a template. */
function lengthOf(part: Expression): number {
  return part.kind === "literal" && typeof part.value === "string" ? part.value.length : 0;
}

function call({ name, args, isSpread }: Extract<Expression, { kind: "call" }>, scope: BakeScope): Data {
  // These two are about whether there is a value.
  if (name === "try" || name === "can") {
    const values = args.map(arg => evaluate(arg, scope));
    const found = values.find(value => !hasOpen(value));
    return name === "can" ? found !== undefined || openData() : (found ?? openData());
  }
  const given = args.map(arg => evaluate(arg, scope));
  const last = given.at(-1);
  if (isSpread && (last === undefined || !isList(last))) return openData(`${name}(…)`);
  const values = isSpread && last !== undefined && isList(last) ? [...given.slice(0, -1), ...last] : given;
  const made = scope.ownFunction(name, values) ?? callFunction(name, values) ?? openData(`${name}(…)`);
  if (made === TOO_MANY) scope.onLimit?.(`a function makes a list of more than ${MOST_MADE} items`);
  return made;
}

function blockAttribute(
  { of, key }: Extract<Expression, { kind: "index" }>,
  scope: BakeScope,
): Data | undefined {
  const named = attributeNamed(of, key);
  return named && scope.attribute?.(...named);
}

/** The type, the label and the attribute in `target.NAME.ATTRIBUTE`; undefined for anything else. */
export function attributeNamed(of: Expression, key: Expression): [string, string, string] | undefined {
  if (of.kind !== "index" || of.of.kind !== "variable" || of.key.kind !== "literal" || key.kind !== "literal")
    return undefined;
  const { name } = of.of;
  return name === "target" || name === "group" ? [name, String(of.key.value), String(key.value)] : undefined;
}

function indexed(of: Data, key: Data): Data {
  if (isOpen(of)) return typeof key === "string" ? openData(of.open.replace(/\}$/, `.${key}}`)) : of;
  if (isOpen(key)) return key;
  if (isMap(of)) return of.get(String(textOf(key))) ?? openData();
  const index = numberOf(key);
  return isList(of) && index !== undefined ? (of[index] ?? openData()) : openData();
}

function binary(operator: string, leftSide: Expression, rightSide: Expression, scope: BakeScope): Data {
  const left = evaluate(leftSide, scope);
  const truth = truthOf(left);
  if (operator === "&&" && truth === false) return false;
  if (operator === "||" && truth === true) return true;
  const right = evaluate(rightSide, scope);
  if (hasOpen(left) || hasOpen(right)) return openData();
  switch (operator) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "&&":
    case "||":
      return truthOf(right) ?? openData();
    default:
      return arithmetic(operator, numberOf(left), numberOf(right));
  }
}

function loop({ index, item, over, key, value, test, isTemplate, isGrouped }: Loop, scope: BakeScope): Data {
  const list = evaluate(over, scope);
  const pairs: [Data, Data][] = isMap(list)
    ? [...list].sort(([a], [b]) => (a < b ? -1 : 1))
    : isList(list)
      ? list.map((each, at): [Data, Data] => [at, each])
      : [];
  if (!isMap(list) && !isList(list)) return openData(shownText(list));
  if (hasTooMany(pairs.length, scope)) return openData();
  const found: [Data, Data][] = [];
  for (const [at, each] of pairs) {
    const inner: BakeScope = {
      ...scope,
      variable: name => (name === item ? each : index !== null && name === index ? at : scope.variable(name)),
    };
    const passes = test === null ? true : truthOf(evaluate(test, inner));
    if (passes === undefined) return openData();
    if (passes) found.push([key ? evaluate(key, inner) : at, evaluate(value, inner)]);
  }
  if (isTemplate) return joinTexts(found.map(([, each]) => each));
  if (!key) return found.map(([, each]) => each);
  const map = new Map<string, Data>();
  for (const [name, each] of found) {
    const text = textOf(name);
    if (text === undefined) return openData();
    const before = map.get(text);
    map.set(text, isGrouped ? [...(before !== undefined && isList(before) ? before : []), each] : each);
  }
  return map;
}
