/** The uses in a file, by whichever reader its kind has. */
import { isBakeFile, readBake } from "./bake/bake";
import type { ReadHcl } from "./bake/hcl";
import { isComposeFile, isComposeText, readCompose } from "./compose/compose";
import { isDevContainerFile, readDevContainer } from "./devcontainer";
import { LONGEST_FILE } from "./files";
import type { Files } from "./files";
import { isMakefile, readMakefile } from "./makefile/makefile";
import { baseName } from "./paths";
import { isShellFile, isShellText, readShellFile } from "./shellFile";
import { isJustfile, readJustfile } from "./others/justfile";
import { isPlatformFile, readPlatform } from "./others/platforms";
import { isCiFile, isPackageManifest, isTaskfile, readScripts } from "./others/scripts";
import { isDockerfileName } from "../shared/filePatterns";
import { isSkaffoldFile, readSkaffold } from "./others/skaffold";
import { isTiltfile, readTiltfile } from "./others/tiltfile";
import { isTasksFile, readVscodeTasks } from "./others/vscodeTasks";
import { NOTHING } from "./use";
import type { NamedFile, Reading } from "./use";
import { isWorkflowFile, readWorkflow } from "./workflow/workflow";

/** A reader of one kind of file. */
interface Reader {
  readonly reads: (path: string) => boolean;
  readonly read: (path: string, files: Files, readHcl: ReadHcl) => Reading;
}

const READERS: readonly Reader[] = [
  { reads: isComposeFile, read: (path, files) => readCompose(path, files) },
  { reads: isBakeFile, read: (path, files, readHcl) => readBake(path, files, readHcl) },
  { reads: isDevContainerFile, read: readDevContainer },
  { reads: isWorkflowFile, read: readWorkflow },
  { reads: isMakefile, read: readMakefile },
  { reads: isShellFile, read: readShellFile },
  { reads: path => isCiFile(path) || isTaskfile(path) || isPackageManifest(path), read: readScripts },
  { reads: isTasksFile, read: readVscodeTasks },
  { reads: isSkaffoldFile, read: readSkaffold },
  { reads: isTiltfile, read: readTiltfile },
  { reads: isJustfile, read: readJustfile },
  { reads: isPlatformFile, read: readPlatform },
];

/** What every text that describes builds, or leads to one that does, has in it: most files are looked at for this alone. */
const MAY_BUILD =
  /build|docker|target|podman|nerdctl|finch|depot|container|engine|runtime|extends|include|uses:\s*["']?\.\//i;

/** Whether a file may describe builds, by its path. */
export function mayDescribeBuilds(path: string): boolean {
  return READERS.some(({ reads }) => reads(path));
}

/** Whether a file that has no ending may be a script, which needs no name that says so. */
export function mayBeScript(path: string): boolean {
  return !baseName(path).includes(".") && !isDockerfileName(path);
}

/**
 * The uses in a file, by its name, or as what another file that names it makes of it. Never throws; the file and those that
 * it names are read by `files`.
 */
export function readUsesIn(path: string, files: Files, readHcl: ReadHcl, named?: NamedFile): Reading {
  const text = files.text(path) ?? "";
  if (text.length <= LONGEST_FILE && !MAY_BUILD.test(text)) return NOTHING;
  const reader = READERS.find(({ reads }) => reads(path));
  if (named?.kind === "compose") return readCompose(path, files, named.folder, named.environment);
  if (named?.kind === "bake") return readBake(path, files, readHcl, named.folder);
  if (reader) return reader.read(path, files, readHcl);
  if (/\.ya?ml$/.test(path)) return isComposeText(text) ? readCompose(path, files) : NOTHING;
  if (mayBeScript(path) && isShellText(text.slice(0, 200))) return readShellFile(path, files);
  return NOTHING;
}
