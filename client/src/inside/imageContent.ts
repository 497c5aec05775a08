/** What the layers of a stage make of an image: its files with who put each there, and bytes that no longer can be seen. Pure. */
import { sizeOf, type LayerEntry } from "./savedImage";

/** A file or a folder that layers of the stage put into the image. */
export interface ContentNode {
  name: string;
  /** In bytes; of a folder, of all files in it that the stage added. */
  bytes: number;
  /** How many files there are in it; 1 for a file. */
  files: number;
  /** The layer that wrote it last; of a folder, the one all of whose files are in it are of, undefined where there are several. */
  layer: number | undefined;
  /** The largest first; none for a file. */
  children: ContentNode[] | undefined;
}

/** Bytes that an image carries and nobody sees. */
export interface Wasted {
  /** Without a slash in front. */
  path: string;
  bytes: number;
  /** The layer that wrote them. */
  written: number;
  /** The layer that wrote the file again, or removed it. */
  by: number;
  how: "rewritten" | "removed";
}

export interface ImageContent {
  root: ContentNode;
  /** What the stage's layers are to blame for, the largest first; files of the base that they write again or remove are among it. */
  wasted: Wasted[];
  /** The bytes of all layers of the stage. */
  layerBytes: number;
}

interface Node {
  children?: Map<string, Node>;
  file?: { size: number; layer: number };
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** The content of an image whose layers from `firstOwn` on (an index) are those of the stage. */
export function imageContent(layers: readonly LayerEntry[][], firstOwn: number): ImageContent {
  const root: Node = { children: new Map() };
  const wasted: Wasted[] = [];
  const isOwn = (layer: number) => layer >= firstOwn;

  function lose(node: Node, path: string, by: number, how: Wasted["how"]): void {
    const { file, children } = node;
    if (file !== undefined && file.layer < by && file.size > 0 && isOwn(by))
      wasted.push({ path, bytes: file.size, written: file.layer, by, how });
    for (const [name, child] of children ?? []) lose(child, `${path}/${name}`, by, how);
  }

  /** Takes away what layers below put into a folder. */
  function empty(folder: Node, path: string, layer: number): void {
    for (const [name, child] of folder.children ?? []) {
      if (isOfLayer(child, layer)) continue;
      lose(child, path === "" ? name : `${path}/${name}`, layer, "removed");
      folder.children?.delete(name);
    }
  }

  for (const [layer, entries] of layers.entries()) {
    // Marks are about the layers below alone, wherever they stand in the layer.
    const ordered = [...entries.filter(isMark), ...entries.filter(entry => !isMark(entry))];
    for (const { path, kind, size } of ordered) {
      const names = path.split("/");
      const name = names.pop() ?? "";
      if (name.startsWith(WHITEOUT)) {
        const folder = nodeAt(root, names);
        const removed = name.slice(WHITEOUT.length);
        if (name === OPAQUE && folder !== undefined) empty(folder, names.join("/"), layer);
        const node = folder?.children?.get(removed);
        if (node === undefined) continue;
        lose(node, [...names, removed].join("/"), layer, "removed");
        folder?.children?.delete(removed);
        continue;
      }
      const parent = folderAt(root, names);
      const there = parent.children?.get(name);
      if (kind === "folder") {
        if (there?.children !== undefined) continue;
        if (there !== undefined) lose(there, path, layer, "rewritten");
        parent.children?.set(name, { children: new Map() });
        continue;
      }
      if (there !== undefined) lose(there, path, layer, "rewritten");
      parent.children?.set(name, { file: { size, layer } });
    }
  }
  return {
    root: shown("", root, isOwn) ?? { name: "", bytes: 0, files: 0, layer: undefined, children: [] },
    wasted: wasted.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)),
    layerBytes: layers.reduce((sum, entries, layer) => sum + (isOwn(layer) ? sizeOf(entries) : 0), 0),
  };
}

function isMark({ path }: LayerEntry): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith(WHITEOUT);
}

/** Whether all files in it are of one layer. */
function isOfLayer({ file, children }: Node, layer: number): boolean {
  if (file !== undefined) return file.layer === layer;
  return (
    children !== undefined &&
    children.size > 0 &&
    [...children.values()].every(child => isOfLayer(child, layer))
  );
}

function nodeAt(root: Node, names: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const name of names) node = node?.children?.get(name);
  return node;
}

/** The folder there; made where there is none, in place of what is no folder. */
function folderAt(root: Node, names: readonly string[]): Node {
  let node = root;
  for (const name of names) {
    const children = (node.children ??= new Map<string, Node>());
    let next = children.get(name);
    if (next?.children === undefined) children.set(name, (next = { children: new Map() }));
    node = next;
  }
  return node;
}

/** What of a node the stage added; undefined where that is nothing. */
function shown(
  name: string,
  { file, children }: Node,
  isOwn: (layer: number) => boolean,
): ContentNode | undefined {
  if (file !== undefined) {
    if (!isOwn(file.layer)) return undefined;
    return { name, bytes: file.size, files: 1, layer: file.layer, children: undefined };
  }
  const own = [...(children ?? [])].flatMap(([child, node]) => shown(child, node, isOwn) ?? []);
  const [first] = own;
  if (first === undefined) return undefined;
  return {
    name,
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    files: own.reduce((sum, { files }) => sum + files, 0),
    layer: own.every(({ layer }) => layer === first.layer) ? first.layer : undefined,
    children: own.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
  };
}
