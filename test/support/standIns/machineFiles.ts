// Which files of this machine a program needs: the files themselves, what their links point to, and the shared
// libraries of everything that is executable.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const LDD_BATCH = 200;

/** The paths below `roots` without those that `leaveOut` names, their link targets and shared libraries, sorted. */
export function filesFor(roots: string[], leaveOut: (path: string) => boolean): string[] {
  const found = new Set<string>();
  walk(roots, found, leaveOut);
  for (;;) {
    const before = found.size;
    walk(librariesOf([...found].filter(isElf)), found, leaveOut);
    if (found.size === before) return [...found].sort();
  }
}

/** The shared libraries that ELF files need, as the dynamic loader of this machine finds them. */
export function librariesOf(elfFiles: string[]): string[] {
  const libraries = new Set<string>();
  for (let at = 0; at < elfFiles.length; at += LDD_BATCH) {
    // Its status says whether any of the files is static, which is no fault: what counts is what it lists.
    const { stdout } = spawnSync("ldd", elfFiles.slice(at, at + LDD_BATCH), { encoding: "utf8" });
    for (const [, path] of stdout.matchAll(/^\t(?:\S+ => )?(\/\S+) \(0x/gm)) if (path) libraries.add(path);
  }
  return [...libraries];
}

/** Whether a file is a program or a library in the Linux format. */
export function isElf(path: string): boolean {
  const stat = lstatSync(path);
  if (!stat.isFile() || ((stat.mode & 0o111) === 0 && !/\.so(\.|$)/.test(path))) return false;
  const file = openSync(path, "r");
  try {
    const magic = Buffer.alloc(4);
    return readSync(file, magic, 0, 4, 0) === 4 && magic.toString("latin1") === "\x7fELF";
  } finally {
    closeSync(file);
  }
}

function walk(roots: string[], found: Set<string>, leaveOut: (path: string) => boolean): void {
  const pending = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!existsSync(next) && !isLink(next)) continue; // a dangling target, or the library of another system
    // /lib is a link to /usr/lib: an archive that held both would write through one of them.
    const path = join(realpathSync(dirname(next)), basename(next));
    if (found.has(path) || leaveOut(path)) continue;
    found.add(path);
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) pending.push(resolve(dirname(path), readlinkSync(path)));
    else if (stat.isDirectory()) pending.push(...readdirSync(path).map(name => join(path, name)));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
