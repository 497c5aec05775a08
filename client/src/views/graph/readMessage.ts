/** What a page says, and what a window has kept of one, is read as what it is: nothing in it is sure. Pure. */
import { fieldsOf } from "../../engine/fields";
import type { ExportFormat, FromPage, SavedPage } from "./messages";

/** `undefined` for what no page of ours says. */
export function readMessage(value: unknown): FromPage | undefined {
  const { kind, id, stage, edge, takeFocus, format, data } = fieldsOf(value);
  switch (kind) {
    case "ready":
    case "insert":
      return { kind };
    case "reveal":
      return typeof id === "string" ? { kind, id, takeFocus: takeFocus === true } : undefined;
    case "card":
      return typeof id === "string" ? { kind, id } : undefined;
    case "revealEdge":
      return isIndex(edge) ? { kind, edge } : undefined;
    case "build":
      return isIndex(stage) ? { kind, stage } : undefined;
    case "target":
      return stage === null || isIndex(stage) ? { kind, stage } : undefined;
    case "save":
    case "copy":
      return isFormat(format) && typeof data === "string" ? { kind, format, data } : undefined;
    default:
      return undefined;
  }
}

/** `undefined` where a page cannot be opened again. */
export function readSaved(value: unknown): SavedPage | undefined {
  const { uri, target } = fieldsOf(value);
  if (typeof uri !== "string" || uri === "") return undefined;
  return { uri, ...(typeof target === "string" ? { target } : {}) };
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

const FORMATS: readonly unknown[] = ["svg", "png", "mermaid", "dot"] satisfies ExportFormat[];

function isFormat(value: unknown): value is ExportFormat {
  return FORMATS.includes(value);
}
