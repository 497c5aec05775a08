/** The functions of bake that make and take apart lists, sets and maps. */
import { TOO_MANY, isList, isMap, isOpen, isSame, numberOf, openData, textOf } from "./data";
import type { Data } from "./data";
import type { BakeFunction } from "./functions";

const ofList =
  (make: (list: readonly Data[]) => Data | undefined): BakeFunction =>
  (given = null) =>
    isList(given) ? make(given) : undefined;

/** A longer list is `TOO_MANY`. */
export const MOST_ITEMS = 1024;

function distinct(items: readonly Data[]): Data {
  const found: Data[] = [];
  const texts = new Set<Data>();
  for (const item of items) {
    const isPlain = typeof item !== "object";
    if (isPlain ? texts.has(item) : found.some(each => isSame(each, item))) continue;
    texts.add(item);
    found.push(item);
    if (found.length > MOST_ITEMS) return TOO_MANY;
  }
  return found;
}

function flatten(items: readonly Data[], depth = 0): Data[] {
  return items.flatMap(item => (isList(item) && depth < 20 ? flatten(item, depth + 1) : [item]));
}

/** Every list of one item of each list, the last list changing first. */
function product(lists: readonly (readonly Data[])[]): Data {
  if (lists.reduce((count, list) => count * list.length, 1) > MOST_ITEMS) return TOO_MANY;
  return lists.reduce<Data[][]>((rows, list) => rows.flatMap(row => list.map(item => [...row, item])), [[]]);
}

function compare(a: Data, b: Data): number {
  const [left = "", right = ""] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function range(...given: readonly Data[]): Data | undefined {
  const numbers = given.map(numberOf);
  const [first = 0, second, third] = numbers;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0) return undefined;
  if (Math.abs((end - start) / step) > MOST_ITEMS) return TOO_MANY;
  const found: number[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) found.push(at);
  return found;
}

function element(list: Data = null, index: Data = null): Data | undefined {
  const at = numberOf(index);
  return isList(list) && list.length > 0 && at !== undefined
    ? list[((at % list.length) + list.length) % list.length]
    : undefined;
}

const sets =
  (keeps: (item: Data, others: readonly (readonly Data[])[]) => boolean): BakeFunction =>
  (first = null, ...rest) => {
    const others = rest.filter(isList);
    return isList(first) && others.length === rest.length
      ? distinct(first.filter(item => keeps(item, others)))
      : undefined;
  };
const has = (list: readonly Data[], item: Data) => list.some(each => isSame(each, item));

export const listFunctions: Readonly<Record<string, BakeFunction>> = {
  chunklist: (list = null, size = null) => {
    const step = numberOf(size) ?? 0;
    if (!isList(list) || step < 1) return undefined;
    return Array.from({ length: Math.ceil(list.length / step) }, (_, at) =>
      list.slice(at * step, (at + 1) * step),
    );
  },
  coalesce: (...given) => given.find(value => value !== null) ?? undefined,
  coalescelist: (...given) => given.find(value => isList(value) && value.length > 0),
  compact: ofList(list => list.filter(item => item !== null && item !== "")),
  concat: (...given) => {
    const lists = given.filter(isList);
    return lists.length === given.length ? lists.flat() : openData();
  },
  contains: (list = null, value = null) => (isList(list) ? has(list, value) : undefined),
  distinct: ofList(distinct),
  element,
  flatten: ofList(list => flatten(list)),
  formatlist: () => undefined,
  hasindex: (of = null, key = null) =>
    isMap(of)
      ? of.has(textOf(key) ?? "")
      : isList(of)
        ? (numberOf(key) ?? -1) >= 0 && (numberOf(key) ?? 0) < of.length
        : undefined,
  index: (of = null, key = null) =>
    isMap(of) ? of.get(textOf(key) ?? "") : isList(of) ? of[numberOf(key) ?? -1] : undefined,
  indexof: (list = null, value = null) => {
    const at = isList(list) ? list.findIndex(item => isSame(item, value)) : -1;
    return at === -1 ? undefined : at;
  },
  join: (separator = null, ...lists) => {
    const items = lists.flatMap(list => (isList(list) ? list : [list]));
    const texts = items.map(textOf);
    return texts.includes(undefined) ? undefined : texts.join(textOf(separator) ?? "");
  },
  keys: (map = null) => (isMap(map) ? [...map.keys()].sort() : undefined),
  length: (of = null) => (isMap(of) ? of.size : isList(of) ? of.length : undefined),
  lookup: (map = null, key = null, otherwise) =>
    isMap(map) ? (map.get(textOf(key) ?? "") ?? otherwise) : undefined,
  merge: (...maps) => {
    if (maps.some(isOpen)) return openData();
    return new Map(maps.flatMap(map => (isMap(map) ? [...map] : [])));
  },
  range,
  reverse: ofList(list => [...list].reverse()),
  reverselist: ofList(list => [...list].reverse()),
  sethaselement: (list = null, value = null) => (isList(list) ? has(list, value) : undefined),
  setintersection: sets((item, others) => others.every(list => has(list, item))),
  setproduct: (...given) => {
    const lists = given.filter(isList);
    return lists.length === given.length ? product(lists) : undefined;
  },
  setsubtract: sets((item, others) => !others.some(list => has(list, item))),
  setunion: (...given) => {
    const lists = given.filter(isList);
    return lists.length === given.length ? distinct(lists.flat()) : undefined;
  },
  slice: (list = null, from = null, to = null) =>
    isList(list) ? list.slice(numberOf(from) ?? 0, numberOf(to)) : undefined,
  sort: ofList(list => [...list].sort(compare)),
  values: (map = null) =>
    isMap(map) ? [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) : undefined,
  zipmap: (keys = null, values = null) =>
    isList(keys) && isList(values)
      ? new Map(keys.map((key, at) => [textOf(key) ?? "", values[at] ?? null]))
      : undefined,
};
