/** Turns a folder and a stage into the name of the image that a build leaves behind: `<folder>:<stage>`. */

/** `folder` is the last part of a path, in any characters; `stage` is `""` for an unnamed stage. */
export function imageReference(folder: string, stage: string): string {
  const name = imageName(folder);
  return stage === "" ? name : `${name}:${imageTag(stage)}`;
}

/** The folder's name in the characters that an image name may have; `image` when none of them can be kept. */
function imageName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    // Between letters and digits stands one dot, one or two underscores, or any run of dashes.
    .replace(/[._-]+/g, run => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
    .slice(0, 128)
    .replace(/^[._-]+|[._-]+$/g, "");
  // 64 hexadecimal digits would be taken for the id of an image.
  return name === "" || /^[0-9a-f]{64}$/.test(name) ? `image${name}` : name;
}

/** A stage's name as a tag: at most 128 characters of those that the builder accepts in both places. */
function imageTag(stage: string): string {
  const tag = stage.replace(/[^\w.-]/g, "-").slice(0, 128);
  return /^[.-]/.test(tag) ? `_${tag.slice(1)}` : tag;
}
