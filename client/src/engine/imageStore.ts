/** Where an engine keeps its images, which tells what it means by the size of one. */
import { toolCommand, type Engine } from "./engine";
import { parseJson } from "./fields";
import { QUESTION_MS, runTool } from "./runTool";

/**
 * Where an engine keeps images, and so what the size of one means. `layers`: Docker's own stores (overlay2 and others) and
 * that of Podman keep unpacked layers only. `containerd`: Docker's newer store keeps the packed layers beside the unpacked
 * ones; the size is that of the packed ones, and since moby/moby#53426 of both together.
 */
export type ImageStore = "layers" | "containerd" | "unknown";

/** The store of an engine; `unknown` where it does not say. */
export async function askImageStore(engine: Engine): Promise<ImageStore> {
  if (engine.builder === "podman") return "layers";
  if (engine.builder === "nerdctl") return "unknown";
  const command = toolCommand(engine, ["info", "--format", "{{json .DriverStatus}}"]);
  const { status, out } = await runTool(command, { timeoutMs: QUESTION_MS });
  return status === 0 ? storeIn(out) : "unknown";
}

/** The store in what `info` prints of the driver: a list of pairs, among them `driver-type` for that of containerd. */
export function storeIn(json: string): ImageStore {
  const pairs = parseJson(json);
  if (!Array.isArray(pairs)) return "unknown";
  const isSnapshotter = pairs.some(
    pair => Array.isArray(pair) && pair[0] === "driver-type" && String(pair[1]).includes("snapshotter"),
  );
  return isSnapshotter ? "containerd" : "layers";
}
