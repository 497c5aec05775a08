/** The sources of a module of Go. */
import { matching, parentOf } from "./folder";
import type { ProjectFolder } from "./folder";

/** The sources of the module: those below another go.mod are of another one. */
export function goSources(folder: ProjectFolder): string[] {
  const others = new Set((folder.files.has("go.work") ? [] : matching(folder, /\/go\.mod$/)).map(parentOf));
  const isOfAnother = (path: string): boolean =>
    path !== "" && (others.has(path) || isOfAnother(parentOf(path)));
  return matching(folder, /\.go$/).filter(file => !isOfAnother(parentOf(file)));
}
