/** What is asked of the builder for the image that an instruction was to run in. */
import type { BuildRequest } from "../../engine/buildRequest";
import { imageBefore } from "./imageTags";

/**
 * The same build of another Dockerfile, which ends before the instruction: as an image in the engine, under a name of its
 * own, for one platform, and nothing else of what the build was asked for beside its steps. `dockerfile` is absolute.
 */
export function requestBefore(request: BuildRequest, dockerfile: string): BuildRequest {
  const before: BuildRequest = {
    ...request,
    dockerfile,
    target: undefined,
    image: imageBefore(request.image),
    moreTags: [],
    cacheTo: [],
    // A container has one, and not every engine keeps an image of several.
    platforms: request.platforms?.slice(0, 1) ?? [],
  };
  delete before.noCache;
  delete before.output;
  return before;
}
