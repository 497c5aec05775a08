/**
 * The types of mounts that the builder knows, their keys, and which go together (spec 2.3, 8; the builder's
 * `frontend/dockerfile/instructions/commands_runmount.go`).
 */
import type { Mount } from "./mounts";

export const MOUNT_TYPES: readonly string[] = ["bind", "cache", "tmpfs", "secret", "ssh"];

/** How a cache is shared by builds that run at the same time. */
export const SHARING_MODES: readonly string[] = ["shared", "private", "locked"];

/** By type, the keys that mean something for it, the most telling first; of those with two names the common one. */
export const MOUNT_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bind", ["target", "source", "from", "rw"]],
  ["cache", ["target", "id", "sharing", "from", "source", "ro", "mode", "uid", "gid"]],
  ["secret", ["id", "target", "env", "required", "mode", "uid", "gid"]],
  ["ssh", ["id", "target", "required", "mode", "uid", "gid"]],
  ["tmpfs", ["target", "size"]],
]);

/** Keys that need no value. */
export const SWITCHES: ReadonlySet<string> = new Set(["ro", "rw", "readonly", "readwrite", "required"]);

/** Keys that are judged by the type that is given before them. */
const BEHIND_TYPE = new Set(["required", "size"]);

const CANONICAL = new Map([
  ["src", "source"],
  ["dst", "target"],
  ["destination", "target"],
  ["readonly", "ro"],
  ["readwrite", "rw"],
]);

/** The one name of a key that has several. */
export function canonicalKey(key: string): string {
  return CANONICAL.get(key) ?? key;
}

/** The keys that may be added to a mount as its field `index`, or take the place of that field. */
export function keysFor(mount: Mount, index: number): string[] {
  const type = mount.type ?? "bind";
  const others = mount.options.filter((_, at) => at !== index);
  const given = new Set(others.map(({ key }) => canonicalKey(key)));
  const typeBefore =
    mount.options
      .slice(0, index)
      .findLast(({ key }) => key === "type")
      ?.value?.text.toLowerCase() ?? "bind";
  const exclusive = given.has("ro") || given.has("rw");
  return ["type", ...(MOUNT_KEYS.get(type) ?? [])].filter(key => {
    if (given.has(key) || (BEHIND_TYPE.has(key) && typeBefore !== type)) return false;
    // A secret takes its name from one key alone.
    if (type === "secret" && key === "id" && given.has("source")) return false;
    return !(exclusive && (key === "ro" || key === "rw"));
  });
}

/** The types that a mount may have with the keys that it has beside. */
export function typesFor(mount: Mount): string[] {
  const given = mount.options.map(({ key }) => canonicalKey(key)).filter(key => key !== "type" && key !== "");
  const all = new Set([...MOUNT_KEYS.values()].flat());
  return [...MOUNT_KEYS]
    .filter(([, keys]) =>
      given.every(key => !all.has(key) || key === "ro" || key === "rw" || keys.includes(key)),
    )
    .map(([type]) => type);
}
