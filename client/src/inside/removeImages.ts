/** Finds and removes the images of the stages of one Dockerfile, by the very names that they were given and never else. */
import * as l10n from "@vscode/l10n";
import { DOCKERFILE_LABEL } from "../engine/buildRequest";
import { toolCommand, type Engine } from "../engine/engine";
import { readImages, type Asked, type ImageFacts } from "../engine/image";
import { stageImages, type StageImage } from "./labels";
import { lastWords, QUESTION_MS, runTool, WORK_MS } from "../engine/runTool";

/** The images of a Dockerfile. `namesOf` says which names the image of a stage is given. */
export async function findStageImages(
  engine: Engine,
  dockerfile: string,
  namesOf: (stage: string) => readonly string[],
): Promise<Asked<StageImage[]>> {
  const listed = await inspect(engine, `label=${DOCKERFILE_LABEL}=${dockerfile}`);
  if (listed.problem !== undefined) return listed;
  return { answer: stageImages(listed.answer, dockerfile, namesOf) };
}

/**
 * Takes the names away from the images, which are gone where that was their last one and no container has them. Before each
 * removal it is seen that the name still means the image that the person chose. Answers why some were left.
 */
export async function removeStageImages(
  engine: Engine,
  dockerfile: string,
  namesOf: (stage: string) => readonly string[],
  chosen: readonly StageImage[],
): Promise<{ removed: StageImage[]; left: { image: StageImage; reason: string }[] }> {
  const removed: StageImage[] = [];
  const left: { image: StageImage; reason: string }[] = [];
  for (const image of chosen) {
    const now = await findStageImages(engine, dockerfile, namesOf);
    if (now.problem !== undefined) left.push({ image, reason: now.problem });
    else if (!now.answer.some(({ tag, id }) => tag === image.tag && id === image.id))
      left.push({ image, reason: l10n.t("the name now belongs to another image") });
    else {
      const end = await runTool(toolCommand(engine, ["image", "rm", ...keepParents(engine), image.tag]), {
        timeoutMs: WORK_MS,
      });
      if (end.status === 0) removed.push(image);
      else left.push({ image, reason: lastWords(end) });
    }
  }
  return { removed, left };
}

/** Docker would also remove the images without a name that this one was made of. */
function keepParents({ builder }: Engine): string[] {
  return builder === "podman" || builder === "nerdctl" ? [] : ["--no-prune"];
}

async function inspect(engine: Engine, filter: string): Promise<Asked<ImageFacts[]>> {
  const listed = await runTool(
    toolCommand(engine, ["image", "ls", "--quiet", "--no-trunc", "--filter", filter]),
    { timeoutMs: QUESTION_MS },
  );
  if (listed.status !== 0) return { problem: lastWords(listed) };
  const ids = [...new Set(listed.out.split(/\s+/).filter(id => /^(?:sha256:)?[0-9a-f]{64}$/.test(id)))];
  if (ids.length === 0) return { answer: [] };
  const inspected = await runTool(toolCommand(engine, ["image", "inspect", ...ids]), {
    timeoutMs: QUESTION_MS,
  });
  // One that is gone meanwhile makes the status another; the others are there.
  const images = readImages(inspected.out);
  return images.length > 0 || inspected.status === 0 ? { answer: images } : { problem: lastWords(inspected) };
}
