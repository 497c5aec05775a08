/** The folders that a run looks at for files around Dockerfiles: those that an editor would have opened. */
import { existsSync } from "node:fs";
import { folderOf, isBelow } from "../around/paths";
import type { Client } from "../transport/client";
import type { Root } from "../workspace/roots";
import { systemPath, uriFrom } from "./paths";

/** The roots of folders that are asked for: of each the repository that it is in, else the working directory, else itself. */
export function rootsFor(folders: readonly string[], working: string): Root[] {
  const found = [...new Set([...new Set(folders)].map(folder => rootFor(folder, working)))];
  const outer = found.filter(path => !found.some(other => other !== path && isBelow(other, path)));
  return outer.map(rootOfPath);
}

export function rootOfPath(path: string): Root {
  return { path, uri: uriFrom(path).replace(/\/$/, "") };
}

function rootFor(asked: string, working: string): string {
  for (let folder = asked; ; folder = folderOf(folder)) {
    if (existsSync(systemPath(`${folder === "/" ? "" : folder}/.git`))) return folder;
    if (folder === "/") break;
  }
  return isBelow(working, asked) ? working : asked;
}

/** The command line in place of an editor: it answers nothing, and takes what is logged. */
export function commandLineClient(roots: readonly Root[], log: (message: string) => void): Client {
  return {
    console: { info: log, warn: log, error: log },
    sendRequest: () => Promise.reject(new Error("The command line answers no requests.")),
    sendNotification: () => Promise.resolve(),
    workspace: {
      getWorkspaceFolders: () =>
        Promise.resolve(roots.map(({ uri, path }) => ({ uri, name: path.slice(path.lastIndexOf("/") + 1) }))),
    },
  };
}
