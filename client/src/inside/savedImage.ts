/** An image as its engine saves it (`image save`): what each layer holds, without contents, and which instruction made it. */
import * as l10n from "@vscode/l10n";
import { Readable } from "node:stream";
import { toolCommand, type Engine } from "../engine/engine";
import { fieldsOf, listOf, parseJson, textOf } from "../engine/fields";
import type { Asked } from "../engine/image";
import type { HistoryEntry } from "../engine/imageHistory";
import { lastWords, runTool, WORK_MS } from "../engine/runTool";
import { entriesOf, kindOf } from "./archive";
import type { FileKind } from "./fileIndex";
import { MOST_ENTRIES } from "./fileIndex";
import { unpacked } from "./layers/unpack";
import { zstdDecoder, type ZstdDecoder } from "./layers/zstd";

/** A file in a layer, or a mark by which a layer removes one of the layers below (`.wh.<name>`). */
export interface LayerEntry {
  /** Without slashes at its ends. */
  path: string;
  kind: FileKind;
  /** In bytes; 0 for what is no file, and for a further name of a file. */
  size: number;
}

export interface SavedImage {
  /** The lowest first. */
  layers: LayerEntry[][];
  /** The oldest first; `layer` is the index of its layer, undefined where it made none. `bytes` are those of the layer's files. */
  history: (HistoryEntry & { layer: number | undefined })[];
  /** There were more files than are kept. */
  isCut: boolean;
}

/** Reads all layers of an image. The engine sends the contents as well, so a large image takes seconds. */
export async function readSavedImage(
  engine: Engine,
  imageId: string,
  signal?: AbortSignal,
): Promise<Asked<SavedImage>> {
  let saved: SavedImage | undefined;
  const readOutput = async (output: NodeJS.ReadableStream) => {
    saved = await readArchive(output);
  };
  const command = toolCommand(engine, ["image", "save", imageId]);
  const end = await runTool(command, { timeoutMs: WORK_MS, signal, readOutput });
  return end.status === 0 && saved ? { answer: saved } : { problem: lastWords(end) };
}

/** A member of the archive: a layer, a text in JSON, or another name of one. */
type Member = { entries: LayerEntry[] } | { json: unknown } | { sameAs: string };

/** More than any manifest or configuration has. */
const MOST_JSON = 16_000_000;
const BLOCK = 512;

/** Reads the archive to its end: what is what is said by its `manifest.json`, which mostly comes last. */
export async function readArchive(archive: NodeJS.ReadableStream, most = MOST_ENTRIES): Promise<SavedImage> {
  const budget = { left: most };
  const zstd = zstdDecoder();
  const members = await readMembers(archive, budget, zstd).finally(() => {
    zstd.close();
  });
  const [manifest] = listOf(jsonIn(members, "manifest.json"));
  const { Config: configName, Layers: layerNames } = fieldsOf(manifest);
  const config = fieldsOf(jsonIn(members, textOf(configName) ?? ""));
  const layers = listOf(layerNames).map(name => {
    const layer = memberOf(members, textOf(name) ?? "");
    if (layer === undefined || !("entries" in layer))
      throw new Error(l10n.t("The saved image has no layer {0}.", String(name)));
    return layer.entries;
  });
  return { layers, history: historyOf(listOf(config["history"]), layers), isCut: budget.left <= 0 };
}

async function readMembers(
  archive: NodeJS.ReadableStream,
  budget: { left: number },
  zstd: ZstdDecoder,
): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  for await (const entry of entriesOf(archive)) {
    const { name, type, linkname } = entry.header;
    if (type === "symlink" || type === "link") members.set(name, { sameAs: linkTarget(name, linkname) });
    else if (type === "file" || type === "contiguous-file")
      members.set(name, await readMember(entry, budget, zstd));
    entry.resume();
  }
  return members;
}

function historyOf(entries: readonly unknown[], layers: readonly LayerEntry[][]): SavedImage["history"] {
  let next = 0;
  return entries.map(entry => {
    const { created_by: createdBy, empty_layer: isEmpty } = fieldsOf(entry);
    const layer = isEmpty === true || next >= layers.length ? undefined : next++;
    const bytes = layer === undefined ? 0 : sizeOf(layers[layer] ?? []);
    return { createdBy: textOf(createdBy) ?? "", bytes, layer };
  });
}

/** The bytes of the files of a layer. */
export function sizeOf(entries: readonly LayerEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

async function readMember(
  source: AsyncIterable<unknown>,
  budget: { left: number },
  zstd: ZstdDecoder,
): Promise<Member> {
  const { first, stream } = await withFirstBlock(source);
  const layer = unpacked(first, stream, zstd);
  if (layer !== undefined) return readLayer(layer, budget);
  const isArchive = first.toString("latin1", 257, 262) === "ustar" || first.every(byte => byte === 0);
  if (isArchive) return readLayer(stream, budget);
  // A character may come in two pieces.
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) if (text.length < MOST_JSON) text += String(chunk);
  return { json: parseJson(text) };
}

/** The first block of a stream, filled with zeros where it is shorter, and the whole stream from its beginning. */
async function withFirstBlock(source: AsyncIterable<unknown>): Promise<{ first: Buffer; stream: Readable }> {
  const rest = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  for (let length = 0; length < BLOCK;) {
    const next: IteratorResult<unknown, unknown> = await rest.next();
    if (next.done === true) break;
    const chunk = next.value as Buffer;
    chunks.push(chunk);
    length += chunk.length;
  }
  const first = Buffer.alloc(BLOCK);
  Buffer.concat(chunks).copy(first);
  async function* whole(): AsyncGenerator<Buffer> {
    yield* chunks;
    for (;;) {
      const next: IteratorResult<unknown, unknown> = await rest.next();
      if (next.done === true) return;
      yield next.value as Buffer;
    }
  }
  return { first, stream: Readable.from(whole(), { objectMode: false }) };
}

async function readLayer(stream: NodeJS.ReadableStream, budget: { left: number }): Promise<Member> {
  const entries: LayerEntry[] = [];
  for await (const entry of entriesOf(stream)) {
    const { name, type, size } = entry.header;
    const path = name
      .split("/")
      .filter(part => part !== "" && part !== ".")
      .join("/");
    const kind = kindOf(type);
    if (path !== "" && budget.left-- > 0)
      entries.push({ path, kind, size: kind === "file" && type !== "link" ? size : 0 });
    entry.resume();
  }
  return { entries };
}

function memberOf(members: ReadonlyMap<string, Member>, name: string): Member | undefined {
  const found = members.get(name);
  return found !== undefined && "sameAs" in found ? members.get(found.sameAs) : found;
}

function jsonIn(members: ReadonlyMap<string, Member>, name: string): unknown {
  const found = memberOf(members, name);
  return found !== undefined && "json" in found ? found.json : undefined;
}

/** Where a link inside of the archive leads: from its own folder. */
function linkTarget(name: string, target: string): string {
  const parts = name.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
