/** JSON as the functions of bake read and write it. */
import { isList, isMap, isOpen } from "./data";
import type { Data } from "./data";

/** The value of a JSON text; undefined where it is none. */
export function fromJson(text: string): Data | undefined {
  try {
    return ofJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A value as JSON, keys in order; undefined where some of it is open. */
export function toJson(data: Data): string | undefined {
  if (isOpen(data)) return undefined;
  if (isList(data)) {
    const items = data.map(toJson);
    return items.includes(undefined) ? undefined : `[${items.join(",")}]`;
  }
  if (!isMap(data)) return JSON.stringify(data);
  const entries = [...data]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, toJson(value)] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value ?? ""}`).join(",")}}`;
}

function ofJson(value: unknown): Data {
  if (Array.isArray(value)) return value.map(ofJson);
  if (typeof value === "object" && value !== null)
    return new Map(Object.entries(value).map(([key, each]) => [key, ofJson(each)]));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
