/** `tsx scripts/test/debianPackages.ts`: prints the Debian packages that the tests need and this machine lacks, one a line. */
import { spawnSync } from "node:child_process";
import { answers } from "../../test/support/standIns/tools";
import { REQUIREMENTS, type DebianPackage } from "./requirements";

function isThere({ name, unless }: DebianPackage): boolean {
  if (unless !== undefined && answers(unless[0], unless.slice(1))) return true;
  const query = ["--show", "--showformat=${db:Status-Status}", name];
  return spawnSync("dpkg-query", query, { encoding: "utf8" }).stdout === "installed";
}

const missing = REQUIREMENTS.flatMap(({ packages }) => packages).filter(wanted => !isThere(wanted));
for (const name of new Set(missing.map(wanted => wanted.name))) console.log(name);
