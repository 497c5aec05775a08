/**
 * Tells the JSON objects of `--progress=rawjson` from the lines between them, in text that comes in pieces. Buildx writes an
 * object a line; before 0.14 it wrote each over many lines, the first and the last of them a bare brace.
 */
import { parseJson } from "../engine/fields";

export interface JsonValues {
  write(text: string): void;
  /** What has no end yet is a line like any other. */
  end(): void;
}

/** Nothing that an engine says of itself is longer; a longer value is not kept. */
const LONGEST_VALUE = 16_000_000;

/** `object` hears each object, `other` each line that belongs to none, without its end. */
export function createJsonValues(object: (value: object) => void, other: (line: string) => void): JsonValues {
  let rest = "";
  let open: string[] | undefined;
  let openLength = 0;

  function takeLine(line: string): void {
    if (open !== undefined) {
      open.push(line);
      openLength += line.length;
      const value = line.trimEnd() === "}" ? parse(open.join("\n")) : undefined;
      if (value !== undefined) object(value);
      if (value !== undefined || openLength > LONGEST_VALUE) open = undefined;
      return;
    }
    if (line.trimEnd() === "{") {
      open = [line];
      openLength = line.length;
      return;
    }
    const value = line.startsWith("{") ? parse(line) : undefined;
    if (value === undefined) other(line.replace(/\r$/, ""));
    else object(value);
  }

  return {
    write(text) {
      const parts = text.split("\n");
      const first = rest + (parts.shift() ?? "");
      if (parts.length === 0) {
        rest = first.length > LONGEST_VALUE ? "" : first;
        return;
      }
      rest = parts.pop() ?? "";
      takeLine(first);
      for (const part of parts) takeLine(part);
    },
    end() {
      if (rest !== "") takeLine(rest);
      rest = "";
      for (const line of open ?? []) other(line);
      open = undefined;
    },
  };
}

function parse(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? value : undefined;
}
