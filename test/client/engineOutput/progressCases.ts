/**
 * Builds to be told from their first line to their last: what `record.ts` builds with every engine, for the readers of
 * progress. `cases.ts` has those whose failure alone counts.
 */

export interface ProgressCase {
  dockerfile: string;
  target?: string;
  /** Options of this case alone, where the builder has them. */
  options?: string[];
  /** A file that is built before, as the image `stages-recorded/base`. */
  base?: string;
  /** Built once before, so that all of its steps are cached now. */
  twice?: true;
}

const GOOD = `# syntax of nobody in particular
ARG WHO=world
FROM alpine AS deps
WORKDIR /app
RUN echo "to stdout"; echo "to stderr" >&2; printf 'no newline'
COPY exists.txt ./

FROM deps AS Build
ARG WHO
ENV GREETING=hello
RUN echo "$GREETING $WHO" > greeting.txt && \\
    # one between
    cat greeting.txt

FROM alpine AS unused
RUN echo never

FROM alpine
LABEL of=all
COPY --from=Build /app/greeting.txt /app/exists.txt /
COPY --from=0 /app /app
CMD ["cat", "/greeting.txt"]
`;

export const progressCases: Record<string, ProgressCase> = {
  good: { dockerfile: GOOD },
  target: { dockerfile: GOOD, target: "Build" },
  // Names of stages do not differ by case alone for Docker, but they do for podman.
  nameInOtherCase: {
    dockerfile: "FROM alpine AS Base\nRUN echo base\nFROM base AS app\nCOPY --from=base /bin/sh /sh\n",
  },
  targetInOtherCase: { dockerfile: "FROM alpine AS Base\nRUN echo base\n", target: "base" },
  cached: { dockerfile: GOOD, twice: true },
  failingRun: {
    dockerfile:
      "FROM alpine AS base\nRUN echo base\n\nFROM base AS app\nRUN echo out; echo err >&2; exit 42\nRUN echo never\n",
  },
  failingCopy: {
    dockerfile: "FROM alpine AS base\nRUN echo base\nFROM base AS app\nCOPY exists.txt missing.txt /\n",
  },
  failingCopyFromStage: {
    dockerfile: "FROM alpine AS base\nRUN echo base\nFROM alpine AS app\nCOPY --from=base /nope /nope\n",
  },
  syntaxError: { dockerfile: "FROM alpine AS base\nRUN echo base\nRUNN echo typo\n" },
  unknownFlag: { dockerfile: "FROM alpine AS base\nCOPY --frm=x exists.txt /\n" },
  unknownTarget: { dockerfile: "FROM alpine AS base\nRUN echo base\n", target: "nope" },
  unknownImage: {
    dockerfile: "FROM alpine AS base\nRUN echo base\nFROM registry.invalid/nope:1 AS app\nRUN echo app\n",
  },
  triggersOfImage: {
    base: "FROM alpine\nONBUILD RUN echo triggered > /t\nONBUILD COPY exists.txt /\nONBUILD ENV T=1\n",
    dockerfile:
      "FROM stages-recorded/base AS app\nRUN cat /t\nFROM alpine AS last\nCOPY --from=app /t /t\nRUN echo last\n",
  },
  triggersOfStage: {
    dockerfile:
      "FROM alpine AS parent\nRUN echo parent\nONBUILD RUN echo triggered > /t\nONBUILD COPY exists.txt /\nFROM parent AS child\nRUN cat /t\n",
  },
  failingTriggerOfImage: {
    base: "FROM alpine\nONBUILD RUN exit 9\n",
    dockerfile: "FROM stages-recorded/base AS app\nRUN echo app\n",
  },
  workdirRoot: {
    dockerfile: "FROM alpine AS base\nWORKDIR /\nRUN echo one\nWORKDIR /w\nWORKDIR sub\nRUN pwd\n",
  },
  copyLink: {
    dockerfile:
      "FROM alpine AS base\nRUN echo a > /a\nFROM scratch AS files\nCOPY --link --from=base /a /a\nCOPY --link exists.txt /\n",
  },
  addUrl: {
    dockerfile:
      "FROM alpine AS base\nRUN echo base\nFROM base AS app\nADD https://files.invalid/a.txt /a.txt\n",
  },
  addGit: {
    dockerfile:
      "FROM alpine AS base\nRUN echo base\nFROM base AS app\nADD https://git.invalid/a/b.git#v1 /src\n",
  },
  heredoc: {
    dockerfile:
      "FROM alpine AS base\nRUN <<EOF\necho one\necho two >&2\nEOF\nCOPY <<one.txt <<two.txt /\n1\none.txt\n2\ntwo.txt\nRUN <<-END cat /one.txt\n\tthree\n\tEND\n",
  },
  mounts: {
    dockerfile:
      "FROM alpine AS tools\nRUN echo t > /t\nFROM alpine AS app\nRUN --mount=type=bind,from=tools,source=/t,target=/t \\\n    --mount=type=cache,target=/cache cat /t\n",
  },
  checkWarning: {
    dockerfile: "# check=error=false\nfrom alpine as Base\nRUN echo base\nMAINTAINER nobody\n",
  },
  checkError: {
    dockerfile: "# check=error=true\nfrom alpine AS Base\nRUN echo base\n",
  },
  emptyLines: {
    dockerfile:
      "FROM alpine AS base\nRUN printf 'a\\n\\n\\nb\\r\\nc\\rd\\n\\033[31mred\\033[0m\\n'; echo '#5 [x 1/2] RUN y'\n",
  },
  manyLines: {
    dockerfile: 'FROM alpine AS base\nRUN for i in $(seq 1 60); do echo "line $i"; done\n',
  },
  sameStepTwice: {
    dockerfile:
      "FROM alpine AS one\nRUN echo same\nFROM alpine AS two\nRUN echo same\nFROM scratch AS all\nCOPY --from=one /bin/busybox /1\nCOPY --from=two /bin/busybox /2\n",
  },
  platforms: {
    dockerfile:
      "FROM --platform=$BUILDPLATFORM alpine AS build\nARG TARGETARCH\nRUN echo $TARGETARCH > /arch\nFROM scratch AS out\nCOPY --from=build /arch /arch\nCOPY exists.txt /\n",
    options: ["--platform", "linux/amd64,linux/arm64"],
  },
};
