// The programs of this machine that stand-ins are made of: where they are, and what they say of themselves.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

/** Rust's toolchains lie in the home folder of the user, also where HOME is another one. */
const ENVIRONMENT = { RUSTUP_HOME: join(userInfo().homedir, ".rustup"), ...process.env };

/** The path of a program. Throws where it is not installed. */
export function whereIs(program: string): string {
  const folder = (process.env["PATH"] ?? "").split(":").find(entry => existsSync(join(entry, program)));
  if (!folder)
    throw new Error(`${program} is not installed, and a stand-in is to be made of it: install it first.`);
  return join(folder, program);
}

/** What a program prints. Throws where it does not start, or fails. */
export function printed(program: string, args: readonly string[]): string {
  const { status, stdout, error } = spawnSync(program, args, { encoding: "utf8", env: ENVIRONMENT });
  if (error || status !== 0) {
    throw new Error(
      `${program} does not start, and a stand-in is to be made of it: ${error?.message ?? `status ${status ?? "?"}`}.`,
    );
  }
  return stdout.trim();
}

/** Whether a program is there and starts: what manages versions leaves programs of that name that do not. */
export function answers(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore", env: ENVIRONMENT }).status === 0;
}
