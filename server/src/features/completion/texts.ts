/** Short descriptions of what the builder knows, in Markdown without anything but code spans. */
import * as l10n from "@vscode/l10n";

/** Made when they are asked for: the reader's language is not yet known when this is loaded. */
type Texts = ReadonlyMap<string, () => string>;

/** By name; the flags of different instructions that share one mean the same. */
export const FLAG_TEXTS: Texts = new Map([
  [
    "checksum",
    () =>
      l10n.t("The build fails if the downloaded file has another checksum: `sha256:…`, or a commit for Git."),
  ],
  [
    "chmod",
    () =>
      l10n.t("The permissions of the copied files: octal such as `0755`, or symbolic such as `u=rwX,go=rX`."),
  ],
  ["chown", () => l10n.t("The owner of the copied files: `user:group`, by name or ID.")],
  ["device", () => l10n.t("Gives the command access to a device of the machine, by its CDI name.")],
  ["exclude", () => l10n.t("Excludes files that match the pattern. You can use it several times.")],
  [
    "from",
    () => l10n.t("Copies from another stage, a named context or an image instead of the build context."),
  ],
  ["interval", () => l10n.t("The interval between checks: `30s` by default.")],
  ["keep-git-dir", () => l10n.t("Keeps the `.git` folder of a downloaded repository.")],
  [
    "link",
    () => l10n.t("Puts the files in a separate layer that stays valid when the layers below it change."),
  ],
  ["mount", () => l10n.t("Mounts something while the command runs: files of a stage, a cache, a secret.")],
  ["network", () => l10n.t("The network of the command: `default`, `none` or `host`.")],
  [
    "parents",
    () => l10n.t("Keeps the parent folders of a source. `/./` in the source marks where they start."),
  ],
  [
    "platform",
    () => l10n.t("The platform of the base image. `$BUILDPLATFORM` is the platform of the build machine."),
  ],
  [
    "retries",
    () => l10n.t("The number of consecutive failures until the container is unhealthy: 3 by default."),
  ],
  ["security", () => l10n.t("`insecure` runs the command without a sandbox, if the build allows it.")],
  [
    "start-interval",
    () => l10n.t("The interval between checks while the container starts: `5s` by default."),
  ],
  [
    "start-period",
    () => l10n.t("The time for the container to start before failures count: `0s` by default."),
  ],
  ["timeout", () => l10n.t("The timeout of a check: `30s` by default.")],
  [
    "unpack",
    () =>
      l10n.t(
        "Whether to extract archives. By default, archives from the build context are extracted, and archives from a URL are not.",
      ),
  ],
]);

export const MOUNT_TYPE_TEXTS: Texts = new Map([
  [
    "bind",
    () =>
      l10n.t("Files of a stage, an image or the build context, without a copy. Changes to them are lost."),
  ],
  ["cache", () => l10n.t("A folder that is kept between builds and is not part of the image.")],
  ["secret", () => l10n.t("A build secret, as a file or a variable. It is not stored in a layer.")],
  ["ssh", () => l10n.t("The SSH agent of the machine that starts the build.")],
  ["tmpfs", () => l10n.t("An empty folder in memory.")],
]);

/** By the common name of the key. */
export const MOUNT_KEY_TEXTS: Texts = new Map([
  [
    "env",
    () =>
      l10n.t(
        "The environment variable for the secret. The secret is then not a file, unless there is also a target.",
      ),
  ],
  ["from", () => l10n.t("The stage, named context or image that the files are copied from.")],
  ["gid", () => l10n.t("The group ID of the files: 0 by default.")],
  ["id", () => l10n.t("The ID that identifies it. The ID of a cache is its target by default.")],
  ["mode", () => l10n.t("The permissions of the files, in octal.")],
  [
    "required",
    () =>
      l10n.t("The build fails if it is missing. Without this option, the build continues without the mount."),
  ],
  ["ro", () => l10n.t("The command cannot write to it.")],
  ["rw", () => l10n.t("The command can write to the mount. The changes are lost when the command ends.")],
  ["sharing", () => l10n.t("How builds share the cache at the same time: `shared`, `private` or `locked`.")],
  ["size", () => l10n.t("The size limit, such as `64m`.")],
  ["source", () => l10n.t("The path in the source of the mount: its root directory by default.")],
  ["target", () => l10n.t("The path of the mount in the container.")],
  ["type", () => l10n.t("The type of the mount: `bind` by default.")],
  ["uid", () => l10n.t("The owner ID of the files: 0 by default.")],
]);

export const SHARING_TEXTS: Texts = new Map([
  ["shared", () => l10n.t("several builds at once")],
  ["private", () => l10n.t("a separate cache for each build")],
  ["locked", () => l10n.t("the others wait")],
]);

export const PREDEFINED_TEXTS: Texts = new Map([
  ["BUILDPLATFORM", () => l10n.t("The platform of the build machine, such as `linux/amd64`.")],
  ["BUILDOS", () => l10n.t("The operating system of `BUILDPLATFORM`.")],
  ["BUILDOSVERSION", () => l10n.t("The operating system version of `BUILDPLATFORM`.")],
  ["BUILDARCH", () => l10n.t("The architecture of `BUILDPLATFORM`.")],
  ["BUILDVARIANT", () => l10n.t("The variant of the architecture of `BUILDPLATFORM`, such as `v7`.")],
  ["TARGETPLATFORM", () => l10n.t("The target platform of the build, such as `linux/arm64`.")],
  ["TARGETOS", () => l10n.t("The operating system of `TARGETPLATFORM`.")],
  ["TARGETOSVERSION", () => l10n.t("The operating system version of `TARGETPLATFORM`.")],
  ["TARGETARCH", () => l10n.t("The architecture of `TARGETPLATFORM`.")],
  ["TARGETVARIANT", () => l10n.t("The variant of the architecture of `TARGETPLATFORM`, such as `v7`.")],
  ["TARGETSTAGE", () => l10n.t("The name of the target stage of the build.")],
]);
