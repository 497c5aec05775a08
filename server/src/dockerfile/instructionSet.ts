/** The instructions that the builder knows and the flags that each takes (spec 5.4, 6.3; `frontend/dockerfile/instructions/parse.go`). */

/** `bool` flags may stand without a value; `list` flags may be repeated. */
export type FlagKind = "text" | "bool" | "list";

const COPY_FLAGS: readonly [string, FlagKind][] = [
  ["chown", "text"],
  ["chmod", "text"],
  ["link", "bool"],
  ["exclude", "list"],
];

/** By keyword, the flags; null where the builder does not look at flags at all, so that stray ones vanish. */
export const INSTRUCTIONS: ReadonlyMap<string, ReadonlyMap<string, FlagKind> | null> = new Map<
  string,
  ReadonlyMap<string, FlagKind> | null
>([
  [
    "ADD",
    new Map<string, FlagKind>([
      ...COPY_FLAGS,
      ["keep-git-dir", "bool"],
      ["checksum", "text"],
      ["unpack", "bool"],
    ]),
  ],
  ["ARG", null],
  ["CMD", new Map()],
  ["COPY", new Map<string, FlagKind>([...COPY_FLAGS, ["from", "text"], ["parents", "bool"]])],
  ["ENTRYPOINT", new Map()],
  ["ENV", new Map()],
  ["EXPOSE", new Map()],
  ["FROM", new Map<string, FlagKind>([["platform", "text"]])],
  [
    "HEALTHCHECK",
    new Map<string, FlagKind>([
      ["interval", "text"],
      ["timeout", "text"],
      ["start-period", "text"],
      ["start-interval", "text"],
      ["retries", "text"],
    ]),
  ],
  ["LABEL", new Map()],
  ["MAINTAINER", new Map()],
  ["ONBUILD", new Map()],
  [
    "RUN",
    new Map<string, FlagKind>([
      ["mount", "list"],
      ["network", "text"],
      ["security", "text"],
      ["device", "list"],
    ]),
  ],
  ["SHELL", new Map()],
  ["STOPSIGNAL", null],
  ["USER", new Map()],
  ["VOLUME", new Map()],
  ["WORKDIR", new Map()],
]);
