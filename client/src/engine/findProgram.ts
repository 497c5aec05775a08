/**
 * Finds a program by its name on PATH. Windows looks into the current folder first, and so does every system for an empty or relative
 * entry of PATH: a project could bring a `docker.exe` of its own. So programs are looked for here, in absolute folders only, and
 * are started by their absolute paths.
 */
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** The system that a program is looked for on; others in tests. */
export interface ProgramSearch {
  platform: NodeJS.Platform;
  /** The value of PATH. */
  searchPath: string;
  /** Whether a file can be started. */
  isProgram: (file: string) => boolean;
}

const THIS_MACHINE: ProgramSearch = {
  platform: process.platform,
  get searchPath() {
    return process.env["PATH"] ?? "";
  },
  isProgram,
};

/** The absolute path of a program; `undefined` where no folder of PATH has it. A path is taken as it is, below the home folder. */
export function findProgram(program: string, search: ProgramSearch = THIS_MACHINE): string | undefined {
  const files = programFiles(program, search);
  return isName(program, search.platform) ? files.find(file => search.isProgram(file)) : files[0];
}

/**
 * The script of a shell that is meant by a program on Windows, which starts no script without a shell; `undefined` where a program is
 * found, and on other systems.
 */
export function scriptInstead(program: string, search: ProgramSearch = THIS_MACHINE): string | undefined {
  if (search.platform !== "win32") return undefined;
  const found = findProgram(program, search);
  if (found !== undefined) return isScript(found) ? found : undefined;
  const scripts = isScript(program) ? [program] : SCRIPT_ENDINGS.map(ending => program + ending);
  return foldersOf(search)
    .flatMap(folder => scripts.map(name => path.win32.join(folder, name)))
    .find(file => search.isProgram(file));
}

const SCRIPT_ENDINGS = [".cmd", ".bat"];

function isScript(file: string): boolean {
  return SCRIPT_ENDINGS.includes(path.win32.extname(file).toLowerCase());
}

/** The files that a program may be, in the order in which they count. None of them is relative. */
export function programFiles(program: string, search: ProgramSearch = THIS_MACHINE): string[] {
  const { platform } = search;
  const paths = pathsOf(platform);
  if (!isName(program, platform)) return [paths.resolve(homedir(), program)];
  return foldersOf(search).flatMap(folder =>
    fileNames(program, platform).map(name => paths.join(folder, name)),
  );
}

/** The folders of PATH that count. */
function foldersOf({ platform, searchPath }: ProgramSearch): string[] {
  const paths = pathsOf(platform);
  return searchPath
    .split(paths.delimiter)
    .map(folder => (platform === "win32" ? folder.replace(/^"(.*)"$/, "$1") : folder))
    .filter(folder => paths.isAbsolute(folder));
}

function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}

/** A program of Windows itself, by its absolute path. */
export function windowsProgram(name: string): string {
  return path.win32.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", name);
}

function isName(program: string, platform: NodeJS.Platform): boolean {
  return platform === "win32" ? !/[\\/:]/.test(program) : !program.includes("/");
}

/** Windows starts these two without a shell; Node.js refuses scripts (`.cmd`, `.bat`), which need one. */
function fileNames(program: string, platform: NodeJS.Platform): string[] {
  if (platform !== "win32") return [program];
  const names = [`${program}.com`, `${program}.exe`];
  return /\.(?:com|exe)$/i.test(program) ? [program, ...names] : names;
}

function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    if (process.platform !== "win32") accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    // What can be no path at all (a NUL) is told to whoever starts it.
    if (error instanceof TypeError) throw error;
    return false;
  }
}
