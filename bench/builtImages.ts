/** The images that the measured builds leave in the engine. */
import { DOCKERFILE_LABEL } from "../client/src/engine/buildRequest";
import { docker } from "../test/support/engine";

/** Takes away the images that were built from a Dockerfile, those too that have lost their name since. */
export async function removeImagesOf(dockerfile: string): Promise<void> {
  const label = `label=${DOCKERFILE_LABEL}=${dockerfile}`;
  const { stdout } = await docker(["image", "ls", "--all", "--quiet", "--filter", label], {
    timeout: 20_000,
  });
  const images = [...new Set(stdout.split("\n").filter(id => id !== ""))];
  if (images.length > 0) await docker(["image", "rm", "--force", ...images], { timeout: 60_000 });
}
