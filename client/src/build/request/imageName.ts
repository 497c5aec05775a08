/** Names of folders, files and stages in the characters that the name of an image may have. */

/** As a part of the name before the tag; `image` when no character can be kept. */
export function imageName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    // Between letters and digits stands one dot, one or two underscores, or any run of dashes.
    .replace(/[._-]+/g, run => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
    .slice(0, 128)
    .replace(/^[._-]+|(?<![._-])[._-]+$/g, "");
  // 64 hexadecimal digits would be taken for the id of an image.
  return name === "" || /^[0-9a-f]{64}$/.test(name) ? `image${name}` : name;
}

/** As a tag: at most 128 characters of those that are accepted there. */
export function imageTag(stage: string): string {
  const tag = stage.replace(/[^\w.-]/g, "-").slice(0, 128);
  return /^[.-]/.test(tag) ? `_${tag.slice(1)}` : tag;
}
