/** Short descriptions of what the builder knows, in Markdown without anything but code spans. */

/** By name; the flags of different instructions that share one mean the same. */
export const FLAG_TEXTS: ReadonlyMap<string, string> = new Map([
  [
    "checksum",
    "Fails the build where the file that is fetched has another checksum: `sha256:…`, or a commit for git.",
  ],
  ["chmod", "The permissions of what is copied: octal, as `0755`, or symbolic, as `u=rwX,go=rX`."],
  ["chown", "The owner of what is copied: `user:group`, by name or number."],
  ["device", "Gives the command a device of the machine, as CDI names it."],
  ["exclude", "Leaves out what matches the pattern. May be given several times."],
  ["from", "Copies from another stage, a named context or an image, and not from the build context."],
  ["interval", "The time between two checks: `30s` by default."],
  ["keep-git-dir", "Keeps the folder `.git` of a repository that is fetched."],
  ["link", "Puts the files into a layer of their own, which stays valid when the layers below change."],
  ["mount", "Mounts something while the command runs: files of a stage, a cache, a secret."],
  ["network", "The network that the command sees: `default`, `none` or `host`."],
  ["parents", "Keeps the folders that a source is in. A `/./` in the source says where they begin."],
  ["platform", "The platform of the base image. `$BUILDPLATFORM` is that of the machine which builds."],
  ["retries", "How many checks may fail in a row: 3 by default."],
  ["security", "`insecure` runs the command without a sandbox, where the build allows it."],
  ["start-interval", "The time between two checks while the container starts: `5s` by default."],
  ["start-period", "How long the container may take to start before a failure counts: `0s` by default."],
  ["timeout", "How long a check may take: `30s` by default."],
  [
    "unpack",
    "Whether an archive is unpacked. By default those of the build context are, those of a URL are not.",
  ],
]);

export const MOUNT_TYPE_TEXTS: ReadonlyMap<string, string> = new Map([
  [
    "bind",
    "Files of a stage, an image or the build context, without a copy. What is written into it is lost.",
  ],
  ["cache", "A folder that is kept from one build to the next and is no part of the image."],
  ["secret", "A secret of the build, as a file or a variable. It does not end up in a layer."],
  ["ssh", "The SSH agent of the machine that asks for the build."],
  ["tmpfs", "An empty folder in memory."],
]);

/** By the common name of the key. */
export const MOUNT_KEY_TEXTS: ReadonlyMap<string, string> = new Map([
  ["env", "The variable that has the secret. It is no file then, unless there is a target, too."],
  ["from", "The stage, named context or image that the files come from."],
  ["gid", "The group of the files: 0 by default."],
  ["id", "The name that tells this one from others. A cache has that of its target by default."],
  ["mode", "The permissions of the files, octal."],
  ["required", "Fails the build where there is none. Without it, the mount is left out."],
  ["ro", "Nothing can be written into it."],
  ["rw", "What is written into it is there while the command runs, and lost then."],
  [
    "sharing",
    "What happens to builds that want the cache at the same time: `shared`, `private` or `locked`.",
  ],
  ["size", "How much it may hold, as `64m`."],
  ["source", "The path in what the files come from: its root by default."],
  ["target", "The path at which the command finds it."],
  ["type", "What is mounted: `bind` by default."],
  ["uid", "The owner of the files: 0 by default."],
]);

export const SHARING_TEXTS: ReadonlyMap<string, string> = new Map([
  ["shared", "for several at once"],
  ["private", "a new one for each"],
  ["locked", "one waits for the other"],
]);

export const PREDEFINED_TEXTS: ReadonlyMap<string, string> = new Map([
  ["BUILDPLATFORM", "The platform of the machine that builds, as `linux/amd64`."],
  ["BUILDOS", "The operating system of `BUILDPLATFORM`."],
  ["BUILDOSVERSION", "The version of the operating system of `BUILDPLATFORM`."],
  ["BUILDARCH", "The architecture of `BUILDPLATFORM`."],
  ["BUILDVARIANT", "The variant of the architecture of `BUILDPLATFORM`, as `v7`."],
  ["TARGETPLATFORM", "The platform that the image is built for, as `linux/arm64`."],
  ["TARGETOS", "The operating system of `TARGETPLATFORM`."],
  ["TARGETOSVERSION", "The version of the operating system of `TARGETPLATFORM`."],
  ["TARGETARCH", "The architecture of `TARGETPLATFORM`."],
  ["TARGETVARIANT", "The variant of the architecture of `TARGETPLATFORM`, as `v7`."],
  ["TARGETSTAGE", "The name of the stage that is the target of the build."],
]);
