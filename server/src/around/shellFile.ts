/** Uses in shell scripts. */
import type { Files } from "./files";
import { startFolders, folderOf } from "./paths";
import { readShell } from "./shell/shell";
import { plainTemplate } from "./shell/template";
import type { Reading } from "./use";
import { NOTHING } from "./use";
import { LONGEST_FILE } from "./files";

/** Whether a file is a script of a shell, by its name. */
export function isShellFile(path: string): boolean {
  return /\.(?:sh|bash|zsh|ksh|ps1|bats|envrc)$/.test(path);
}

/** Whether a file without an extension is a script of a shell, by its first line. */
export function isShellText(text: string): boolean {
  return /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text);
}

/** The builds of a script, which is run in the folder of the repository, in its own, or in one between them. */
export function readShellFile(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  if (text.length > LONGEST_FILE) return { ...NOTHING, isBroken: true };
  // PowerShell joins lines by a backtick at their end.
  const script = path.endsWith(".ps1") ? text.replace(/`(?=\r?\n)/g, "\\") : text;
  const folders = startFolders(files.root(path), folderOf(path));
  const { uses, names } = readShell(
    {
      file: path,
      kind: "shell",
      name: "",
      template: plainTemplate({ text: script, offsets: 0 }),
      folders: () => folders,
      environment: () => undefined,
      path,
      root: files.root(path),
    },
    files,
  );
  return { uses, names, isBroken: false };
}
