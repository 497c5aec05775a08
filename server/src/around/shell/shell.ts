/** Uses in shell text, wherever it stands: in a script, a recipe, a step of a workflow. */
import type { Span } from "../../dockerfile/source";
import { originSpan } from "../../dockerfile/source";
import { existing } from "../dockerfilePath";
import type { Files } from "../files";
import { folderOf, isRemoteContext, joinPath } from "../paths";
import { MOST, outcomes } from "../outcomes";
import type { Choose } from "../outcomes";
import { byDefault } from "../use";
import type { ContextValue, DockerfileValue, Named, NamedFile, Place, Use, UseKind, Value } from "../use";
import { readBuildCommand } from "./buildCommand";
import type { BuildCommand, FlagValue } from "./buildCommand";
import { readScript } from "./script";
import type { ScriptCommand, Surroundings } from "./script";
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

/** What shell text builds. */
export interface ShellReading {
  readonly uses: readonly Use[];
  readonly names: readonly NamedFile[];
}

const MAY_BUILD = /docker|podman|nerdctl|build|finch|depot/i;

/** The builds of shell text. */
export function readShell(shell: ShellText, files: Files): ShellReading {
  const uses: Use[] = [];
  const names: NamedFile[] = [];
  const { text } = shell.template.mapped;
  if (!MAY_BUILD.test(text) && shell.template.holes.length === 0) return { uses, names };
  const onLimit = (what: string) => files.onLimit?.(shell.file, what);
  for (const each of readScript(shell.template, shell, onLimit)) {
    const seen = new Set<string>();
    const limit = { isReached: false };
    const all = outcomes(
      choose => outcomeOf(each, shell, files, choose),
      () => (limit.isReached = true),
    );
    const isCut = limit.isReached;
    if (isCut) onLimit(`a command may come out in more than ${MOST} ways`);
    for (const outcome of all) {
      if (!outcome) continue;
      if (outcome.command.kind === "build") {
        const whole = useOf(outcome, shell, files);
        // Of the values that are left out, each may be the stage.
        const target = whole.target && { ...whole.target, isOpen: whole.target.isOpen || isCut };
        const use = { ...whole, target };
        const key = JSON.stringify([
          use.dockerfile,
          use.target,
          use.context,
          [...use.args],
          [...use.contexts],
        ]);
        if (!seen.has(key)) uses.push(use);
        seen.add(key);
      } else names.push(...namesOf(outcome));
    }
  }
  return { uses, names };
}

interface Outcome {
  readonly command: BuildCommand;
  /** The folder that paths count from; null where it is not known. */
  readonly base: string | null;
}

/** What a command does, in the first of the folders in which it may be run where there is what it builds. */
function outcomeOf(command: ScriptCommand, shell: ShellText, files: Files, choose: Choose): Outcome | null {
  const { text } = shell.template.mapped;
  const [first] = command.words;
  const last = command.words.at(-1);
  if (!first || !last || !isCandidate(text.slice(first.start, last.end))) return null;
  let found: Outcome | null = null;
  const starts = shell.folders(choose);
  for (const start of starts.length > 0 ? starts : [null]) {
    const read = readBuildCommand(command.fields(choose, start ?? "/"));
    if (!read) return found;
    const folder = start === null ? null : command.folder(choose, start);
    // Where it changes to cannot be seen: it may be here, if the Dockerfile is.
    const base = folder && !folder.isOpen ? joinPath(start ?? "/", folder.text) : start;
    if (base !== null && isThere(read, base, files)) return { command: read, base };
    found ??= { command: read, base: folder?.isOpen === false ? base : null };
  }
  return found;
}

/** Whether a folder has the Dockerfile that a command names, counted from there, or the file of bake or Compose. */
function isThere(command: BuildCommand, base: string, files: Files): boolean {
  const file = command.flags.get("--file")?.at(-1);
  if (command.kind !== "build")
    return file !== undefined && !file.isOpen && files.text(joinPath(base, file.text)) !== null;
  if (file) return !file.isOpen && files.has(joinPath(base, file.text));
  const operand = command.operands.at(-1);
  return (
    operand !== undefined &&
    !operand.isOpen &&
    files.has(existing(joinPath(base, `${operand.text}/Dockerfile`), files))
  );
}

/** Whether a command may build: it says so, or a variable may. */
function isCandidate(text: string): boolean {
  return MAY_BUILD.test(text) || /[\uE000-\uEFFF]|--target/.test(text) || /^["']?\$/.test(text);
}

function useOf({ command, base }: Outcome, shell: ShellText, files: Files): Use {
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
    const isOpen = value.isOpen && /[$\uE000-\uEFFF{]/.test(content);
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

/** The files that `docker buildx bake -f` and `docker compose -f` name. */
function namesOf({ command, base }: Outcome): NamedFile[] {
  if (base === null) return [];
  const named = (command.flags.get("--file") ?? []).filter(({ isOpen, text }) => !isOpen && text !== "-");
  const paths = named.map(({ text }) => joinPath(base, text));
  const [first] = paths;
  if (first === undefined) return [];
  return paths.map((path): NamedFile => {
    if (command.kind === "bake")
      return { kind: /\.ya?ml$/.test(path) ? "compose" : "bake", path, folder: base };
    return { kind: "compose", path, folder: folderOf(first) };
  });
}
