/**
 * Image references as `docker.io/library/alpine:3.20@sha256:…`, normalised and refused as the builder does (spec 2.4;
 * distribution/reference v0.6.0).
 */

/** A reference that the builder accepts. */
export interface ImageReference {
  /** The host of the registry, with its port; `docker.io` where the text names none. */
  readonly domain: string;
  /** What the registry knows it by: `library/alpine`. */
  readonly repository: string;
  /** What stands behind the colon, or null. */
  readonly tag: string | null;
  /** The short form with its tag and digest: `docker.io/library/alpine:3.20` is `alpine:3.20`. */
  readonly familiar: string;
}

export type ReferenceReading =
  { reference: ImageReference; error: null } | { reference: null; error: string };

const DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^(?:${DOMAIN}/)?${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const DIGEST_LENGTHS = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);
const IDENTIFIER = /^[a-f0-9]{64}$/;
const LONGEST_REPOSITORY = 255;
const INVALID = "invalid reference format";

/** Whether a text is a reference at a glance: a short name with or without a tag, as most are. */
export function isPlainImage(text: string): boolean {
  return text.length < 64 && /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\w[\w.-]*)?$/.test(text);
}

/** Reads an image reference; a text that is none answers the builder's reason. */
export function parseImageReference(text: string): ReferenceReading {
  if (IDENTIFIER.test(text))
    return refuse(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const { domain, path } = splitDomain(text);
  const repositoryEnd = /[:@]/.exec(path)?.index ?? path.length;
  const repository = path.slice(0, repositoryEnd);
  const beforeTag = path.split(":", 1)[0] ?? "";
  if (beforeTag !== beforeTag.toLowerCase())
    return refuse(`${INVALID}: repository name (${beforeTag}) must be lowercase`);
  const suffix = path.slice(repositoryEnd);
  const suffixProblem = suffixError(suffix);
  if (suffixProblem === INVALID || !REPOSITORY.test(`${domain}/${repository}`)) return refuse(INVALID);
  if (repository.length > LONGEST_REPOSITORY)
    return refuse(`repository name must not be more than ${LONGEST_REPOSITORY} characters`);
  if (suffixProblem !== null) return refuse(suffixProblem);
  const short =
    domain === "docker.io" ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${domain}/${repository}`;
  const tag = suffix.startsWith(":") ? (suffix.slice(1).split("@", 1)[0] ?? null) : null;
  return { reference: { domain, repository, tag, familiar: short + suffix }, error: null };
}

function refuse(error: string): ReferenceReading {
  return { reference: null, error };
}

/** The first component is a registry's host only if it looks like one: a dot, a port, `localhost` or an upper-case letter. */
function splitDomain(text: string): { domain: string; path: string } {
  const slash = text.indexOf("/");
  const first = text.slice(0, slash);
  const isHost =
    slash !== -1 && (/[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first);
  let domain = isHost ? first : "docker.io";
  const path = isHost ? text.slice(slash + 1) : text;
  if (domain === "index.docker.io") domain = "docker.io";
  return { domain, path: domain === "docker.io" && !path.includes("/") ? `library/${path}` : path };
}

/** Why a tag and a digest, as they stand behind the repository, are refused, or null. */
function suffixError(suffix: string): string | null {
  const at = suffix.indexOf("@");
  const tag = at === -1 ? suffix : suffix.slice(0, at);
  if (tag !== "" && !(tag.startsWith(":") && TAG.test(tag.slice(1)))) return INVALID;
  if (at === -1) return null;
  const digest = suffix.slice(at + 1);
  if (!DIGEST.test(digest)) return INVALID;
  const [algorithm = "", hex = ""] = digest.split(":");
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) return "unsupported digest algorithm";
  if (hex.length !== length) return "invalid checksum digest length";
  return hex === hex.toLowerCase() ? null : "invalid checksum digest format";
}

/**
 * The name under which a named context replaces this image: the short form without `:latest` (spec 2.4); null for a text
 * that is no reference. A digest names one image and is no context's name.
 */
export function contextKey(text: string): string | null {
  const { reference } = parseImageReference(text);
  return reference ? reference.familiar.replace(/:latest$/, "") : null;
}

/** A reference with all that it leaves out: `alpine` is `docker.io/library/alpine:latest`. Null for a text that is none. */
export function fullReference(text: string): string | null {
  if (parseImageReference(text).error !== null) return null;
  const { domain, path } = splitDomain(text);
  return `${domain}/${path}${/[:@]/.test(path) ? "" : ":latest"}`;
}

/** A reference without its tag and its digest, whether it is valid or not. */
export function repositoryIn(reference: string): string {
  const name = reference.lastIndexOf("/", reference.includes("@") ? reference.indexOf("@") : undefined) + 1;
  const end = reference.slice(name).search(/[:@]/);
  return end === -1 ? reference : reference.slice(0, name + end);
}
