/** Uses in Tiltfiles: `docker_build`, commands of `local` and `custom_build`, and functions of the file that hold such a command. */
import { isList, isMap, isOpen, openData, shownText, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import type { Files } from "../files";
import { outcomes } from "../outcomes";
import type { Choose } from "../outcomes";
import { baseName, folderOf } from "../paths";
import { readShell } from "../shell/shell";
import { plainTemplate } from "../shell/template";
import { NOTHING } from "../use";
import type { Named, NamedFile, Place, Reading, Use, Value } from "../use";
import { LONGEST_FILE } from "../files";
import { plainUse } from "./plainUse";
import { readStarlark, readStarlarkCall } from "./starlark";
import type { StarlarkCall, StarlarkNames, StarlarkValue } from "./starlark";

/** Whether a file is a Tiltfile, by its name. */
export function isTiltfile(path: string): boolean {
  return /^Tiltfile(?:\.[\w-]+)?$|\.tiltfile$|\.Tiltfile$/.test(baseName(path));
}

const BUILDS = /\b(docker_build|docker_build_with_restart|docker_build_sub)\s*\(/g;
const BUILD_COMMAND = /(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b/;
const ASSIGNMENT = /^([ \t]*)([A-Za-z_]\w*)[ \t]*=(?!=)[ \t]*/gm;
/** A function: its head up to the name, the name, and its body. */
const FUNCTION =
  /^(def\s+)([A-Za-z_]\w*)\s*\((?:[^)\n]|\n(?!def\b))*\)[^\n]*:[ \t]*\n((?:(?:[ \t][^\n]*)?\n)*(?:[ \t][^\n]*)?)/gm;
const MOST = 300;

/** A function that a file defines, with the text of its body. */
interface Definition {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly otherwise: number | null }[];
  readonly start: number;
  readonly end: number;
}

/** The builds of a Tiltfile, whose paths count from its folder. */
export function readTiltfile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  const definitions = few(definitionsOf(text), path, files);
  const settings = settingsOf(text);
  const names: NamedFile[] = [];
  const uses: Use[] = [];
  const scope: TiltScope = { path, text, files, settings, definitions, names };
  for (const match of few(text.matchAll(BUILDS), path, files)) {
    if (definitions.some(({ start, end }) => start <= match.index && match.index < end)) continue;
    const before = text.slice(Math.max(match.index - 200, 0), match.index);
    if (before.lastIndexOf("#") > before.lastIndexOf("\n") || /\bdef\s+$/.test(before)) continue;
    uses.push(...distinct(outcomes(choose => buildOf(match.index, scope, choose, null))));
  }
  for (const at of few(commandTexts(text), path, files)) {
    if (definitions.some(each => each.start <= at && at < each.end)) continue;
    uses.push(...distinct(outcomes(choose => commandsAt(at, scope, choose, null)).flat()));
  }
  for (const definition of definitions) uses.push(...callsOf(definition, scope));
  return { uses, names, isBroken: false };
}

interface TiltScope {
  readonly path: string;
  readonly text: string;
  readonly files: Files;
  /** Where the values of a variable begin. */
  readonly settings: ReadonlyMap<string, readonly number[]>;
  readonly definitions: readonly Definition[];
  readonly names: NamedFile[];
}

/** A call of a function of the file: what its parameters are, and where the call stands. */
interface Caller {
  readonly parameters: ReadonlyMap<string, Data>;
  readonly place: Place;
}

function namesOf(scope: TiltScope, choose: Choose, caller: Caller | null, depth = 0): StarlarkNames {
  return name => {
    const given = caller?.parameters.get(name);
    if (given !== undefined) return given;
    const places = scope.settings.get(name) ?? [];
    const place = places[choose(`tilt ${name}`, places.length)];
    if (place === undefined || depth > 8) return undefined;
    return readStarlark(scope.text, place, namesOf(scope, choose, caller, depth + 1)).data;
  };
}

function buildOf(at: number, scope: TiltScope, choose: Choose, caller: Caller | null): Use {
  const { path, files } = scope;
  const call = readStarlarkCall(scope.text, at, namesOf(scope, choose, caller));
  const argument = (name: string, index: number): StarlarkValue | undefined =>
    call?.keywords.get(name) ?? call?.positional[index];
  const value = (given: StarlarkValue | undefined): Value | undefined => {
    if (!given || given.data === null) return undefined;
    const place = { file: path, span: given.span };
    return {
      text: shownText(given.data),
      isOpen: isOpen(given.data) || textOf(given.data) === undefined,
      place,
    };
  };
  const folder = folderOf(path);
  const place = { file: path, span: call?.nameSpan ?? { start: at, end: at } };
  const contents = call?.keywords.get("dockerfile_contents");
  const use = plainUse(
    {
      kind: "tilt",
      name: textOf(argument("ref", 0)?.data ?? null) ?? "",
      place: caller?.place ?? place,
      dockerfile: value(call?.keywords.get("dockerfile")),
      folders: call?.keywords.has("dockerfile") === true ? [folder] : undefined,
      context: value(argument("context", 1)),
      base: folder,
      target: value(call?.keywords.get("target")),
      args: argumentsOf(call, path),
    },
    files,
  );
  if (!contents) return use;
  const text = shownText(contents.data);
  return {
    ...use,
    dockerfile: {
      text,
      isOpen: isOpen(contents.data),
      place: { file: path, span: contents.span },
      path: null,
      isInline: true,
    },
  };
}

function argumentsOf(call: StarlarkCall | null, file: string): Map<string, Named<Value | null>> {
  const given = call?.keywords.get("build_args");
  if (!given || !isMap(given.data)) return new Map();
  const place = { file, span: given.span };
  return new Map(
    [...given.data].map(([key, data]) => [
      key,
      { name: place, value: { text: shownText(data), isOpen: isOpen(data), place } },
    ]),
  );
}

/** Of calls, functions and commands the first ones; that there are more is told. */
function few<Item>(items: Iterable<Item>, path: string, files: Files): Item[] {
  const all = [...items];
  if (all.length > MOST) files.onLimit?.(path, `it has more than ${MOST} calls that build`);
  return all.slice(0, MOST);
}

/** Where texts with a command that builds begin: the expression that such a text is a part of. */
function commandTexts(text: string): number[] {
  return [
    ...text.matchAll(
      /(?<!\\)["'](?:[^"'\\\n]|\\.)*?(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b/g,
    ),
  ]
    .filter(match => !/#[^#\n"']*$/.test(text.slice(text.lastIndexOf("\n", match.index) + 1, match.index)))
    .map(match => match.index);
}

function commandsAt(at: number, scope: TiltScope, choose: Choose, caller: Caller | null): Use[] {
  const { path, text, files } = scope;
  const value = readStarlark(text, at, namesOf(scope, choose, caller));
  const command = isList(value.data) ? value.data.map(shownText).join(" ") : shownText(value.data);
  if (!BUILD_COMMAND.test(command)) return [];
  // What is left open has brackets that the shell would read otherwise.
  const script = command.replace(/\$\(([\w.]+)\)/g, "$$$1").replace(/%[sdr]/g, "$$_");
  const reading = readShell(
    {
      file: path,
      kind: "tilt",
      name: "",
      template: plainTemplate({ text: script, offsets: Array.from({ length: script.length }, () => at + 1) }),
      folders: () => [...new Set([folderOf(path), files.root(path)])],
      environment: () => undefined,
      path: null,
      root: files.root(path),
    },
    files,
  );
  scope.names.push(...reading.names);
  return reading.uses.map(use => (caller ? { ...use, place: caller.place } : use));
}

/** The builds in a function, at each of its calls. */
function callsOf(definition: Definition, scope: TiltScope): Use[] {
  const { text, path } = scope;
  const body = text.slice(definition.start, definition.end);
  const builds = [...body.matchAll(BUILDS)].map(({ index }) => definition.start + index);
  const commands = commandTexts(body).map(at => definition.start + at);
  if (builds.length === 0 && commands.length === 0) return [];
  const uses: Use[] = [];
  const calls = text.matchAll(new RegExp(`\\b${definition.name}\\s*\\(`, "g"));
  for (const { index } of few(calls, path, scope.files)) {
    if (
      (definition.start <= index && index < definition.end) ||
      /\bdef\s+$/.test(text.slice(Math.max(index - 10, 0), index))
    )
      continue;
    uses.push(
      ...distinct(
        outcomes(choose => {
          const names = namesOf(scope, choose, null);
          const call = readStarlarkCall(text, index, names);
          const parameters = new Map<string, Data>(
            definition.parameters.map(({ name, otherwise }, at) => {
              const given = call?.keywords.get(name) ?? call?.positional[at];
              const own =
                otherwise === null ? openData(`$(${name})`) : readStarlark(text, otherwise, names).data;
              return [name, given?.data ?? own];
            }),
          );
          const caller = {
            parameters,
            place: { file: path, span: { start: index, end: index + definition.name.length } },
          };
          return [
            ...builds.map(at => buildOf(at, scope, choose, caller)),
            ...commands.flatMap(at => commandsAt(at, scope, choose, caller)),
          ];
        }).flat(),
      ),
    );
  }
  return uses;
}

function definitionsOf(text: string): Definition[] {
  return [...text.matchAll(FUNCTION)].slice(0, MOST + 1).map(match => {
    const [whole, head = "", name = "", body = ""] = match;
    const end = match.index + whole.length;
    return {
      name,
      parameters: parametersOf(text, match.index + head.length),
      start: end - body.length,
      end,
    };
  });
}

/** The parameters of the function whose name stands at an offset: they are written as the arguments of a call are. */
function parametersOf(text: string, at: number): Definition["parameters"] {
  const call = readStarlarkCall(text, at, () => undefined);
  if (!call) return [];
  const plain = call.positional.flatMap(({ span }) => {
    const name = text.slice(span.start, span.end);
    return /^[A-Za-z_]\w*$/.test(name) ? [{ name, start: span.start, otherwise: null }] : [];
  });
  const withDefault = [...call.keywords].map(
    ([
      name,
      {
        nameSpan: { start, end },
      },
    ]) => {
      const equals = /^\s*=\s*/.exec(text.slice(end, end + 200))?.[0] ?? "";
      return { name, start, otherwise: end + equals.length };
    },
  );
  return [...plain, ...withDefault].sort((one, other) => one.start - other.start);
}

function settingsOf(text: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const match of text.matchAll(ASSIGNMENT)) {
    const name = match[2] ?? "";
    const before = found.get(name);
    if (before && before.length > 16) continue;
    if (before && match[1] !== "") before.push(match.index + match[0].length);
    else found.set(name, [match.index + match[0].length]);
  }
  return found;
}

function distinct(uses: readonly Use[]): Use[] {
  return [
    ...new Map(
      uses.map(use => [JSON.stringify([use.dockerfile, use.target, use.context, [...use.args]]), use]),
    ).values(),
  ];
}
