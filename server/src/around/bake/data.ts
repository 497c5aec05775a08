/** Values of HCL, as bake computes with them. */

/** A value that depends on something that no file gives. `text` is what it would be, with the names of the unknown things in it. */
export interface OpenData {
  readonly open: string;
}

export type Data = string | number | boolean | null | readonly Data[] | DataMap | OpenData;
export type DataMap = ReadonlyMap<string, Data>;

/** A value of which nothing is known. */
export function openData(text = "…"): OpenData {
  return { open: text };
}

/** What a list comes to that is longer than anybody writes. */
export const TOO_MANY: OpenData = openData();

export function isOpen(data: Data): data is OpenData {
  return typeof data === "object" && data !== null && "open" in data;
}

export function isMap(data: Data): data is DataMap {
  return data instanceof Map;
}

export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

/** Whether some of the value is open. */
export function hasOpen(data: Data): boolean {
  if (isOpen(data)) return true;
  if (isList(data)) return data.some(hasOpen);
  return isMap(data) && [...data.values()].some(hasOpen);
}

/** A value as text, as a template shows it; undefined for null, lists and maps. */
export function textOf(data: Data): string | undefined {
  if (typeof data === "string") return data;
  if (typeof data === "number" || typeof data === "boolean") return String(data);
  return undefined;
}

/** What a value says of itself where it is part of an open text. */
export function shownText(data: Data): string {
  return isOpen(data) ? data.open : (textOf(data) ?? "");
}

/** Whether two values are the same, part by part. */
export function isSame(left: Data, right: Data): boolean {
  if (isList(left))
    return (
      isList(right) &&
      left.length === right.length &&
      left.every((each, index) => isSame(each, right[index] ?? null))
    );
  if (isMap(left))
    return (
      isMap(right) &&
      left.size === right.size &&
      [...left].every(([key, each]) => right.has(key) && isSame(each, right.get(key) ?? null))
    );
  return left === right;
}

/** A condition; undefined where it cannot be known. Texts `true` and `false` count, as they do in HCL. */
export function truthOf(data: Data): boolean | undefined {
  if (typeof data === "boolean") return data;
  return data === "true" ? true : data === "false" ? false : undefined;
}

/** A number; undefined for what is none. */
export function numberOf(data: Data): number | undefined {
  if (typeof data === "number") return data;
  return typeof data === "string" && /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(data)
    ? Number(data)
    : undefined;
}
