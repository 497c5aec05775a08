/** How an image came to be, as its engine tells it (`image history`): what each instruction added. None of it is trusted. */
import * as l10n from "@vscode/l10n";
import { toolCommand, type Engine } from "./engine";
import { fieldsOf, listOf, parseJson, textOf } from "./fields";
import type { Asked } from "./image";
import { jsonLines } from "./jsonLines";
import { lastWords, QUESTION_MS, runTool } from "./runTool";

/** What one instruction, of the Dockerfile or of that of a base image, left in the image. */
export interface HistoryEntry {
  /** The builder's words: `RUN /bin/sh -c make # buildkit`; Buildah's and those of the builder before BuildKit are others. */
  createdBy: string;
  /** The files that it wrote, unpacked, in bytes; 0 where it only changed the configuration. */
  bytes: number;
}

/** The history of an image, the oldest entry first; or the engine's words why it has none. */
export async function askImageHistory(engine: Engine, image: string): Promise<Asked<HistoryEntry[]>> {
  const format = engine.builder === "podman" ? ["--format", "json"] : ["--format", "{{json .}}"];
  const args = ["image", "history", "--no-trunc", "--human=false", ...format, image];
  const end = await runTool(toolCommand(engine, args), { timeoutMs: QUESTION_MS });
  if (end.status !== 0) return { problem: lastWords(end) };
  const entries = readHistory(end.out);
  return entries.length > 0
    ? { answer: entries }
    : { problem: l10n.t("The engine does not report the history of {0}.", image) };
}

/** What `image history` prints for programs, the oldest entry first: an object a line of Docker, a list of Podman. */
export function readHistory(text: string): HistoryEntry[] {
  const value = parseJson(text);
  return (Array.isArray(value) ? listOf(value) : jsonLines(text)).map(entryOf).reverse();
}

function entryOf(value: unknown): HistoryEntry {
  const { CreatedBy, createdBy = CreatedBy, Size, size = Size } = fieldsOf(value);
  const bytes = typeof size === "number" ? size : Number.parseInt(textOf(size) ?? "", 10);
  return { createdBy: textOf(createdBy) ?? "", bytes: bytes > 0 ? bytes : 0 };
}
