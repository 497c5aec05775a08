/** What of a build context no instruction reads. Pure. */
import type { ContextRead, StepInputsAnswer } from "../../../server/src/protocol";
import { selectFiles } from "../history/selectFiles";
import type { ContextNode } from "./contextTree";

export interface ContextUse {
  /** Of the files that instructions read, in bytes, and how many they are. */
  readBytes: number;
  readFiles: number;
  /** The uppermost files and folders of which nothing is read, the largest first; those without a byte are left out. */
  unread: ContextNode[];
}

/** All of a context, as a stage reads it that is based on it. */
const ALL: ContextRead = { context: null, sources: [""], arePatterns: false, exclude: [], parents: false };

/**
 * What the stages of a file read of its main context, or of a named one; `isOpen`: one of them copies what depends on a value that only
 * a build knows, so it may read anything.
 */
export function contextUse(
  root: ContextNode,
  { stages }: StepInputsAnswer,
  name: string | null = null,
): ContextUse | "isOpen" {
  const built = stages.filter(({ isReplaced }) => !isReplaced);
  const reading = built
    .flatMap(stage => stage.steps)
    .filter(({ reads }) => reads.some(({ context }) => context === name));
  if (reading.some(({ isOpen, keyword }) => isOpen && keyword !== "RUN")) return "isOpen";
  const own = reading.flatMap(({ reads }) => reads.filter(({ context }) => context === name));
  if (
    built.some(
      ({ base }) => typeof base === "object" && base !== null && "context" in base && base.context === name,
    )
  )
    own.push(ALL);
  const entries = new Map<string, ContextNode>();
  collect(root, entries);
  const selected = new Set(own.flatMap(read => selectFiles(read, entries)));
  const used = { readBytes: 0, readFiles: 0 };
  for (const path of selected) {
    const node = entries.get(path);
    if (node === undefined || node.kind === "folder") continue;
    used.readBytes += node.bytes;
    used.readFiles++;
  }
  const unread = uppermostUnread(root, selected).filter(({ bytes }) => bytes > 0);
  return { ...used, unread: unread.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)) };
}

/** All that is kept, each folder before what it holds. */
function collect({ children = [] }: ContextNode, entries: Map<string, ContextNode>): void {
  for (const child of [...children].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (child.ignoredBy === undefined || child.files > 0) entries.set(child.path, child);
    collect(child, entries);
  }
}

function uppermostUnread(node: ContextNode, selected: ReadonlySet<string>): ContextNode[] {
  const found: ContextNode[] = [];
  for (const child of node.children ?? []) {
    if (child.files === 0) continue;
    if (!hasRead(child, selected)) found.push(child);
    else found.push(...uppermostUnread(child, selected));
  }
  return found;
}

function hasRead({ kind, path, children = [] }: ContextNode, selected: ReadonlySet<string>): boolean {
  return (kind !== "folder" && selected.has(path)) || children.some(child => hasRead(child, selected));
}
