/** The paths of an image that can be meant by what somebody has typed of one. */
import { isFolderAt, listFolder, type FileIndex } from "./fileIndex";

export interface PathProposal {
  /** Absolute; a folder's ends with a slash. */
  path: string;
  isFolder: boolean;
  /** In bytes. */
  size: number;
}

/** More than anybody looks through. */
const MOST = 1000;

/** What is in the folder that is typed, whose name begins with what is typed behind it. A path counts from the root. */
export function pathProposals(index: FileIndex, typed: string): PathProposal[] {
  const path = typed.startsWith("/") ? typed : `/${typed}`;
  const cut = path.lastIndexOf("/") + 1;
  const [folder, start] = [path.slice(0, cut), path.slice(cut)];
  return (listFolder(index, folder) ?? [])
    .filter(([name]) => name.startsWith(start))
    .slice(0, MOST)
    .map(([name, node]) => {
      const isFolder = isFolderAt(index, folder + name);
      return { path: folder + name + (isFolder ? "/" : ""), isFolder, size: node.size };
    });
}
