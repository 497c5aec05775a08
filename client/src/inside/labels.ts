/** How an image says which stage of which Dockerfile it is, and which of its names are ours. */
import { DOCKERFILE_LABEL, STAGE_LABEL } from "../engine/buildRequest";
import type { ImageFacts } from "../engine/image";

/** A name of an image that this extension gave it. */
export interface StageImage {
  /** As the engine writes it: what it is removed by. */
  tag: string;
  id: string;
  stage: string;
  size: number | undefined;
  created: number | undefined;
}

/**
 * The images of the stages of one Dockerfile: those that carry its path, by those of their names that we give to a stage
 * (`namesOf`). A label alone is not enough, because an image that is based on another has the labels of that one as well.
 */
export function stageImages(
  images: readonly ImageFacts[],
  dockerfile: string,
  namesOf: (stage: string) => readonly string[],
): StageImage[] {
  const found = images.flatMap(({ id, tags, labels, size, created }) => {
    const stage = labels.get(STAGE_LABEL);
    if (labels.get(DOCKERFILE_LABEL) !== dockerfile || stage === undefined) return [];
    const ours = namesOf(stage).map(withTag);
    return tags
      .filter(tag => ours.includes(withTag(shortName(tag))))
      .map(tag => ({ tag, id, stage, size, created }));
  });
  return found.sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** Podman and nerdctl write where a name without a registry belongs. */
function shortName(tag: string): string {
  return tag.replace(/^(?:localhost\/|docker\.io\/(?:library\/)?)/, "");
}

function withTag(name: string): string {
  return name.includes(":") ? name : `${name}:latest`;
}
