/** Commands that come behind what is copied, as the user who ran them: where they stand in the stage that runs the program. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { RuntimeItem } from "./divide";

/** A script with the flags of its RUN, and the user who runs it; null for that of the image. */
export interface Late {
  readonly text: string;
  readonly user: string | null;
  readonly flags: string;
}

/** Whether a user is root, as far as the file says: images run as root where nothing else is said. */
export function isRoot(user: string | null): boolean {
  return user === null || /^(?:root|0)(?::|$)/.test(user);
}

/**
 * The items with the scripts in them: behind what is copied. Where another user than root is in force there, what root has to
 * do comes before that USER, and what is copied with it, since a copy does not mind the user.
 */
export function lateAt(
  items: readonly RuntimeItem[],
  late: readonly Late[],
  saysRoot: (line: LogicalLine) => boolean,
): RuntimeItem[] {
  const ofRoot = late.filter(({ user }) => isRoot(user));
  const ofOthers = late.filter(({ user }) => !isRoot(user));
  const artifacts = items.findIndex(({ kind }) => kind === "artifacts");
  const user = items.findLastIndex(
    (item, index) => index < artifacts && "line" in item && item.keyword === "USER",
  );
  const before = items[user];
  const isOther = before !== undefined && "line" in before && !saysRoot(before.line);
  const runs = (some: readonly Late[]) =>
    some.map(({ text, flags }): RuntimeItem => ({
      kind: "run",
      text: `RUN ${flags}${text}`,
      reasons: [],
      keyword: "RUN",
    }));
  if (ofRoot.length === 0 || !isOther)
    return [...items.slice(0, artifacts + 1), ...runs(late), ...items.slice(artifacts + 1)];
  const copied = items[artifacts];
  const first = firstOfUser(items, artifacts, saysRoot);
  return [
    ...items.slice(0, first),
    ...(copied ? [copied] : []),
    ...runs(ofRoot),
    ...items.slice(first, artifacts),
    ...runs(ofOthers),
    ...items.slice(artifacts + 1),
  ];
}

/** The first USER of those in front of a place between which no root stands. */
function firstOfUser(
  items: readonly RuntimeItem[],
  end: number,
  saysRoot: (line: LogicalLine) => boolean,
): number {
  let first = end;
  for (let index = end - 1; index >= 0; index--) {
    const item = items[index];
    if (!item || !("line" in item) || item.keyword !== "USER") continue;
    if (saysRoot(item.line)) break;
    first = index;
  }
  return first;
}
