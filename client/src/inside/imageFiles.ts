/**
 * The files of an image, as its engine hands them out: from a container that is made of it, never started, and removed
 * whatever happens.
 */
import * as l10n from "@vscode/l10n";
import { Writable } from "node:stream";
import { toolCommand, type Engine } from "../engine/engine";
import type { Asked } from "../engine/image";
import { lastWords, runTool, WORK_MS } from "../engine/runTool";
import { indexArchive, readFirst, type ArchivedFile } from "./archive";
import { withoutContainerFiles, type FileIndex } from "./fileIndex";

/** Says of a container what it is for. It is never started. */
export const READING_LABEL = "dev.dockerfile-stages.reading";
/** A larger file is no text that anybody reads in an editor. */
export const MOST_BYTES = 50_000_000;

/** All files of an image. The engine sends all that is in them as well, so a large image takes seconds. */
export async function indexImage(
  engine: Engine,
  imageId: string,
  signal?: AbortSignal,
): Promise<Asked<FileIndex>> {
  return withContainer(engine, imageId, signal, async container => {
    let index: FileIndex | undefined;
    const readOutput = async (output: NodeJS.ReadableStream) => {
      index = withoutContainerFiles(await indexArchive(output));
    };
    const end = await runTool(toolCommand(engine, ["export", container]), {
      timeoutMs: WORK_MS,
      signal,
      readOutput,
    });
    return end.status === 0 && index ? { answer: index } : { problem: lastWords(end) };
  });
}

/** The bytes of a file, whose path leads over no link. A file of more than `most` bytes is a problem. */
export async function readImageFile(
  engine: Engine,
  imageId: string,
  path: string,
  signal?: AbortSignal,
  most = MOST_BYTES,
): Promise<Asked<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  const copied = await copyImageFile(
    engine,
    imageId,
    path,
    ({ size }) => {
      if (size > most)
        throw new Error(
          l10n.t(
            "The file has {0} bytes, and files larger than {1} bytes cannot be opened here.",
            size,
            most,
          ),
        );
      return new Writable({
        write(chunk: Uint8Array, _, done) {
          chunks.push(chunk);
          done();
        },
      });
    },
    signal,
  );
  return copied.problem === undefined ? { answer: Buffer.concat(chunks) } : { problem: copied.problem };
}

/** Hands a file, whose path leads over no link, to what `open` answers. Throws nothing: what `open` throws is the problem. */
export async function copyImageFile(
  engine: Engine,
  imageId: string,
  path: string,
  open: (file: ArchivedFile) => Writable,
  signal?: AbortSignal,
): Promise<Asked<ArchivedFile>> {
  return withContainer(engine, imageId, signal, async container => {
    let file: ArchivedFile | undefined;
    const readOutput = async (output: NodeJS.ReadableStream) => {
      file = await readFirst(output, found => {
        if (found.kind !== "file") throw new Error(l10n.t("It is not a file."));
        return open(found);
      });
    };
    const end = await runTool(toolCommand(engine, ["cp", `${container}:${path}`, "-"]), {
      timeoutMs: WORK_MS,
      signal,
      readOutput,
    });
    return end.status === 0 && file ? { answer: file } : { problem: lastWords(end) };
  });
}

/** Has the engine write a folder of an image, whose path leads over no link, to a path of this machine where nothing is yet. */
export async function copyImageFolder(
  engine: Engine,
  imageId: string,
  path: string,
  target: string,
  signal?: AbortSignal,
): Promise<Asked<true>> {
  return withContainer(engine, imageId, signal, async container => {
    const end = await runTool(toolCommand(engine, ["cp", `${container}:${path}`, target]), {
      timeoutMs: WORK_MS,
      signal,
    });
    return end.status === 0 ? { answer: true } : { problem: lastWords(end) };
  });
}

async function withContainer<T>(
  engine: Engine,
  imageId: string,
  signal: AbortSignal | undefined,
  use: (container: string) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  // An image without a CMD makes a container only with a command, which nobody runs.
  const args = ["create", "--network", "none", "--label", `${READING_LABEL}=${imageId}`, imageId, "/none"];
  // Not with the signal: whoever ends the program that makes a container does not learn which one it has made.
  const made = await runTool(toolCommand(engine, args), { timeoutMs: WORK_MS });
  const container = /^[0-9a-f]{12,64}$/m.exec(made.out)?.[0];
  if (made.status !== 0 || container === undefined) return { problem: lastWords(made) };
  try {
    return signal?.aborted ? { problem: l10n.t("cancelled") } : await use(container);
  } finally {
    // With the volumes that the engine made for its VOLUME instructions.
    await runTool(toolCommand(engine, ["rm", "--force", "--volumes", container]), { timeoutMs: WORK_MS });
  }
}
