/** Uses in Tiltfiles: `docker_build`, commands of `local` and `custom_build`, and functions of the file that hold such a command. */
import { isList, openData, shownText } from "../bake/data";
import type { Data } from "../bake/data";
import { LONGEST_FILE } from "../files";
import type { Files } from "../files";
import { outcomes } from "../outcomes";
import type { Choose } from "../outcomes";
import { baseName, folderOf } from "../paths";
import { readShell } from "../shell/shell";
import { plainTemplate } from "../shell/template";
import { NOTHING } from "../use";
import type { NamedFile, Reading, Use } from "../use";
import { readStarlark, readStarlarkCall } from "./starlark";
import { buildOf, namesOf } from "./tiltfileBuild";
import type { Caller, TiltScope } from "./tiltfileBuild";
import { definitionsOf, settingsOf } from "./tiltfileNames";
import type { Definition } from "./tiltfileNames";

/** Whether a file is a Tiltfile, by its name. */
export function isTiltfile(path: string): boolean {
  return /^Tiltfile(?:\.[\w-]+)?$|\.tiltfile$|\.Tiltfile$/.test(baseName(path));
}

const BUILDS = /\b(docker_build|docker_build_with_restart|docker_build_sub)\s*\(/g;
const BUILD_COMMAND = /(?:docker|podman|nerdctl)\s+(?:buildx\s+|image\s+)?build\b/;
const MOST = 300;

/** The builds of a Tiltfile, whose paths count from its folder. */
export function readTiltfile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  const definitions = few(definitionsOf(text, MOST), path, files);
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

function distinct(uses: readonly Use[]): Use[] {
  return [
    ...new Map(
      uses.map(use => [JSON.stringify([use.dockerfile, use.target, use.context, [...use.args]]), use]),
    ).values(),
  ];
}
