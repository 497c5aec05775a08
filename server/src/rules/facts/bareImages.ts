/** Images that are known to have no shell, and the users that they know: of every other image nothing is said. */

/** What an image without a shell has. */
export interface BareImage {
  /** The names in its /etc/passwd and /etc/group; null where that is not known. */
  readonly users: ReadonlySet<string> | null;
  readonly groups: ReadonlySet<string> | null;
  /** The image that has a shell beside the same libraries, or null. */
  readonly larger: string | null;
}

const NOBODY: ReadonlySet<string> = new Set();

/** The empty image. */
export const SCRATCH: BareImage = { users: NOBODY, groups: NOBODY, larger: "alpine" };

/**
 * https://github.com/GoogleContainerTools/distroless (README.md; the names are in common/BUILD.bazel). A tag with `debug` has a
 * shell, and so had older images for Python.
 */
const DISTROLESS =
  /^gcr\.io\/distroless\/(?:static|base|base-nossl|cc|java\w*|java-base|nodejs\w*)(?:-debian(\d+))?(?::([\w.-]+))?$/;
const DISTROLESS_USERS = new Set(["root", "nobody", "nonroot"]);
const DISTROLESS_GROUPS = new Set(["root", "nobody", "tty", "staff", "nonroot"]);
/** What has the libraries of those for compiled programs. */
const DEBIAN = new Map([
  ["12", "debian:bookworm-slim"],
  ["13", "debian:trixie-slim"],
]);

/**
 * https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md (chiseled and distroless tags),
 * https://github.com/microsoft/azurelinux (distroless images), https://edu.chainguard.dev (static, glibc-dynamic; `-dev` has a shell).
 */
const WITHOUT_SHELL = [
  /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps):(?!.*debug)[\w.-]*(?:chiseled|distroless)[\w.-]*$/,
  /^mcr\.microsoft\.com\/(?:azurelinux|cbl-mariner)\/distroless\/(?!debug)[\w-]+(?::(?!.*debug)[\w.-]+)?$/,
  /^cgr\.dev\/chainguard\/(?:static|glibc-dynamic)(?::(?!.*dev)[\w.-]+)?$/,
];

/** What an image, by its reference without variables, is known to lack; null for one that may have a shell. */
export function bareImage(reference: string): BareImage | null {
  const [name = ""] = reference.split("@");
  const distroless = DISTROLESS.exec(name);
  if (distroless) {
    const [, debian = "", tag = ""] = distroless;
    if (tag.includes("debug")) return null;
    const isCompiled = /\/(?:static|base|base-nossl|cc)\b/.test(name);
    const larger = (isCompiled ? DEBIAN.get(debian) : undefined) ?? null;
    return { users: DISTROLESS_USERS, groups: DISTROLESS_GROUPS, larger };
  }
  return WITHOUT_SHELL.some(pattern => pattern.test(name))
    ? { users: null, groups: null, larger: null }
    : null;
}
