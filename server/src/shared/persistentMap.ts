/**
 * A map that another one extends without copying it, for the variables of stages that are based on one another: a balanced
 * tree (Adelson-Velsky and Landis) of which a new version shares all but the path to what is new. Looking up and adding cost
 * the logarithm of the size, however long the chain of versions is.
 */

/** Null is the empty map. */
export type PersistentMap<Value> = Node<Value> | null;

interface Node<Value> {
  readonly key: string;
  readonly value: Value;
  readonly left: PersistentMap<Value>;
  readonly right: PersistentMap<Value>;
  readonly height: number;
  readonly size: number;
}

/** The value of a key, or undefined. */
export function lookup<Value>(map: PersistentMap<Value>, key: string): Value | undefined {
  let at = map;
  while (at && at.key !== key) at = key < at.key ? at.left : at.right;
  return at?.value;
}

/** The map with another value for a key. */
export function extended<Value>(map: PersistentMap<Value>, key: string, value: Value): Node<Value> {
  if (!map) return node(key, value, null, null);
  if (key === map.key) return node(key, value, map.left, map.right);
  return key < map.key
    ? balanced(map, extended(map.left, key, value), map.right)
    : balanced(map, map.left, extended(map.right, key, value));
}

/** How many keys the map has. */
export function sizeOf(map: PersistentMap<unknown>): number {
  return map?.size ?? 0;
}

/** The keys with their values, in the order of the keys. */
export function* entriesOf<Value>(map: PersistentMap<Value>): Generator<readonly [string, Value]> {
  if (!map) return;
  yield* entriesOf(map.left);
  yield [map.key, map.value];
  yield* entriesOf(map.right);
}

function node<Value>(
  key: string,
  value: Value,
  left: PersistentMap<Value>,
  right: PersistentMap<Value>,
): Node<Value> {
  const height = 1 + Math.max(heightOf(left), heightOf(right));
  return { key, value, left, right, height, size: 1 + sizeOf(left) + sizeOf(right) };
}

function heightOf(map: PersistentMap<unknown>): number {
  return map?.height ?? 0;
}

/** A node with other branches, one of which may be two levels higher than the other. */
function balanced<Value>(
  { key, value }: Node<Value>,
  left: PersistentMap<Value>,
  right: PersistentMap<Value>,
): Node<Value> {
  if (left && left.height > heightOf(right) + 1) {
    const { left: outer, right: inner } = left;
    if (!inner || heightOf(outer) >= inner.height)
      return node(left.key, left.value, outer, node(key, value, inner, right));
    return node(
      inner.key,
      inner.value,
      node(left.key, left.value, outer, inner.left),
      node(key, value, inner.right, right),
    );
  }
  if (right && right.height > heightOf(left) + 1) {
    const { left: inner, right: outer } = right;
    if (!inner || heightOf(outer) >= inner.height)
      return node(right.key, right.value, node(key, value, left, inner), outer);
    return node(
      inner.key,
      inner.value,
      node(key, value, left, inner.left),
      node(right.key, right.value, inner.right, outer),
    );
  }
  return node(key, value, left, right);
}
