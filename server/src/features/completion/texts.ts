/** Short descriptions of what the builder knows, in Markdown without anything but code spans. */
import * as l10n from "@vscode/l10n";

/** Made when they are asked for: the reader's language is not yet known when this is loaded. */
type Texts = ReadonlyMap<string, () => string>;

/** By name; the flags of different instructions that share one mean the same. */
export const FLAG_TEXTS: Texts = new Map([
  [
    "checksum",
    () =>
      l10n.t(
        "Fails the build where the file that is fetched has another checksum: `sha256:…`, or a commit for git.",
      ),
  ],
  [
    "chmod",
    () => l10n.t("The permissions of what is copied: octal, as `0755`, or symbolic, as `u=rwX,go=rX`."),
  ],
  ["chown", () => l10n.t("The owner of what is copied: `user:group`, by name or number.")],
  ["device", () => l10n.t("Gives the command a device of the machine, as CDI names it.")],
  ["exclude", () => l10n.t("Leaves out what matches the pattern. May be given several times.")],
  [
    "from",
    () => l10n.t("Copies from another stage, a named context or an image, and not from the build context."),
  ],
  ["interval", () => l10n.t("The time between two checks: `30s` by default.")],
  ["keep-git-dir", () => l10n.t("Keeps the folder `.git` of a repository that is fetched.")],
  [
    "link",
    () => l10n.t("Puts the files into a layer of their own, which stays valid when the layers below change."),
  ],
  ["mount", () => l10n.t("Mounts something while the command runs: files of a stage, a cache, a secret.")],
  ["network", () => l10n.t("The network that the command sees: `default`, `none` or `host`.")],
  [
    "parents",
    () => l10n.t("Keeps the folders that a source is in. A `/./` in the source says where they begin."),
  ],
  [
    "platform",
    () => l10n.t("The platform of the base image. `$BUILDPLATFORM` is that of the machine which builds."),
  ],
  ["retries", () => l10n.t("How many checks may fail in a row: 3 by default.")],
  ["security", () => l10n.t("`insecure` runs the command without a sandbox, where the build allows it.")],
  [
    "start-interval",
    () => l10n.t("The time between two checks while the container starts: `5s` by default."),
  ],
  [
    "start-period",
    () => l10n.t("How long the container may take to start before a failure counts: `0s` by default."),
  ],
  ["timeout", () => l10n.t("How long a check may take: `30s` by default.")],
  [
    "unpack",
    () =>
      l10n.t(
        "Whether an archive is unpacked. By default those of the build context are, those of a URL are not.",
      ),
  ],
]);

export const MOUNT_TYPE_TEXTS: Texts = new Map([
  [
    "bind",
    () =>
      l10n.t(
        "Files of a stage, an image or the build context, without a copy. What is written into it is lost.",
      ),
  ],
  ["cache", () => l10n.t("A folder that is kept from one build to the next and is no part of the image.")],
  ["secret", () => l10n.t("A secret of the build, as a file or a variable. It does not end up in a layer.")],
  ["ssh", () => l10n.t("The SSH agent of the machine that asks for the build.")],
  ["tmpfs", () => l10n.t("An empty folder in memory.")],
]);

/** By the common name of the key. */
export const MOUNT_KEY_TEXTS: Texts = new Map([
  [
    "env",
    () => l10n.t("The variable that has the secret. It is no file then, unless there is a target, too."),
  ],
  ["from", () => l10n.t("The stage, named context or image that the files come from.")],
  ["gid", () => l10n.t("The group of the files: 0 by default.")],
  [
    "id",
    () => l10n.t("The name that tells this one from others. A cache has that of its target by default."),
  ],
  ["mode", () => l10n.t("The permissions of the files, octal.")],
  ["required", () => l10n.t("Fails the build where there is none. Without it, the mount is left out.")],
  ["ro", () => l10n.t("Nothing can be written into it.")],
  ["rw", () => l10n.t("What is written into it is there while the command runs, and lost then.")],
  [
    "sharing",
    () =>
      l10n.t("What happens to builds that want the cache at the same time: `shared`, `private` or `locked`."),
  ],
  ["size", () => l10n.t("How much it may hold, as `64m`.")],
  ["source", () => l10n.t("The path in what the files come from: its root by default.")],
  ["target", () => l10n.t("The path at which the command finds it.")],
  ["type", () => l10n.t("What is mounted: `bind` by default.")],
  ["uid", () => l10n.t("The owner of the files: 0 by default.")],
]);

export const SHARING_TEXTS: Texts = new Map([
  ["shared", () => l10n.t("for several at once")],
  ["private", () => l10n.t("a new one for each")],
  ["locked", () => l10n.t("one waits for the other")],
]);

export const PREDEFINED_TEXTS: Texts = new Map([
  ["BUILDPLATFORM", () => l10n.t("The platform of the machine that builds, as `linux/amd64`.")],
  ["BUILDOS", () => l10n.t("The operating system of `BUILDPLATFORM`.")],
  ["BUILDOSVERSION", () => l10n.t("The version of the operating system of `BUILDPLATFORM`.")],
  ["BUILDARCH", () => l10n.t("The architecture of `BUILDPLATFORM`.")],
  ["BUILDVARIANT", () => l10n.t("The variant of the architecture of `BUILDPLATFORM`, as `v7`.")],
  ["TARGETPLATFORM", () => l10n.t("The platform that the image is built for, as `linux/arm64`.")],
  ["TARGETOS", () => l10n.t("The operating system of `TARGETPLATFORM`.")],
  ["TARGETOSVERSION", () => l10n.t("The version of the operating system of `TARGETPLATFORM`.")],
  ["TARGETARCH", () => l10n.t("The architecture of `TARGETPLATFORM`.")],
  ["TARGETVARIANT", () => l10n.t("The variant of the architecture of `TARGETPLATFORM`, as `v7`.")],
  ["TARGETSTAGE", () => l10n.t("The name of the stage that is the target of the build.")],
]);
