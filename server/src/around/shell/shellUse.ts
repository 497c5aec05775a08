/** A command that builds as a use: its flags with their places. */
import type { Span } from "../../dockerfile/source";
import { originSpan } from "../../dockerfile/source";
import { existing } from "../dockerfilePath";
import type { Files } from "../files";
import type { Choose } from "../outcomes";
import { isRemoteContext, joinPath } from "../paths";
import { byDefault } from "../use";
import type { ContextValue, DockerfileValue, Named, Place, Use, UseKind, Value } from "../use";
import type { BuildCommand, FlagValue } from "./buildCommand";
import type { Surroundings } from "./script";
import type { Template } from "./template";

/** Shell text in a file. */
export interface ShellText extends Surroundings {
  readonly file: string;
  readonly kind: UseKind;
  readonly name: string;
  readonly template: Template;
  /** The folders in which it may be run, the most likely one first; the first in which there is its Dockerfile is taken. */
  readonly folders: (choose: Choose) => readonly string[];
}

/** What a command does, in one of the ways in which it may come out. */
export interface Outcome {
  readonly command: BuildCommand;
  /** The folder that paths count from; null where it is not known. */
  readonly base: string | null;
}

/** The use that a command is. */
export function useOf({ command, base }: Outcome, shell: ShellText, files: Files): Use {
  const flag = (name: string): FlagValue | undefined => command.flags.get(name)?.at(-1);
  const all = (name: string) => (command.flags.get(name) ?? []).map(value => valueOf(value, shell));
  const target = flag("--target");
  const operand = command.operands.at(-1);
  const file = flag("--file");
  const written: Value | null = operand
    ? { text: operand.text, isOpen: operand.isOpen, place: placeOf(operand.span, shell) }
    : null;
  const readsInput =
    written?.text === "-" ||
    file?.text === "-" ||
    file?.text.startsWith("/dev/") === true ||
    file?.text.startsWith("<") === true;
  const context = written && written.text !== "-" ? contextOf(written, base) : null;
  return {
    kind: shell.kind,
    name: shell.name,
    place: placeOf(command.first.span, shell),
    dockerfile: readsInput
      ? { text: "-", isOpen: true, place: null, path: null, isInline: false }
      : dockerfileOf(file && valueOf(file, shell), context ?? contextOf(byDefault("."), base), base, files),
    context,
    target: target ? valueOf(target, shell) : null,
    contexts: new Map(
      pairs(command.flags.get("--build-context"), shell).flatMap(([name, { name: place, value }]) =>
        value ? [[name, { name: place, value: contextOf(value, base) }]] : [],
      ),
    ),
    args: new Map(pairs(command.flags.get("--build-arg"), shell)),
    platforms: all("--platform").flatMap(split),
    secrets: all("--secret"),
    ssh: all("--ssh"),
    tags: all("--tag"),
    noCacheFilters: all("--no-cache-filter").flatMap(split),
    isPartial: command.isPartial,
  };
}

function contextOf(value: Value, base: string | null): ContextValue {
  const isElsewhere = value.isOpen || isRemoteContext(value.text);
  const isKnown = base !== null || value.text.startsWith("/");
  return {
    ...value,
    isOpen: value.isOpen || !isKnown,
    build: null,
    folder: isElsewhere || !isKnown ? null : joinPath(base ?? "/", value.text),
  };
}

/** The file of `--file`, counted from where the command is run; without that flag `Dockerfile` in the context, or Containerfile. */
function dockerfileOf(
  file: Value | undefined,
  context: ContextValue,
  base: string | null,
  files: Files,
): DockerfileValue {
  if (file) {
    const isKnown =
      !file.isOpen && (base !== null || file.text.startsWith("/")) && !isRemoteContext(file.text);
    if (!isKnown) return { ...file, isOpen: true, path: null, isInline: false };
    const path = joinPath(base ?? "/", file.text);
    const inContext = context.folder === null ? path : joinPath(context.folder, file.text);
    // Podman looks into the context, too.
    return { ...file, path: !files.has(path) && files.has(inContext) ? inContext : path, isInline: false };
  }
  if (context.folder === null)
    return { ...byDefault("Dockerfile"), isOpen: context.isOpen, path: null, isInline: false };
  const path = existing(joinPath(context.folder, "Dockerfile"), files);
  const other = joinPath(context.folder, "Containerfile");
  return {
    ...byDefault("Dockerfile"),
    path: !files.has(path) && files.has(other) ? other : path,
    isInline: false,
  };
}

/** `--build-arg X=1`, `--build-context x=.`: by name; without a value it is that of the environment. */
function pairs(values: readonly FlagValue[] | undefined, shell: ShellText): [string, Named<Value | null>][] {
  return (values ?? []).map(value => {
    const equals = value.text.indexOf("=");
    const end = equals === -1 ? value.text.length : equals;
    const name = value.text.slice(0, end);
    const place = subPlace(value, 0, end, shell);
    const content = value.text.slice(end + 1);
    // What is open of the word may be its name alone; a value that is filled in need not look like one.
    const raw = shell.template.mapped.text.slice(value.field.span.start, value.field.span.end);
    const isFilled = /[$\uE000-\uEFFF]/.test(raw.slice(raw.indexOf("=") + 1));
    const isOpen = value.isOpen && (isFilled || /[$\uE000-\uEFFF{]/.test(content));
    const given =
      equals === -1
        ? null
        : { text: content, isOpen, place: subPlace(value, end + 1, value.text.length, shell) };
    return [name, { name: place, value: given }];
  });
}

function split(value: Value): Value[] {
  if (value.isOpen || !value.text.includes(",")) return [value];
  const start = value.place?.span.start ?? 0;
  const isVerbatim = value.place !== null && value.place.span.end - start === value.text.length;
  let at = 0;
  return value.text.split(",").map(text => {
    const span = { start: start + at, end: start + at + text.length };
    at += text.length + 1;
    return {
      text,
      isOpen: false,
      place: value.place && isVerbatim ? { file: value.place.file, span } : value.place,
    };
  });
}

function valueOf(value: FlagValue, shell: ShellText): Value {
  return { text: value.text, isOpen: value.isOpen, place: subPlace(value, 0, value.text.length, shell) };
}

/** Where a part of a flag's value stands; the whole word where the text is not written there as it is. */
function subPlace({ field, text }: FlagValue, from: number, to: number, shell: ShellText): Place {
  const raw = shell.template.mapped.text.slice(field.span.start, field.span.end);
  const at = raw.lastIndexOf(text);
  if (at === -1) return placeOf(unquoted(raw, field.span), shell);
  return placeOf({ start: field.span.start + at + from, end: field.span.start + at + to }, shell);
}

/** A word without its quotes, and without the flag in front of an equals sign. */
function unquoted(raw: string, span: Span): Span {
  const flag = /^--[\w-]+=/.exec(raw)?.[0].length ?? 0;
  const rest = raw.slice(flag);
  const isQuoted = /^(["'])[^]*\1$/.test(rest) && rest.length > 1;
  return { start: span.start + flag + (isQuoted ? 1 : 0), end: span.end - (isQuoted ? 1 : 0) };
}

function placeOf({ start, end }: Span, { file, template }: ShellText): Place {
  return { file, span: originSpan(template.mapped, start, end) };
}
