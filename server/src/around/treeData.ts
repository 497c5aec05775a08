/** A tree of YAML or JSON as plain data. */
import { openData } from "./bake/data";
import type { Data } from "./bake/data";
import type { Tree } from "./tree";

/** Of trees that aliases make larger than this the rest is open. */
const MOST = 20_000;

/** The data of a tree; `text` says what a text in it comes to. */
export function dataOf(tree: Tree, text: (text: string) => Data = given => given): Data {
  let left = MOST;
  const convert = (node: Tree, depth: number): Data => {
    if (--left < 0 || depth > 50) return openData();
    if (node.kind === "scalar") return typeof node.value === "string" ? text(node.value) : node.value;
    if (node.kind === "list") return node.items.map(item => convert(item, depth + 1));
    return new Map([...node.entries].map(([key, { value }]) => [key, convert(value, depth + 1)]));
  };
  return convert(tree, 0);
}
