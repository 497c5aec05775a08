/** Values of attributes of bake files with where they are written, and what a later block makes of an earlier one's. */
import type { HoleValue } from "../encoding/hclText";
import type { InlineText } from "../encoding/inlineText";
import type { Place } from "../use";
import { isList, isMap, shownText, textOf, truthOf } from "./data";
import type { Data } from "./data";
import { attributeNamed, evaluate, hasTooMany } from "./evaluate";
import type { BakeScope, Origin } from "./evaluate";
import { contentSpan } from "./expression";
import type { Attribute, Expression } from "./expression";

/** A value with where it is written. */
export interface BakeValue {
  readonly data: Data;
  readonly place: Place;
  /** The items of a list that is written out, each with its place; else null. */
  readonly items: readonly BakeValue[] | null;
  /** The entries of an object that is written out, by key; else null. */
  readonly entries: ReadonlyMap<string, { readonly name: Place; readonly value: BakeValue }> | null;
  /** The text as it is written, where it is a single one: there, or where a variable or another attribute has it; else null. */
  readonly written?: () => WrittenText | null;
}

/** A text as it is written in a file. */
export interface WrittenText {
  readonly file: string;
  readonly text: InlineText;
}

/** Maps of later blocks add to those of earlier ones; everything else replaces. */
const MERGED = new Set(["args", "contexts", "labels"]);
/** Lists to which later blocks add. */
const APPENDED = new Set(["no-cache-filter", "secret", "ssh", "cache-from", "cache-to"]);

/** A later value in place of an earlier one; null says nothing. */
export function put(attributes: Map<string, BakeValue>, key: string, value: BakeValue): void {
  const before = attributes.get(key);
  if (value.data === null) return;
  if (before && APPENDED.has(key) && isList(before.data) && isList(value.data)) {
    const items = [...(before.items ?? placedItems(before)), ...(value.items ?? placedItems(value))];
    const known = new Set<Data>();
    const own = items.filter(({ data }) => (typeof data === "object" || !known.has(data)) && known.add(data));
    attributes.set(key, { ...value, data: own.map(({ data }) => data), items: own });
    return;
  }
  if (!before || !MERGED.has(key) || !isMap(before.data) || !isMap(value.data)) {
    attributes.set(key, value);
    return;
  }
  const later = [...value.data].filter(([, each]) => each !== null);
  attributes.set(key, {
    ...value,
    data: new Map([...before.data, ...later]),
    entries: new Map([
      ...(before.entries ?? []),
      ...[...(value.entries ?? [])].filter(([, each]) => each.value.data !== null),
    ]),
  });
}

/** The items of a list that is not written out: all of them stand where it does. */
function placedItems({ data, place }: BakeValue): BakeValue[] {
  return isList(data) ? data.map(item => ({ data: item, place, items: null, entries: null })) : [];
}

/** The value of an attribute with its places. */
export function valueOf({ value }: Attribute, file: string, text: string, scope: BakeScope): BakeValue {
  return placed(value, file, text, scope, 0);
}

function placed(
  expression: Expression,
  file: string,
  text: string,
  scope: BakeScope,
  depth: number,
): BakeValue {
  const place = { file, span: contentSpan(expression, text) };
  const inside = (each: Expression) => placed(each, file, text, scope, depth + 1);
  if (expression.kind === "tuple" && depth < 2 && !hasTooMany(expression.items.length, scope)) {
    const items = expression.items.map(inside);
    return { data: items.map(({ data }) => data), place, items, entries: null };
  }
  if (expression.kind === "object" && depth < 2 && !hasTooMany(expression.entries.length, scope)) {
    const entries = new Map(
      expression.entries.flatMap(({ key, keySpan, value }) => {
        const name = textOf(evaluate(key, scope));
        return name === undefined
          ? []
          : [[name, { name: { file, span: keySpan }, value: inside(value) }] as const];
      }),
    );
    const data = new Map([...entries].map(([name, { value }]) => [name, value.data]));
    return { data, place, items: null, entries };
  }
  return {
    data: evaluate(expression, scope),
    place,
    items: null,
    entries: null,
    written: () => writtenText({ expression, file, scope }, 0),
  };
}

/** Variables that name one another in more steps are not followed. */
const MOST_STEPS = 20;

/** The one text that an expression comes to as it stands; null for one that is put together. */
function writtenText(origin: Origin, steps: number): WrittenText | null {
  const { expression, file, scope } = origin;
  const next = steps < MOST_STEPS ? leadsTo(origin) : undefined;
  const found = next ? writtenText(next, steps + 1) : null;
  if (found) return found;
  const text = expression.writing?.(fill => holeValue(evaluate(fill, scope)));
  return text ? { file, text } : null;
}

/** The other expression that one comes to: a default value, an attribute of a block, a branch, or the hole that a template consists of. */
function leadsTo({ expression, file, scope }: Origin): Origin | undefined {
  if (expression.kind === "variable") return scope.origin?.(expression.name);
  if (expression.kind === "index") {
    const named = attributeNamed(expression.of, expression.key);
    return named && scope.attributeOrigin?.(...named);
  }
  if (expression.kind === "if") {
    const truth = truthOf(evaluate(expression.test, scope));
    if (truth === undefined) return undefined;
    return { expression: truth ? expression.then : expression.otherwise, file, scope };
  }
  const [only, ...others] = expression.kind === "template" ? expression.parts : [];
  return only && others.length === 0 ? { expression: only, file, scope } : undefined;
}

function holeValue(data: Data): HoleValue {
  return { text: shownText(data), isOpen: textOf(data) === undefined };
}
