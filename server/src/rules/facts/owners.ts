/** `USER` and `--chown` values: a user and a group, each a number or a name. */
import { int32Error } from "./int32";

/** The parts of a value that are names; `root` counts as one. */
export interface OwnerNames {
  readonly user: string | null;
  readonly group: string | null;
}

/** The names in a value such as `app:app`; null where it has none, or is none that anybody can take apart. */
export function ownerNames(value: string): OwnerNames | null {
  const [user = "", group = "", ...more] = value.split(":");
  if (more.length > 0) return null;
  const names = { user: isName(user) ? user : null, group: isName(group) ? group : null };
  return names.user === null && names.group === null ? null : names;
}

/** The builder takes for a number what Go's `ParseInt` does; and what no system takes for a name is none. */
function isName(text: string): boolean {
  return /^[\w.][\w.@\\-]*\$?$/.test(text) && !/^\d+$/.test(text);
}

/**
 * Whether the builder looks a user or a group up in the files of the image: what is no number, and not `root`, which it knows by
 * itself (`WithUser` and `parseUID` in its `client/llb/fileop.go`).
 */
export function isLookedUp(value: string): boolean {
  const colon = value.indexOf(":");
  const parts = colon === -1 ? [value] : [value.slice(0, colon), value.slice(colon + 1)];
  return parts.some(part => part !== "" && part !== "root" && int32Error(part) !== null);
}

/**
 * The numbers of names that are the same in all images that have them: those of Debian and Alpine for `nobody`, of distroless for
 * `nonroot`, of the image of Node.js for `node`.
 */
const NUMBERS = new Map([
  ["root", "0"],
  ["nobody", "65534"],
  ["nogroup", "65534"],
  ["nonroot", "65532"],
]);

/** A value with the names in it as numbers; what is not known is `fallback`, or makes the answer null without one. */
export function asNumbers(
  value: string,
  fallback: ReadonlyMap<string, string> | string | null,
): string | null {
  const numbers = value.split(":").map(part => {
    if (!isName(part)) return part;
    return NUMBERS.get(part) ?? (typeof fallback === "string" ? fallback : (fallback?.get(part) ?? null));
  });
  return numbers.includes(null) ? null : numbers.join(":");
}
