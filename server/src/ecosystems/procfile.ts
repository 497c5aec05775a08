/** A Procfile: what starts each process of a program. https://devcenter.heroku.com/articles/procfile */
import type { ProjectFolder } from "./folder";

/** What starts a process, and whether it is the one that answers requests. */
export interface ProcfileStart {
  /** The words of the command, with a port of our own for `$PORT`; none of them needs a shell. */
  readonly words: readonly string[];
  readonly isWeb: boolean;
}

/** The process `web` of a Procfile, else its only one; null where there is none, or only a shell can run it. */
export function procfileStart(folder: ProjectFolder, port: string): ProcfileStart | null {
  const processes = processesIn(folder.read("Procfile") ?? "");
  const written = processes.get("web") ?? (processes.size === 1 ? [...processes.values()][0] : undefined);
  if (written === undefined) return null;
  const words = written
    .replace(/"?\$(?:\{PORT(?::-\d{1,5})?\}|PORT\b)"?/g, port)
    .trim()
    .split(/\s+/);
  const isPlain =
    words.every(word => /^[\w@%+=:,./()'-]+$/.test(word) && !/^'|'$/.test(word)) &&
    !/^\w+=/.test(words[0] ?? "");
  return isPlain ? { words, isWeb: processes.has("web") } : null;
}

/** The commands of all processes, by their names. */
function processesIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(/\r?\n/).flatMap(line => {
      const [, name = "", command] = /^(\w{1,40}):\s{0,9}(\S.{0,400})$/.exec(line.trim()) ?? [];
      return command === undefined ? [] : [[name, command] as const];
    }),
  );
}
