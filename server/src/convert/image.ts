/** A base image as it is written, taken apart so that one of the same version can be named beside it. */

export interface WrittenImage {
  /** `docker.io/library/`, the address of a mirror of the official images, or nothing. */
  readonly prefix: string;
  /** `node`, `mcr.microsoft.com/dotnet/sdk`. */
  readonly repository: string;
  /** As written, variables in it; `""` where there is none. */
  readonly tag: string;
  readonly hasDigest: boolean;
}

/** Where the official images are to be had under the same names. */
const PREFIX =
  /^(?:docker\.io\/(?:library\/)?|library\/|mirror\.gcr\.io\/(?:library\/)?|public\.ecr\.aws\/docker\/library\/)/;

/** Reads an image as it is written. Variables in the repository leave it one that nobody knows. */
export function readImage(written: string): WrittenImage {
  const bare = written.replace(/^(["'])(.*)\1$/, "$2");
  const prefix = PREFIX.exec(bare)?.[0] ?? "";
  const [name = "", digest] = bare.slice(prefix.length).split("@", 2);
  // A colon in `${X:-y}` stands before no tag.
  const [, repository = name, tag = ""] = /^([^:$]*(?::\d+\/[^:$]*)?):(.*)$/.exec(name) ?? [];
  return { prefix, repository, tag, hasDigest: digest !== undefined };
}

/** The parts of a tag between hyphens; those of a variable stay together. */
export function tagParts(tag: string): string[] {
  return tag === "" ? [] : (tag.match(/(?:\$\{[^}]*\}|[^-])+/g) ?? []);
}

/** The first number of a tag, as of `20-alpine`; null where it has none. */
export function majorVersion(tag: string): number | null {
  const [, number] = /^(\d+)/.exec(tag) ?? [];
  return number === undefined ? null : Number(number);
}

/** Whether a tag, with its variables filled in, is one of Alpine, whose C library is another. */
export function isAlpine(tag: string): boolean {
  return /(?:^|-)alpine/.test(tag);
}

/** An image with another tag. */
export function withTag(image: WrittenImage, repository: string, tag: string): string {
  return `${image.prefix}${repository}${tag === "" ? "" : `:${tag}`}`;
}
