/** What is asked of the builder for a part of a stage: what comes before the instruction that failed, or up to any instruction. */
import type { BuildRequest } from "../../engine/buildRequest";
import { partialImage, type PartialBuild } from "./imageTags";

/**
 * The same build of another Dockerfile, which ends inside of the stage: as an image in the engine, under a name of its own, for one
 * platform, and nothing else of what the build was asked for beside its steps. `dockerfile` is absolute.
 */
export function partialRequest(request: BuildRequest, dockerfile: string, part: PartialBuild): BuildRequest {
  const partial: BuildRequest = {
    ...request,
    dockerfile,
    target: undefined,
    image: partialImage(request.image, part),
    moreTags: [],
    cacheTo: [],
    // A container has one, and not every engine keeps an image of several.
    platforms: request.platforms?.slice(0, 1) ?? [],
  };
  // What comes before a failure has just been built.
  if (part === "beforeFailure") delete partial.noCache;
  delete partial.output;
  return partial;
}
