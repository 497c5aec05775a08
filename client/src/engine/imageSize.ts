/** How large an image is, by what its engine says, and what that engine means by it. */
import { toolCommand, type Engine } from "./engine";
import { runProcess } from "./runProcess";

/**
 * Where an engine keeps images, and so what the size of one means. `layers`: Docker's own stores (overlay2 and others) and
 * that of Podman keep unpacked layers only. `containerd`: Docker's newer store keeps the packed layers beside the unpacked
 * ones; the size is that of the packed ones, and since moby/moby#53426 of both together.
 */
export type ImageStore = "layers" | "containerd" | "unknown";

const ANSWER_WITHIN = 30_000;

/** The size of an image in bytes, or the engine's words why it has none. */
export async function askImageSize(
  engine: Engine,
  image: string,
): Promise<{ bytes: number } | { problem: string }> {
  const { status, out, err } = await ask(engine, ["image", "inspect", image]);
  const bytes = status === 0 ? sizeIn(out) : undefined;
  if (bytes !== undefined) return { bytes };
  return { problem: err.trim().split("\n").at(-1) || `The engine does not say how large ${image} is.` };
}

/** The store of an engine; `unknown` where it does not say. */
export async function askImageStore(engine: Engine): Promise<ImageStore> {
  if (engine.builder === "podman") return "layers";
  if (engine.builder === "nerdctl") return "unknown";
  const { status, out } = await ask(engine, ["info", "--format", "{{json .DriverStatus}}"]);
  return status === 0 ? storeIn(out) : "unknown";
}

/** The size in what `image inspect` prints: a list with an object for each image. */
export function sizeIn(json: string): number | undefined {
  const list = parsed(json);
  const image: unknown = Array.isArray(list) ? list[0] : undefined;
  const bytes = typeof image === "object" && image !== null && "Size" in image ? image.Size : undefined;
  return typeof bytes === "number" && bytes >= 0 ? bytes : undefined;
}

/** The store in what `info` prints of the driver: a list of pairs, among them `driver-type` for that of containerd. */
export function storeIn(json: string): ImageStore {
  const pairs = parsed(json);
  if (!Array.isArray(pairs)) return "unknown";
  const isSnapshotter = pairs.some(
    pair => Array.isArray(pair) && pair[0] === "driver-type" && String(pair[1]).includes("snapshotter"),
  );
  return isSnapshotter ? "containerd" : "layers";
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function ask(engine: Engine, args: string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const process = runProcess(toolCommand(engine, args), (stream, text) => {
    said[stream] += text;
  });
  const timer = setTimeout(() => {
    process.cancel();
  }, ANSWER_WITHIN);
  const end = await process.ended;
  clearTimeout(timer);
  return "status" in end ? { ...said, status: end.status } : { ...said, status: 1, err: end.notStarted };
}
