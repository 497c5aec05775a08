/**
 * What the builder wants of the options of a mount, once their variables are filled in (spec 2.3, 8; the builder's
 * `frontend/dockerfile/instructions/commands_runmount.go`, `convert_runmount.go` and `convert_ssh.go`).
 */
import type { Mount, MountOption } from "../../dockerfile/mounts";
import { MOUNT_TYPES, SHARING_MODES } from "../../dockerfile/mountSet";
import { joinPath } from "../../stages/evaluation/workdir";
import type { StageExpansion } from "../../stages/evaluation/expandInStage";
import { originSpan } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { quoted } from "../../stages/model/quoted";

const SHARING = new Set(SHARING_MODES);
const KEYS = [
  "type",
  "from",
  "source",
  "target",
  "readonly",
  "id",
  "sharing",
  "required",
  "size",
  "mode",
  "uid",
  "gid",
  "src",
  "dst",
  "destination",
  "ro",
  "rw",
  "readwrite",
  "env",
];
const FLAGS = new Set(["readonly", "ro", "readwrite", "rw"]);
/** What Go reads as a boolean. */
export const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const SIZE = /^\d+(?:\.\d+)? ?(?:[kmgtp]?(?:i?b)?)$/i;
const LARGEST = 0xffffffff;

/** What is wrong with a mount, and the option at fault; null for the mount as a whole. */
export interface MountFault {
  readonly message: string;
  readonly option: MountOption | null;
}

/** A mount whose options the builder takes. */
interface Settings {
  type: string;
  readonly given: Map<string, { readonly value: string; readonly option: MountOption }>;
}

/**
 * The first fault that the builder finds in a mount, or null. `expansions` are those of its values, in order, without that
 * of `from`; a mount that hangs on a value that only a build knows is not judged beyond it. `workdir` is what a relative
 * target counts from, or null where an image sets it.
 */
export function mountFault(
  mount: Mount,
  expansions: Iterator<StageExpansion, undefined>,
  workdir: string | null,
): MountFault | null {
  const settings: Settings = { type: "bind", given: new Map() };
  for (const option of mount.options) {
    const { key } = option;
    let value = option.value?.text ?? null;
    if (value !== null && key !== "from") {
      const expansion = expansions.next().value;
      // What cannot be expanded is said by another rule.
      if (!expansion || expansion.error !== null || expansion.dependsOnBuild) return null;
      value = expansion.result;
    }
    const message = optionError(key, value, option, settings);
    if (message !== null) return { message, option };
    settings.given.set(canonical(key), { value: value ?? "", option });
  }
  return wholeFault(settings, workdir);
}

function canonical(key: string): string {
  if (key === "src") return "source";
  return key === "dst" || key === "destination" ? "target" : key;
}

function optionError(
  key: string,
  value: string | null,
  option: MountOption,
  settings: Settings,
): string | null {
  const { type } = settings;
  const isSecretOrSsh = type === "secret" || type === "ssh";
  if (value === null) {
    if (FLAGS.has(key) || (key === "required" && isSecretOrSsh)) return null;
    if (key === "required") return `unexpected key '${key}' for mount type '${type}'`;
    return `invalid field '${option.field.text}' must be a key=value pair`;
  }
  switch (key) {
    case "type":
      settings.type = value.toLowerCase();
      return MOUNT_TYPES.includes(settings.type)
        ? null
        : `unsupported mount type ${quoted(value)}${didYouMean(nearest(value, MOUNT_TYPES))}`;
    case "required":
      if (!isSecretOrSsh) return `unexpected key '${key}' for mount type '${type}'`;
      return BOOLEAN.test(value) ? null : `invalid value for ${key}: ${value}`;
    case "size":
      if (type !== "tmpfs") return `unexpected key '${key}' for mount type '${type}'`;
      return SIZE.test(value) ? null : `invalid value for ${key}: ${value}`;
    case "sharing":
      return SHARING.has(value.toLowerCase()) ? null : `unsupported sharing value ${quoted(value)}`;
    case "mode":
      return isWhole(value, 8) ? null : `invalid value ${value} for ${key}`;
    case "uid":
    case "gid":
      return isWhole(value, 10) ? null : `invalid value ${value} for ${key}`;
  }
  if (FLAGS.has(key)) return BOOLEAN.test(value) ? null : `invalid value for ${key}: ${value}`;
  if (KEYS.includes(key)) return null;
  return `unexpected key '${key}' in '${option.field.text}'${didYouMean(nearest(key, KEYS))}`;
}

/** What a misspelled key or type is likely to mean, and the misspelled part of the line's text; null for any other fault. */
export function misspelledOption({ key, field, value }: MountOption): { span: Span; meant: string } | null {
  if (key === "type" && value) {
    const meant = nearest(value.text, MOUNT_TYPES);
    return meant === null ? null : { span: originSpan(value, 0, value.text.length), meant };
  }
  const meant = KEYS.includes(key) || FLAGS.has(key) ? null : nearest(key, KEYS);
  return meant === null ? null : { span: originSpan(field, 0, key.length), meant };
}

function isWhole(value: string, base: 8 | 10): boolean {
  return (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(value) && parseInt(value, base) <= LARGEST;
}

function wholeFault({ type, given }: Settings, workdir: string | null): MountFault | null {
  const fault = (message: string, key: string): MountFault => ({
    message,
    option: given.get(key)?.option ?? null,
  });
  const has = (key: string) => (given.get(key)?.value ?? "") !== "";
  if (type === "bind" || type === "tmpfs")
    for (const key of ["mode", "uid", "gid"])
      if (given.has(key)) return fault(`${key} not allowed for "${type}" type mounts`, key);
  if (type === "secret") {
    if (has("from")) return fault("secret mount should not have a from", "from");
    if (has("sharing")) return fault("secret mount should not define sharing", "sharing");
    if (!has("source") && !has("target") && !has("id"))
      return fault("invalid secret mount. one of source, target required", "type");
    if (has("source") && has("id")) return fault("both source and id can't be set", "source");
    return null;
  }
  if (has("sharing") && type !== "cache")
    return fault(`invalid cache sharing set for ${type} mount`, "sharing");
  if (type === "ssh") return has("source") ? fault("ssh does not support source", "source") : null;
  const target = targetPath(given.get("target")?.value ?? "", workdir);
  return target === "/" ? fault('invalid mount target "/"', "target") : null;
}

/** Where a mount ends up, or null where only a build knows. */
function targetPath(target: string, workdir: string | null): string | null {
  return workdir === null && !target.startsWith("/") ? null : joinPath(workdir ?? "/", target);
}
