/** Where BuildKit says that something stands in a Dockerfile. */
import { fieldsOf, listOf } from "../engine/fields";

/** The lines, from 1, that BuildKit's ranges (`[{start: {line}, end: {line}}]`) take together. */
export function linesOf(ranges: unknown): { first: number; last: number } | undefined {
  const lines = listOf(ranges)
    .map(fieldsOf)
    .flatMap(({ start, end }) => [fieldsOf(start)["line"], fieldsOf(end)["line"]])
    .filter(line => typeof line === "number")
    .filter(line => Number.isSafeInteger(line) && line > 0);
  return lines.length === 0 ? undefined : { first: Math.min(...lines), last: Math.max(...lines) };
}
