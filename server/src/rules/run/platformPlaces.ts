/** Where builds for several platforms give a file other values: what is written there may be wrong on some of them alone. */
import { toDocument } from "../../dockerfile/sourceMap";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "../../stages/analysis/analysis";
import { platformArguments, platformNames } from "../../stages/model/buildPlatforms";

/** What the builder leaves to a shell, or expands nothing in, but for the flags. */
const OF_SHELLS = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "MAINTAINER"]);

/** Where the builder expands an argument to another value on another platform: offsets in the document, ascending. */
export function platformPlaces({ model: { file, scopes } }: Analysis): number[] {
  if (scopes.length === 1) return [];
  const values = scopes.map(({ platform }) => platformArguments(platform));
  const varies = (name: string) => new Set(values.map(each => each.get(name))).size > 1;
  const { text, lines } = file;
  let index = 0;
  return platformNames(text).flatMap(({ name, start }) => {
    while ((lines[index]?.end ?? Infinity) <= start) index++;
    const line = lines[index];
    const isUse = /\$\{?$/.test(text.slice(Math.max(0, start - 2), start));
    return line && line.start <= start && isUse && isExpanded(line, start) && varies(name) ? [start] : [];
  });
}

function isExpanded(line: LogicalLine, at: number): boolean {
  const { keyword, flags, rest } = line.instruction;
  return !OF_SHELLS.has(keyword) || (flags.length > 0 && at < toDocument(line, rest).start);
}
