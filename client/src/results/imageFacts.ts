/** Asks the engine what image a build has left behind. Not knowing is no error: some builds leave none. */
import { toolCommand, type Engine } from "../engine/engine";
import { runProcess } from "../engine/runProcess";
import type { ImageFacts } from "./stageResult";

/** Docker and Podman both fill in this template; only the digests may be missing. */
const FORMAT = "{{json .Id}} {{json .Size}} {{json .RepoDigests}}";
const ANSWER_WITHIN_MS = 10_000;

/** Of the image with this name; `undefined` where the engine has none, or does not answer. */
export async function imageFacts(engine: Engine, reference: string): Promise<ImageFacts | undefined> {
  let output = "";
  const inspect = runProcess(
    toolCommand(engine, ["image", "inspect", "--format", FORMAT, reference]),
    (stream, text) => {
      if (stream === "out") output += text;
    },
  );
  const timer = setTimeout(() => {
    inspect.cancel();
  }, ANSWER_WITHIN_MS);
  const end = await inspect.ended;
  clearTimeout(timer);
  return "status" in end && end.status === 0 ? readImageFacts(reference, output) : undefined;
}

/** Reads what an engine printed for {@link FORMAT}; `undefined` where it is something else. */
export function readImageFacts(reference: string, output: string): ImageFacts | undefined {
  const [, id, size, digests] = /^"([^"]+)" (\d+) (\[.*\]|null)\s*$/.exec(output) ?? [];
  if (id === undefined || size === undefined || digests === undefined) return undefined;
  // `registry/name@sha256:…`
  const [, digest] = /@([a-z0-9]+:[0-9a-f]+)"/.exec(digests) ?? [];
  return { reference, id, size: Number(size), ...(digest !== undefined && { digest }) };
}
