/** Commands that build images: what they are told, in the words of each program that builds. */
import type { Field } from "./expansion";

/** A value of a flag. */
export interface FlagValue {
  readonly field: Field;
  readonly text: string;
  readonly isOpen: boolean;
}

/** A command that builds a Dockerfile, bake files or the services of Compose files. */
export interface BuildCommand {
  readonly kind: "build" | "bake" | "compose";
  /** The first word of the program that builds. */
  readonly first: Field;
  readonly flags: ReadonlyMap<string, readonly FlagValue[]>;
  readonly operands: readonly Field[];
  /** What it is given is not all seen: a variable may hold any flag. */
  readonly isPartial: boolean;
}

const ENGINE = /^(?:docker|podman|nerdctl|finch|depot|docker\.exe|lima|container)$/;
/** What a variable is called that holds a program that builds. */
const ENGINE_NAME =
  /docker|podman|nerdctl|buildx|container_?(?:tool|engine|runtime|cli|cmd|command|bin)|^\W*(?:engine|oci|cri|runtime)\W*$|image_builder/i;
/** Programs that show what they are given, and run nothing. */
const SHOWS =
  /^(?:echo|printf|:|grep|rg|sed|awk|cat|info|warn|error|log|fatal|die|usage|test|\[|\[\[|alias|which|command|type|#.*)$/;
/** Flags that stand alone, of all the programs. */
const ALONE = new Set(
  (
    "--no-cache --pull --push --load --quiet --rm --force-rm --squash --squash-all --compress --debug --check --disable-content-trust " +
    "--layers --no-hostname --no-hosts --pull-always --pull-never --tls-verify --http-proxy --inherit-labels --identity-label --omit-history " +
    "--skip-unused-stages --all-platforms --stdin --save --lint --help --print --version --provenance-mode --rewrite-timestamp --dry-run " +
    "--with-dependencies --memory-unlimited --disable-compression --no-color --parallel --builder-default -q -D -h"
  ).split(" "),
);
/** Flags of the programs themselves, in front of the command. */
const GLOBAL_ALONE =
  /^(?:-D|--debug|--tls|--tlsverify|-l|--all-resources|--compatibility|--verbose|--remote|-r)$/;
const SHORT: Readonly<Record<string, string>> = {
  "-f": "--file",
  "-t": "--tag",
  "-o": "--output",
  "-p": "--project-name",
  "-m": "--memory",
  "-c": "--cpu-shares",
};

/** The build that words describe, or null. */
export function readBuildCommand(fields: readonly Field[]): BuildCommand | null {
  const [head] = fields;
  if (!head || SHOWS.test(head.text)) return null;
  const at = fields.findIndex(isEngine);
  const first = fields[at];
  if (!first) return null;
  if (/^buildah$|\/buildah$/.test(first.text))
    return afterProgram(fields, at, /^(?:bud|build|build-using-dockerfile)$/);
  if (/docker-compose$/.test(first.text)) return compose(fields, at + 1, first);
  if (/docker-buildx$/.test(first.text)) return afterProgram(fields, at, /^(?:build|b|bake|f)$/);
  // A variable can hold the command altogether.
  if (first.isOpen && /build/i.test(first.text)) {
    const next = fields[at + 1]?.text ?? "";
    if (!/^(?:build|buildx|image|builder)$/.test(next)) return command("build", fields, at + 1, first);
  }
  return afterProgram(fields, at, /^(?:build|buildx|image|builder|compose|b)$/);
}

function isEngine({ text, isOpen }: Field): boolean {
  if (isOpen) return ENGINE_NAME.test(text) && !/[\s=:/]/.test(withoutBrackets(text));
  const name = text.slice(text.lastIndexOf("/") + 1);
  return ENGINE.test(name) || /^(?:buildah|docker-compose|docker-buildx)$/.test(name);
}

/** A text without what stands in brackets: from the first that opens to the last that closes. */
function withoutBrackets(text: string): string {
  const start = text.search(/\$?[{(]/);
  const end = Math.max(text.lastIndexOf(")"), text.lastIndexOf("}"));
  return start === -1 || end < start ? text : text.slice(0, start) + text.slice(end + 1);
}

function afterProgram(fields: readonly Field[], at: number, commands: RegExp): BuildCommand | null {
  const first = fields[at];
  if (!first) return null;
  let next = at + 1;
  for (;;) {
    const field = fields[next];
    if (!field) return null;
    if (field.isLoose || (field.isOpen && !field.text.startsWith("-"))) next++;
    else if (field.text.startsWith("-"))
      next += GLOBAL_ALONE.test(field.text) || field.text.includes("=") ? 1 : 2;
    else break;
  }
  const { text } = fields[next] ?? first;
  if (!commands.test(text)) return null;
  if (text === "compose") return compose(fields, next + 1, first);
  if (text === "bake" || (text === "f" && /buildx$/.test(first.text)))
    return command("bake", fields, next + 1, first);
  if (text === "buildx" || text === "image" || text === "builder") {
    while (fields[next + 1]?.text.startsWith("--builder"))
      next += fields[next + 1]?.text.includes("=") ? 1 : 2;
    const inner = fields[next + 1]?.text ?? "";
    if (inner === "bake" || inner === "f") return command("bake", fields, next + 2, first);
    return inner === "build" || inner === "b" ? command("build", fields, next + 2, first) : null;
  }
  return command("build", fields, next + 1, first);
}

function compose(fields: readonly Field[], at: number, first: Field): BuildCommand | null {
  const read = command("compose", fields, at, first);
  const verb = read.operands[0]?.text ?? "";
  return /^(?:build|up|run|create|config|watch|push)$/.test(verb)
    ? { ...read, operands: read.operands.slice(1) }
    : null;
}

function command(
  kind: BuildCommand["kind"],
  fields: readonly Field[],
  from: number,
  first: Field,
): BuildCommand {
  const flags = new Map<string, FlagValue[]>();
  const operands: Field[] = [];
  let isPartial = false;
  const add = (name: string, value: FlagValue) => {
    const all = flags.get(name);
    if (all) all.push(value);
    else flags.set(name, [value]);
  };
  for (let at = from; at < fields.length; at++) {
    const field = fields[at];
    if (!field) break;
    const { text } = field;
    if (field.isLoose) {
      isPartial = true;
      if (at === fields.length - 1) operands.push(field);
    } else if (!text.startsWith("-") || text === "-") operands.push(field);
    else if (text === "--") continue;
    else {
      const short = /^-[a-zA-Z]/.test(text) ? text.slice(0, 2) : null;
      const equals = text.indexOf("=");
      if (short !== null && text.length > 2 && !ALONE.has(short)) {
        const value = text.slice(2).replace(/^=/, "");
        add(SHORT[short] ?? short, { field, text: value, isOpen: field.isOpen });
      } else if (short === null && equals !== -1)
        add(text.slice(0, equals), { field, text: text.slice(equals + 1), isOpen: field.isOpen });
      else if (!ALONE.has(text) && short !== null && ALONE.has(short) && text.length > 2) continue;
      else if (!ALONE.has(text)) {
        const value = fields[++at];
        if (value) add(SHORT[text] ?? text, { field: value, text: value.text, isOpen: value.isOpen });
      }
    }
  }
  return { kind, first, flags, operands, isPartial };
}
