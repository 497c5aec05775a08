/** Uses in the manifests of hosting platforms: Heroku, Render, Railway, Fly, and of .NET projects. */
import { parse } from "smol-toml";
import type { Files } from "../files";
import { readJson } from "../json";
import { baseName, folderOf } from "../paths";
import { at, entriesOf, entryOf, itemsOf, scalarOf } from "../tree";
import type { Entry, Tree } from "../tree";
import { NOTHING } from "../use";
import type { Named, Reading, Use, Value } from "../use";
import { LONGEST_FILE } from "../files";
import { readYaml } from "../yaml";
import { plainArgs, plainUse, plainValue } from "./plainUse";
import { dotnet } from "./dotnetProject";

type Read = (path: string, text: string, files: Files) => Use[];

const READERS: readonly [RegExp, Read][] = [
  [/^heroku\.ya?ml$/, heroku],
  [/^render\.ya?ml$/, render],
  [/^railway\.(?:json|toml)$/, railway],
  [/^fly(?:\.[\w.-]+)?\.toml$/, fly],
  [/\.(?:cs|fs|vb)proj$/, dotnet],
];

/** Whether a file is such a manifest, by its name. */
export function isPlatformFile(path: string): boolean {
  return READERS.some(([name]) => name.test(baseName(path)));
}

/** The builds that a manifest describes. */
export function readPlatform(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  const read = READERS.find(([name]) => name.test(baseName(path)))?.[1];
  if (!read || text.length > LONGEST_FILE) return NOTHING;
  try {
    return { uses: read(path, text, files), names: [], isBroken: false };
  } catch {
    // TOML and XML that somebody is typing.
    return { ...NOTHING, isBroken: true };
  }
}

function heroku(path: string, text: string, files: Files): Use[] {
  const folder = folderOf(path);
  return readYaml(text).documents.flatMap(document =>
    entriesOf(at(document, "build", "docker")).map(({ key, keySpan, value }) =>
      plainUse(
        {
          kind: "platform",
          name: key,
          place: { file: path, span: keySpan },
          dockerfile: plainValue(scalarOf(value) ?? scalarOf(at(value, "dockerfile")), path),
          folders: [folder],
          context: undefined,
          base: folder,
          target: plainValue(scalarOf(at(value, "target")), path),
          args: plainArgs(at(document, "build", "config"), path),
        },
        files,
      ),
    ),
  );
}

function render(path: string, text: string, files: Files): Use[] {
  const root = folderOf(path);
  return readYaml(text).documents.flatMap(document =>
    itemsOf(at(document, "services")).flatMap(service => {
      const entry = entryOf(service, "dockerfilePath");
      const runtime = scalarOf(at(service, "runtime") ?? at(service, "env"))?.text;
      const head = entry ?? entryOf(service, "runtime") ?? entryOf(service, "env");
      if (!head || (runtime !== "docker" && !entry)) return [];
      return [
        plainUse(
          {
            kind: "platform",
            name: scalarOf(at(service, "name"))?.text ?? "",
            place: { file: path, span: head.keySpan },
            dockerfile: plainValue(scalarOf(entry?.value), path),
            folders: [root],
            context: plainValue(scalarOf(at(service, "dockerContext")), path),
            base: root,
            target: undefined,
            args: new Map(),
          },
          files,
        ),
      ];
    }),
  );
}

function railway(path: string, text: string, files: Files): Use[] {
  if (path.endsWith(".toml")) return tomlUse(path, text, files, "build", "dockerfilePath", null);
  const { tree } = readJson(text);
  const entry = entryOf(at(tree ?? undefined, "build"), "dockerfilePath");
  return entry ? [ofEntry(path, entry, undefined, files)] : [];
}

function fly(path: string, text: string, files: Files): Use[] {
  return tomlUse(path, text, files, "build", "dockerfile", "build-target");
}

function ofEntry(path: string, { keySpan, value }: Entry, target: Tree | undefined, files: Files): Use {
  const folder = folderOf(path);
  return plainUse(
    {
      kind: "platform",
      name: "",
      place: { file: path, span: keySpan },
      dockerfile: plainValue(scalarOf(value), path),
      folders: [folder],
      context: undefined,
      base: folder,
      target: plainValue(scalarOf(target), path),
      args: new Map(),
    },
    files,
  );
}

/** A table of a TOML file. The values are those of the parser, which knows no places: they are looked for in the table's lines. */
function tomlUse(
  path: string,
  text: string,
  files: Files,
  table: string,
  fileKey: string,
  targetKey: string | null,
): Use[] {
  const build = record(record(parse(text))[table]);
  const head = new RegExp(`^[ \\t]*\\[[ \\t]*${table}[ \\t]*\\]`, "m").exec(text);
  const start = head ? head.index + head[0].length : 0;
  const value = (key: string): Value | undefined => {
    const given = build[key];
    if (typeof given !== "string") return undefined;
    const line = new RegExp(`^[ \\t]*["']?${key}["']?[ \\t]*=[ \\t]*["']`, "gm");
    line.lastIndex = start;
    const found = line.exec(text);
    const from = found ? found.index + found[0].length : start;
    return {
      text: given,
      isOpen: false,
      place: { file: path, span: { start: from, end: from + given.length } },
    };
  };
  const dockerfile = value(fileKey);
  const target = targetKey === null ? undefined : value(targetKey);
  if (!head || (!dockerfile && !target && !record(build)["args"])) return [];
  const folder = folderOf(path);
  const place = { file: path, span: { start: head.index, end: start } };
  const args = new Map(
    Object.entries(record(build["args"])).map(([name, given]): [string, Named<Value>] => [
      name,
      { name: place, value: { text: String(given), isOpen: false, place } },
    ]),
  );
  return [
    plainUse(
      {
        kind: "platform",
        name: "",
        place,
        dockerfile,
        folders: [folder],
        context: undefined,
        base: folder,
        target,
        args,
      },
      files,
    ),
  ];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
