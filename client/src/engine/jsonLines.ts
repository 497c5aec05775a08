/** Lists as docker prints them for programs: a JSON object a line. */

/** The objects; lines that are none are left out. */
export function jsonLines(output: string): Partial<Record<string, unknown>>[] {
  return output.split(/\r?\n/).flatMap((line): Partial<Record<string, unknown>>[] => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === "object" && value !== null ? [value] : [];
    } catch {
      return [];
    }
  });
}

/** A text as it is, and anything else as none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
