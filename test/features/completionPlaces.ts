/**
 * Every kind of place that completion knows beside those of stage names: what is written there, and what is proposed.
 * `@` is the place; all of it stands behind {@link BEFORE} and in the dresses of `places.ts`.
 */

/** What stands above every instruction of {@link WRITTEN}. */
export const BEFORE =
  "ARG VERSION=3\nFROM golang:1.22 AS build\nWORKDIR /src\nRUN mkdir -p /out && go build -o /out/app\nFROM busybox AS tools\n";

/** An instruction with a place; the next stage stands above it where it is no FROM. */
export interface Written {
  /** The texts that may be typed at the place already. */
  readonly typed: readonly string[];
  /** What is proposed, among others. */
  readonly has: readonly string[];
  /** What is not. */
  readonly hasNot: readonly string[];
  /** The proposal that is taken, and the instruction with it in place of `@`. */
  readonly take: readonly [label: string, written: string];
  readonly instructions: readonly string[];
}

export const WRITTEN: Readonly<Record<string, Written>> = {
  "a flag of COPY": {
    typed: ["-", "--", "--l"],
    has: ["--chown=", "--chmod=", "--exclude=", "--parents", "--link"],
    hasNot: ["--from=", "--checksum=", "--mount=", "--platform="],
    take: ["--link", "--link"],
    instructions: [
      "COPY --from=build @ /a /b",
      "copy @ --from=build /a /b",
      "COPY --from=build \\\n  @ \\\n  /a /b",
      "COPY --from=build \\\n# a comment\n\n@ /a /b",
      "ONBUILD COPY --from=build @ /a /b",
      "ONBUILD \\\n  COPY --from=build \\\n\t@ /a /b",
      'COPY --from="build" @ ["/a", "/b"]',
      "COPY --from=build @ <<EOF /b\nFROM --\nEOF",
    ],
  },
  "a flag of RUN": {
    typed: ["-", "--m"],
    has: ["--mount=", "--mount=type=cache", "--security="],
    hasNot: ["--network=", "--from="],
    take: ["--mount=", "--mount="],
    instructions: [
      "RUN --network=none @ true",
      "RUN --network=none \\\n  @ true",
      "run @ --network=none true",
      "ONBUILD RUN --network=none @ true",
      "RUN --mount=type=tmpfs,target=/t --network=none @ <<EOF\ntrue\nEOF",
    ],
  },
  "a flag of FROM": {
    typed: ["-", "--p"],
    has: ["--platform="],
    hasNot: ["--from=", "--link"],
    take: ["--platform=", "--platform="],
    instructions: ["FROM @ alpine", "from \\\n  @ alpine AS x"],
  },
  "a flag of ADD": {
    typed: ["--"],
    has: ["--keep-git-dir", "--checksum=", "--link", "--unpack", "--chown="],
    hasNot: ["--from=", "--parents"],
    take: ["--checksum=", "--checksum="],
    instructions: ["ADD @ /a /b", "ADD \\\n@ \\\n/a /b", "ONBUILD add @ /a /b"],
  },
  "a platform": {
    typed: ["", "linux/"],
    has: ["$BUILDPLATFORM", "linux/arm64", "linux/amd64"],
    hasNot: ["build", "$TARGETPLATFORM"],
    take: ["linux/arm64", "linux/arm64"],
    instructions: [
      "FROM --platform=@ alpine",
      'FROM --platform="@" alpine',
      "FROM \\\n --platform=@ \\\n alpine",
    ],
  },
  "a network": {
    typed: ["", "no"],
    has: ["default", "none", "host"],
    hasNot: ["true", "build"],
    take: ["none", "none"],
    instructions: ["RUN --network=@ true", "ONBUILD RUN --security=sandbox --network=@ true"],
  },
  "a key of a mount": {
    typed: ["", "ta"],
    has: ["target=", "sharing=", "id=", "ro"],
    hasNot: ["type=", "size=", "required", "env=", "from="],
    take: ["target=", "target="],
    instructions: [
      "RUN --mount=type=cache,from=build,@ true",
      "RUN --mount=type=cache,@,from=build true",
      'RUN --mount="type=cache,from=build,@" true',
      "RUN --mount=type=bind,target=/x --mount=type=cache,from=build,@ true",
      "RUN --mount=from=build,TYPE=cache,@ \\\n  true",
      "RUN \\\n  --mount=type=cache,from=build,@ \\\n  true",
      "ONBUILD RUN --mount=type=cache,from=build,@ true",
    ],
  },
  "a type of a mount": {
    typed: ["", "ca"],
    has: ["bind", "cache", "tmpfs"],
    hasNot: ["target=", "build"],
    take: ["cache", "cache"],
    instructions: [
      "RUN --mount=type=@,target=/x true",
      "RUN --mount=target=/x,type=@ true",
      'RUN --mount=target=/x,"type=@" true',
      "ONBUILD RUN --mount=type=@,target=/x true",
    ],
  },
  "how a cache is shared": {
    typed: ["", "lo"],
    has: ["shared", "private", "locked"],
    hasNot: ["true"],
    take: ["locked", "locked"],
    instructions: [
      "RUN --mount=type=cache,target=/x,sharing=@ true",
      "RUN --mount=SHARING=@,type=cache,target=/x true",
    ],
  },
  "a source in a stage": {
    typed: ["", "/", "/o", "out/a"],
    has: ["/out/app"],
    hasNot: ["/", "build", "VERSION"],
    take: ["/out/app", "/out/app"],
    instructions: [
      "COPY --from=build @ /b",
      "COPY --link --from=BUILD @ /b",
      "COPY --from=0 @ /b",
      "copy --from=build \\\n  @ \\\n  /b",
      "COPY --from=build /a @ /b",
      "COPY --from=build @",
      'COPY --from=build "@" /b',
      'COPY --from=build ["@", "/b"]',
      'COPY --from=build ["/a", "@", "/b"]',
      "ONBUILD COPY --from=build @ /b",
      "RUN --mount=from=build,source=@,target=/x true",
      "RUN --mount=src=@,from=build,target=/x true",
      'RUN --mount=type=bind,from=build,"source=@",target=/x true',
    ],
  },
  "a variable": {
    typed: ["", "VER"],
    has: ["VERSION", "BUILDPLATFORM", "TARGETARCH"],
    hasNot: ["build", "golang:1.22"],
    take: ["VERSION", "VERSION"],
    instructions: [
      "FROM $@",
      "FROM alpine:${@}",
      "FROM alpine:${@:-3} AS x",
      "FROM --platform=$@ alpine",
      'FROM --platform="$@" alpine',
      "FROM ${TARGETARCH}-$@",
      "FROM \\\n  alpine:$@",
    ],
  },
  "the word AS": {
    typed: ["", "A"],
    has: [],
    hasNot: ["build", "VERSION", "--platform="],
    take: ["AS", "AS"],
    instructions: ["FROM alpine @", "FROM --platform=linux/amd64 alpine @", "FROM alpine \\\n  @"],
  },
  "the name of a stage": {
    typed: ["", "te"],
    has: ["test", "runtime", "deps", "alpine"],
    hasNot: ["build", "tools", "AS", "busybox"],
    take: ["test", "test"],
    instructions: [
      "FROM alpine:3 AS @",
      "from docker.io/library/alpine as @",
      "FROM alpine \\\n  AS \\\n  @",
    ],
  },
};
