/** `tsx scripts/test/debianPackages.ts`: prints the Debian packages that the tests need and this machine lacks, one a line. */
import { spawnSync } from "node:child_process";
import { startingProgram } from "../../test/support/startingProgram";
import { REQUIREMENTS, type DebianPackage } from "./requirements";

function isThere({ name, unless }: DebianPackage): boolean {
  if (unless && startingProgram(unless.program, unless.args) !== undefined) return true;
  const query = ["--show", "--showformat=${db:Status-Status}", name];
  return spawnSync("dpkg-query", query, { encoding: "utf8" }).stdout === "installed";
}

const missing = REQUIREMENTS.flatMap(({ packages }) => packages).filter(wanted => !isThere(wanted));
for (const name of new Set(missing.map(wanted => wanted.name))) console.log(name);
