/** The groups of bake: the names by which it builds several targets at once. */
import { isList, textOf } from "./data";
import { evaluate } from "./evaluate";
import type { BakeFile } from "./expression";
import type { BakeTarget } from "./targets";
import { createScope } from "./variables";

/** Answers the groups that have a target, directly or through others, in the order of the files. */
export function readGroups(files: readonly BakeFile[]): (target: BakeTarget) => readonly string[] {
  const scope = createScope(files);
  // A later block takes the place of an earlier one.
  const members = new Map<string, readonly string[]>();
  for (const { blocks } of files)
    for (const { type, labels, attributes } of blocks) {
      const [label] = labels;
      const targets = attributes.get("targets");
      if (type !== "group" || label === undefined || !targets) continue;
      const names = evaluate(targets.value, scope);
      members.set(
        label,
        (isList(names) ? names : []).flatMap(name => textOf(name) ?? []),
      );
    }
  return ({ name, matrix }) => {
    const found = new Set(matrix === null ? [] : [matrix]);
    const wanted = new Set([name, ...found]);
    // What is added is gone through, too.
    for (const each of wanted)
      for (const [group, names] of members)
        if (names.includes(each)) {
          found.add(group);
          wanted.add(group);
        }
    return [...found];
  };
}
