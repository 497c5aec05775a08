/** The sources of a module of Go. */
import { matching, parentOf } from "./folder";
import type { ProjectFolder } from "./folder";

/** The sources of the module: those below another go.mod are of another one. */
export function goSources(folder: ProjectFolder): string[] {
  const others = (folder.files.has("go.work") ? [] : matching(folder, /\/go\.mod$/)).map(
    file => `${parentOf(file)}/`,
  );
  return matching(folder, /\.go$/).filter(file => !others.some(other => file.startsWith(other)));
}
