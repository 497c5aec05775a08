/** One call of `docker_build` in a Tiltfile as a use. */
import { isMap, isOpen, shownText, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import type { Files } from "../files";
import type { Choose } from "../outcomes";
import { folderOf } from "../paths";
import type { Named, NamedFile, Place, Use, Value } from "../use";
import { plainUse } from "./plainUse";
import { readStarlark, readStarlarkCall } from "./starlark";
import type { StarlarkCall, StarlarkNames, StarlarkValue } from "./starlarkTerms";
import type { Definition } from "./tiltfileNames";

/** A Tiltfile while its builds are read. */
export interface TiltScope {
  readonly path: string;
  readonly text: string;
  readonly files: Files;
  /** Where the values of a variable begin. */
  readonly settings: ReadonlyMap<string, readonly number[]>;
  readonly definitions: readonly Definition[];
  readonly names: NamedFile[];
}

/** A call of a function of the file: what its parameters are, and where the call stands. */
export interface Caller {
  readonly parameters: ReadonlyMap<string, Data>;
  readonly place: Place;
}

/** What names are in the file, where the parameters of a function are those of a call. */
export function namesOf(scope: TiltScope, choose: Choose, caller: Caller | null, depth = 0): StarlarkNames {
  return name => {
    const given = caller?.parameters.get(name);
    if (given !== undefined) return given;
    const places = scope.settings.get(name) ?? [];
    const place = places[choose(`tilt ${name}`, places.length)];
    if (place === undefined || depth > 8) return undefined;
    return readStarlark(scope.text, place, namesOf(scope, choose, caller, depth + 1)).data;
  };
}

/** The use of the `docker_build` whose name stands at an offset. */
export function buildOf(at: number, scope: TiltScope, choose: Choose, caller: Caller | null): Use {
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
