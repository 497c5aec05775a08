/** Where a build takes the image of another build from: the engine, or a folder where its builder keeps images to itself. */
import { createHash } from "node:crypto";
import type { UseInfo } from "../../../../server/src/protocol";
import { keepsImages } from "../../engine/builderList";
import type { BuildRequest } from "../../engine/buildRequest";
import { toolCommand, type Engine } from "../../engine/engine";
import { QUESTION_MS, runTool } from "../../engine/runTool";
import type { ChosenPlace } from "../engines/chosenPlace";
import { imageName } from "../request/imageName";
import { temporaryPath } from "../temporaryFiles";

/** The image of a use that another one needs: its name, where it goes, and what the other one has as its named context. */
export interface NeededImage {
  image: string;
  output: NonNullable<BuildRequest["output"]>;
  context: string;
}

/** Whether the builder can take images from the engine. The one that nobody has chosen is asked for its driver. */
export async function takesImagesOfEngine(engine: Engine, { builder }: ChosenPlace): Promise<boolean> {
  if (engine.builder !== "buildx" && engine.builder !== "docker") return true;
  if (builder !== undefined) return !keepsImages(builder.driver);
  const { out } = await runTool(toolCommand(engine, ["buildx", "inspect"]), { timeoutMs: QUESTION_MS });
  const [, driver = ""] = /^Driver:[ \t]*(\S+)/m.exec(out) ?? [];
  return !keepsImages(driver);
}

/** The image of a use, under a name of its own: nobody else's image is replaced. */
export function neededImage({ id, uri, name }: UseInfo, inEngine: boolean): NeededImage {
  const mark = createHash("sha256").update(`${uri} ${id}`).digest("hex").slice(0, 12);
  const image = `dockerfile-stages/${imageName(name)}:${mark}`;
  if (inEngine) return { image, output: "load", context: `docker-image://${image}` };
  const layout = temporaryPath();
  return { image, output: { layout }, context: `oci-layout://${layout}:${mark}` };
}
