/** A command line that runs in this process, in a folder of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ExitCode } from "../../server/src/cli/command";
import { runCommandLine } from "../../server/src/cli/main";

/** What a command line did. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  /** The lines of standard error. */
  readonly said: readonly string[];
}

const folders: string[] = [];

/** A new folder with files; it is the working directory until the next one is made. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dockerfile-stages-cli-")));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  process.chdir(folder);
  return folder;
}

/** Runs what is written behind the name of the program. */
export async function run(...args: readonly string[]): Promise<Ran> {
  let out = "";
  const said: string[] = [];
  const output = {
    write: (text: string) => {
      out += text;
    },
    say: (line: string) => said.push(line),
    hasColor: args.includes("--color=always"),
  };
  const code = await runCommandLine(args, () => output, "1.2.3");
  return { code, out, said };
}

const working = process.cwd();

/** To be called in a suite: goes back, and takes the folders away. */
export function leaveNothing(): void {
  after(() => {
    process.chdir(working);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}
