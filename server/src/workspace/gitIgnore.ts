/** What the `.gitignore` files of a folder and of those below it leave out: nobody has written what is there. */
import { folderOf } from "../around/paths";
import { fromGitIgnore } from "../stages/files/buildContext";
import { readIgnoreFile } from "../shared/ignorePatterns";

/** The ignore files that are known by now. Paths begin with a slash and count from the folder that is opened. */
export interface GitIgnore {
  /** Takes over the text of the ignore file in a folder (`/` is the one that is opened). */
  readonly add: (folder: string, text: string) => void;
  /** Whether a path is left out, by the ignore files above it: it, or a folder that it is in. */
  readonly ignores: (path: string, isFolder: boolean) => boolean;
}

/** Whether an ignore file leaves a path out; null where it says nothing of it. Paths count from its folder. */
type Judge = (path: string) => boolean | null;

export function createGitIgnore(): GitIgnore {
  const judges = new Map<string, { readonly ofFiles: Judge; readonly ofFolders: Judge }>();
  const folders = new Map<string, boolean>();

  function ignoresFolder(path: string): boolean {
    if (path === "/") return false;
    const known = folders.get(path);
    if (known !== undefined) return known;
    const answer = ignoresFolder(folderOf(path)) || isLeftOut(path, true);
    folders.set(path, answer);
    return answer;
  }

  /** By the ignore file that is nearest to it among those that say something of it. */
  function isLeftOut(path: string, isFolder: boolean): boolean {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const judge = judges.get(folder)?.[isFolder ? "ofFolders" : "ofFiles"];
      const said = judge?.(path.slice(folder === "/" ? 1 : folder.length + 1)) ?? null;
      if (said !== null) return said;
      if (folder === "/") return false;
    }
  }

  return {
    add: (folder, text) => {
      judges.set(folder, {
        // A pattern with a slash at its end is one of folders.
        ofFiles: judgeOf(text.replace(/^.*\/[ \t]*\r?$/gm, "")),
        ofFolders: judgeOf(text),
      });
      folders.clear();
    },
    ignores: (path, isFolder) => ignoresFolder(folderOf(path)) || isLeftOut(path, isFolder),
  };
}

/**
 * Of the lines that say something of a path the last one counts. The builder's reader takes nothing back, so that each run of lines
 * that leave out, or take back, is a file of its own. What is below a folder that is taken back is taken back with it, which Git does
 * not say: so a file more is looked at.
 */
function judgeOf(text: string): Judge {
  const runs: { readonly isTakenBack: boolean; readonly lines: string[] }[] = [];
  for (const line of fromGitIgnore(text).split("\n")) {
    const isTakenBack = line.startsWith("!");
    const last = runs.at(-1);
    const pattern = line.slice(isTakenBack ? 1 : 0);
    if (last?.isTakenBack === isTakenBack) last.lines.push(pattern);
    else runs.push({ isTakenBack, lines: [pattern] });
  }
  const files = runs.map(({ isTakenBack, lines }) => ({
    isTakenBack,
    file: readIgnoreFile(lines.join("\n")),
  }));
  return path => {
    const said = files.findLast(({ file }) => file.ignores(path) === true);
    return said ? !said.isTakenBack : null;
  };
}
