/** The files of an image, as a tree of names: what is there, not what is in it. */

export type FileKind = "file" | "folder" | "link" | "other";

export interface FileNode {
  kind: FileKind;
  /** In bytes; 0 for what is no file. */
  size: number;
  /** The permissions, as `chmod` counts them. */
  mode: number;
  /** Where a symbolic link leads, as it is written there. */
  target?: string;
  /** Of a folder, by name. */
  children?: Map<string, FileNode>;
}

export interface FileIndex {
  root: FileNode;
  /** How many entries there are, the root not among them. */
  count: number;
  /** Whether there were more than are kept. */
  isCut: boolean;
}

/** One entry of an archive. */
export interface FileEntry extends Omit<FileNode, "children"> {
  /** Without a slash in front, as archives have it. */
  path: string;
}

/** More than the images have that people work with; some 60 MB of memory. */
export const MOST_ENTRIES = 300_000;
/** As the system that runs the image has it. */
const MOST_LINKS = 40;

/** An index of nothing. */
export function emptyIndex(): FileIndex {
  return { root: folder(0o755), count: 0, isCut: false };
}

/** Adds an entry, and the folders it is in where they have not been heard of; one that was there gives way. */
export function addEntry(index: FileIndex, { path, ...node }: FileEntry, most = MOST_ENTRIES): void {
  const names = namesOf(path);
  const name = names.pop();
  if (name === undefined) return;
  let parent = index.root;
  for (const part of [...names, null]) {
    if (index.count >= most && !parent.children?.has(part ?? name)) {
      index.isCut = true;
      return;
    }
    if (part !== null) parent = childFolder(index, parent, part);
  }
  const children = (parent.children ??= new Map<string, FileNode>());
  const there = children.get(name);
  if (!there) index.count++;
  const kept = node.kind === "folder" ? { children: there?.children ?? new Map<string, FileNode>() } : {};
  children.set(name, { ...node, ...kept });
}

/**
 * What an engine puts into every container that it makes, and no image has: left out where it is empty, with the folders
 * that are empty without it.
 */
export function withoutContainerFiles(index: FileIndex): FileIndex {
  for (const path of CONTAINER_FILES) removeIfEmpty(index, path);
  return index;
}

const CONTAINER_FILES = [
  ".dockerenv",
  "run/.containerenv",
  "dev/console",
  "dev/pts",
  "dev/shm",
  "dev",
  "etc/hostname",
  "etc/hosts",
  "etc/mtab",
  "etc/resolv.conf",
  "etc",
  "proc",
  "sys",
  "run",
];

/** What stands at a path, which may lead over links; undefined where there is nothing, or a link that leads nowhere. */
export function nodeAt(index: FileIndex, path: string): FileNode | undefined {
  return resolvePath(index, path)?.node;
}

/** What stands at a path, with the path that it has without links. `followLast` says whether a link at its end is followed. */
export function resolvePath(
  { root }: FileIndex,
  path: string,
  followLast = true,
): { path: string; node: FileNode } | undefined {
  const rest = namesOf(path).reverse();
  const trail: { name: string; node: FileNode }[] = [];
  let links = 0;
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    if (name === "..") {
      trail.pop();
      continue;
    }
    const node = (trail.at(-1)?.node ?? root).children?.get(name);
    if (!node) return undefined;
    if (node.kind !== "link" || (rest.length === 0 && !followLast)) {
      trail.push({ name, node });
      continue;
    }
    if (++links > MOST_LINKS) return undefined;
    const target = node.target ?? "";
    if (target.startsWith("/")) trail.length = 0;
    rest.push(...namesOf(target).reverse());
  }
  return { path: `/${trail.map(part => part.name).join("/")}`, node: trail.at(-1)?.node ?? root };
}

/** What is in the folder at a path, folders first, each by name; undefined where there is no folder. */
export function listFolder(index: FileIndex, path: string): [name: string, node: FileNode][] | undefined {
  const found = nodeAt(index, path);
  if (found?.kind !== "folder") return undefined;
  const rank = ([, { kind }]: [string, FileNode]) => (kind === "folder" ? 0 : 1);
  return [...(found.children ?? [])].sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
}

/** Whether what stands at a path is a folder, or a link to one. */
export function isFolderAt(index: FileIndex, path: string): boolean {
  return nodeAt(index, path)?.kind === "folder";
}

/** The parts of a path; `.` and what is empty are none. `..` above the root is for the one who walks. */
function namesOf(path: string): string[] {
  return path.split("/").filter(part => part !== "" && part !== ".");
}

function childFolder(index: FileIndex, parent: FileNode, name: string): FileNode {
  const children = (parent.children ??= new Map<string, FileNode>());
  const there = children.get(name);
  if (there?.kind === "folder") return there;
  if (!there) index.count++;
  const made = folder(0o755);
  children.set(name, made);
  return made;
}

function removeIfEmpty(index: FileIndex, path: string): void {
  const names = namesOf(path);
  const name = names.pop();
  let parent: FileNode | undefined = index.root;
  for (const part of names) parent = parent?.children?.get(part);
  const node = name === undefined ? undefined : parent?.children?.get(name);
  if (name === undefined || !node || node.size > 0 || (node.children?.size ?? 0) > 0) return;
  if (node.kind === "link" && node.target !== "/proc/mounts") return;
  parent?.children?.delete(name);
  index.count--;
}

function folder(mode: number): FileNode {
  return { kind: "folder", size: 0, mode, children: new Map() };
}
