/** What lies at the root of a project and its sources name: folders and files that a compiled program reads when it runs. */
import * as sanitize from "../shared/sanitize";
import { filesIn } from "./folder";
import type { ProjectFolder } from "./folder";
import { needOfFile, needOfFolder } from "./runtimeFolders";

/** Whether a folder whose name says nothing has templates or pages, which no compiler takes. */
function hasTemplates(folder: ProjectFolder, name: string): boolean {
  return filesIn(folder, name).some(file => /\.(?:html?|tmpl|gohtml|tera|hbs|j2|tpl)$/.test(file));
}

/**
 * The names of such folders and files, in the order of the alphabet. `texts` are the sources; a folder of nothing but files that match
 * `source` is a part of the program.
 */
export function namedAtRoot(folder: ProjectFolder, texts: string, source: RegExp): string[] {
  const folders = new Set<string>();
  const files: string[] = [];
  for (const path of folder.files) {
    const slash = path.indexOf("/");
    if (slash === -1) files.push(path);
    else folders.add(path.slice(0, slash));
  }
  const isNamed = (name: string, behind: string) =>
    sanitize.path(name) === name &&
    new RegExp(`["\`](?:\\./)?${name.replace(/[^\w-]/g, "\\$&")}(?:${behind}["\`])`).test(texts);
  return [
    ...[...folders].filter(
      name =>
        isNamed(name, "/|") &&
        (needOfFolder(name) === "run" || (needOfFolder(name) === "unknown" && hasTemplates(folder, name))) &&
        filesIn(folder, name).some(file => !source.test(file)),
    ),
    ...files.filter(name => needOfFile(name) === "run" && isNamed(name, "")),
  ].sort();
}
