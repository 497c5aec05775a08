/** The jobs that `strategy.matrix` makes of one. */
import { isList, isMap, isSame, openData } from "../bake/data";
import type { Data, DataMap } from "../bake/data";
import { dataOf } from "../treeData";
import type { Tree } from "../tree";
import { evaluateText } from "./expression";
import type { Lookup } from "./expression";

/** A matrix of GitHub has no more rows: it refuses one that has. */
const MOST_ROWS = 256;

/** The rows of a matrix, as GitHub combines them; null where it is made in the workflow and may be anything, or has too many. */
export function matrixRows(
  tree: Tree | undefined,
  lookup: Lookup,
  onLimit: (what: string) => void,
): DataMap[] | null {
  if (!tree) return [new Map()];
  const data = dataOf(tree, text => evaluateText(text, lookup));
  if (!isMap(data)) return null;
  const axes = [...data].filter(([key]) => key !== "include" && key !== "exclude");
  let rows = axes.length > 0 ? [new Map<string, Data>()] : [];
  for (const [key, values] of axes) {
    const list = isList(values) ? values : [openData(`matrix.${key}`)];
    if (rows.length * list.length > MOST_ROWS) return tooMany(onLimit);
    rows = rows.flatMap(row => list.map(value => new Map<string, Data>([...row, [key, value]])));
  }
  const excluded = mapsOf(data.get("exclude"));
  rows = rows.filter(
    row => !excluded.some(entry => [...entry].every(([key, value]) => isSame(row.get(key) ?? null, value))),
  );
  const names = new Set(axes.map(([key]) => key));
  const original = rows.map(row => new Map(row));
  const include = data.get("include");
  for (const entry of mapsOf(include)) {
    // It adds to each row that it contradicts in nothing, else it is a row of its own.
    const fitting = original.flatMap((row, index) =>
      [...entry].every(([key, value]) => !names.has(key) || isSame(row.get(key) ?? null, value))
        ? [index]
        : [],
    );
    for (const index of fitting)
      for (const [key, value] of entry) if (!names.has(key)) rows[index]?.set(key, value);
    if (fitting.length === 0) rows.push(new Map(entry));
  }
  const isUnknown = include !== undefined && !isList(include);
  if (rows.length > MOST_ROWS) return tooMany(onLimit);
  return isUnknown || rows.length === 0 ? (isUnknown ? null : [new Map()]) : rows;
}

function tooMany(onLimit: (what: string) => void): null {
  onLimit(`a matrix has more than ${MOST_ROWS} rows`);
  return null;
}

function mapsOf(data: Data | undefined): DataMap[] {
  return data !== undefined && isList(data) ? data.filter(isMap) : [];
}
