/** Reads data of which nothing is sure. */

export type Fields = Partial<Record<string, unknown>>;

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value : {};
}

/** The items of a list; none of anything else. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The value of a JSON text; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The lines, from 1, that BuildKit's ranges (`[{start: {line}, end: {line}}]`) take together. */
export function linesOf(ranges: unknown): { first: number; last: number } | undefined {
  const lines = listOf(ranges)
    .map(fieldsOf)
    .flatMap(({ start, end }) => [fieldsOf(start)["line"], fieldsOf(end)["line"]])
    .filter(line => typeof line === "number");
  return lines.length === 0 ? undefined : { first: Math.min(...lines), last: Math.max(...lines) };
}
