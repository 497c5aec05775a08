/** The targets of bake files: those that a matrix makes, with what they inherit and what later files say. */
import { hasOpen, isList, isMap, isOpen, openData, textOf } from "./data";
import type { Data, DataMap } from "./data";
import { put, valueOf } from "./bakeValues";
import type { BakeValue } from "./bakeValues";
import { evaluate } from "./evaluate";
import type { BakeScope, Origin } from "./evaluate";
import type { BakeFile, Block } from "./expression";
import { createScope } from "./variables";
import type { Place } from "../use";

/** A target as bake builds it. */
export interface BakeTarget {
  readonly name: string;
  /** The head of the last block of that name. */
  readonly place: Place;
  /** The files that have a block of the target. */
  readonly files: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, BakeValue>;
  /** The name of the block whose matrix makes it, by which bake builds all that the block makes; else null. */
  readonly matrix: string | null;
  /** A target that it inherits is not there, or its name cannot be known. */
  readonly isPartial: boolean;
}

/** More targets than that a matrix does not make. */
const MOST_ROWS = 256;
const DEEPEST = 50;
interface Definition {
  readonly name: string;
  readonly file: BakeFile;
  readonly block: Block;
  readonly scope: BakeScope;
}

/**
 * The targets of files that are read together, in order of their blocks. `textOfFile` gives the text of one of them; `onLimit` hears
 * what is open because there is too much of it.
 */
export function readTargets(
  files: readonly BakeFile[],
  textOfFile: (path: string) => string,
  onLimit: (what: string) => void,
): ReadonlyMap<string, BakeTarget> {
  const scope = withTargets(createScope(files, onLimit), files);
  const definitions = new Map<string, Definition[]>();
  for (const file of files)
    for (const block of file.blocks) {
      if (block.type !== "target" || block.labels[0] === undefined) continue;
      for (const definition of rowsOf(block, file, scope)) {
        const before = definitions.get(definition.name);
        if (before) before.push(definition);
        else definitions.set(definition.name, [definition]);
      }
    }
  const found = new Map<string, BakeTarget>();
  const computing = new Set<string>();

  function resolve(name: string, depth: number): BakeTarget | null {
    const known = found.get(name);
    if (known) return known;
    const own = definitions.get(name);
    const last = own?.at(-1);
    if (!own || !last || computing.has(name) || depth > DEEPEST) return null;
    computing.add(name);
    let isPartial = false;
    const attributes = new Map<string, BakeValue>();
    for (const { block, scope: inner } of own) {
      const inherited = block.attributes.get("inherits");
      const names = inherited ? evaluate(inherited.value, inner) : [];
      if (hasOpen(names)) isPartial = true;
      for (const each of isList(names) ? names : []) {
        const base = resolve(textOf(each) ?? "", depth + 1);
        if (!base || base.isPartial) isPartial = true;
        for (const [key, value] of base?.attributes ?? []) put(attributes, key, value);
      }
    }
    for (const { block, file, scope: inner } of own)
      for (const [key, attribute] of block.attributes)
        put(attributes, key, valueOf(attribute, file.path, textOfFile(file.path), inner));
    computing.delete(name);
    const place = { file: last.file.path, span: last.block.labelSpan };
    const [label = name] = last.block.labels;
    const matrix = label === name ? null : label;
    const target = {
      ...{ name, place, files: new Set(own.map(({ file }) => file.path)) },
      ...{ attributes, matrix, isPartial },
    };
    found.set(name, target);
    return target;
  }

  for (const name of definitions.keys()) resolve(name, 0);
  return new Map(
    [...definitions.keys()].flatMap(name => {
      const target = found.get(name);
      return target ? [[name, target]] : [];
    }),
  );
}

/** The targets that a block makes: one, or one for each row of its matrix. */
function rowsOf(block: Block, file: BakeFile, scope: BakeScope): Definition[] {
  const [label = ""] = block.labels;
  const matrix = block.attributes.get("matrix");
  if (!matrix) return [{ name: nameOf(block, label, scope), file, block, scope }];
  const axes = evaluate(matrix.value, scope);
  if (!isMap(axes))
    return [
      {
        name: label,
        file,
        block,
        scope: { ...scope, variable: name => scope.variable(name) ?? openData(name) },
      },
    ];
  return rows(axes, scope).map(row => {
    const inner: BakeScope = {
      ...scope,
      variable: name => row.get(name) ?? scope.variable(name),
      origin: name => (row.has(name) ? undefined : scope.origin?.(name)),
    };
    return { name: nameOf(block, label, inner), file, block, scope: inner };
  });
}

function nameOf(block: Block, label: string, scope: BakeScope): string {
  const name = block.attributes.get("name");
  const data = name && evaluate(name.value, scope);
  return data === undefined ? label : isOpen(data) ? data.open : (textOf(data) ?? label);
}

/** The rows of a matrix. Of one with too many there is a row more, of which nothing is known: each of those left out may be meant. */
function rows(axes: DataMap, { onLimit }: BakeScope): DataMap[] {
  const unknown = new Map([...axes.keys()].map(name => [name, openData(name)]));
  let isCut = false;
  let found = [new Map<string, Data>()];
  for (const [name, values] of [...axes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = isList(values) ? values : [isOpen(values) ? values : openData(name)];
    isCut ||= found.length * list.length > MOST_ROWS;
    found = found
      .slice(0, MOST_ROWS)
      .flatMap(row => list.slice(0, MOST_ROWS).map(value => new Map<string, Data>([...row, [name, value]])))
      .slice(0, MOST_ROWS);
  }
  if (!isCut) return found;
  onLimit?.(`a matrix has more than ${MOST_ROWS} rows`);
  return [...found, unknown];
}

/** `target.NAME.ATTRIBUTE` is what a block says of itself. */
function withTargets(scope: BakeScope, files: readonly BakeFile[]): BakeScope {
  const computing = new Set<string>();
  const attributeOrigin = (type: string, label: string, name: string): Origin | undefined => {
    const isMeant = (each: Block) =>
      each.type === type && each.labels[0] === label && each.attributes.has(name);
    const file = files.findLast(({ blocks }) => blocks.some(isMeant));
    const expression = file?.blocks.findLast(isMeant)?.attributes.get(name)?.value;
    return file && expression && { expression, file: file.path, scope: all };
  };
  const all: BakeScope = {
    ...scope,
    attributeOrigin,
    attribute: (type, label, name) => {
      const key = `${type}.${label}.${name}`;
      const origin = attributeOrigin(type, label, name);
      if (!origin || computing.has(key)) return undefined;
      computing.add(key);
      const data = evaluate(origin.expression, all);
      computing.delete(key);
      return data;
    },
  };
  return all;
}
