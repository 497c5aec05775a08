/** Names of folders, files and stages in the characters that the name of an image may have. */

const LONGEST = 128;

/** As a part of the name before the tag; `image` when no character can be kept. */
export function imageName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    // Between letters and digits stands one dot, one or two underscores, or any run of dashes.
    .replace(/[._-]+/g, run => (/^(?:\.|__?|-+)$/.test(run) ? run : "-"))
    .slice(0, LONGEST)
    .replace(/^[._-]+|(?<![._-])[._-]+$/g, "");
  // 64 hexadecimal digits would be taken for the id of an image.
  return name === "" || /^[0-9a-f]{64}$/.test(name) ? `image${name}` : name;
}

/** As a tag: at most 128 characters of those that are accepted there. */
export function imageTag(stage: string): string {
  const tag = stage.replace(/[^\w.-]/g, "-").slice(0, 128);
  return /^[.-]/.test(tag) ? `_${tag.slice(1)}` : tag;
}

/**
 * What the images of a Dockerfile are named after: its folder, and what tells it from `Dockerfile`, so that those of several
 * Dockerfiles in one folder have names of their own. `shop.dev` of `Dockerfile.dev`, `shop-api` of `api.Dockerfile`.
 */
export function dockerfileName(folder: string, file: string): string {
  const [isDockerfile, before = "", kind = "", after = ""] =
    /^(?:(.+)\.)?(dockerfile|containerfile)([.\-_].+)?$/i.exec(file) ?? [];
  const parts =
    isDockerfile === undefined
      ? [`-${file}`]
      : [
          before === "" ? "" : `-${before}`,
          kind.toLowerCase() === "dockerfile" ? "" : ".containerfile",
          // Another sign than that of a name before it.
          after.replace(/^-/, "--"),
        ];
  const own = parts.join("");
  return folder.slice(0, Math.max(0, LONGEST - own.length)) + own;
}
