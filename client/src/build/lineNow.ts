/** Where the instruction stands by now that a build was to end with: people edit the file meanwhile. */
import { rangeNow } from "../snapshot/textVersions";
import type { Build } from "./build";

/** Its line, from 1; the one that it had, where it was edited itself. Undefined for a build of a whole stage. */
export function lineNow({
  line,
  snapshot,
  file,
}: Pick<Build, "line" | "snapshot" | "file">): number | undefined {
  const last = line === undefined ? undefined : file.instructions.at(-1);
  const now = last && rangeNow(last.range, snapshot.at);
  return now === undefined ? line : now.start.line + 1;
}
