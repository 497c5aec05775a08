/**
 * Small Dockerfiles, most of which fail to build, and the lines that are to blame. `record.ts` builds them with real
 * engines; `outputReader.test.ts` reads what the engines printed.
 */

/** The first and the last line, from 1, of every instruction that is to be marked. */
type Blamed = [first: number, last: number][];

export interface EngineCase {
  dockerfile: string;
  /** What is built; the last stage by default. */
  target?: string;
  blamed: Blamed;
  /** Builders that see the file otherwise, because they are older than what the case uses. */
  blamedBy?: Partial<Record<EngineId, Blamed>>;
  message: RegExp;
  messageBy?: Partial<Record<EngineId, RegExp>>;
  /** Cases that this builder accepts. */
  builtBy?: EngineId[];
}

/** `embedded`: Docker 20.10 with its own BuildKit; the two `legacy` ones: no BuildKit at all; `podman`: 4.3. */
export type EngineId = "buildx" | "embedded" | "legacy28" | "legacy20" | "podman";

const legacy = <T>(value: T) => ({ legacy28: value, legacy20: value });
const before23 = <T>(value: T) => ({ embedded: value, ...legacy(value) });

export const engineCases: Record<string, EngineCase> = {
  runWithContinuations: {
    dockerfile: `# what is built
ARG TAG=latest
FROM alpine:\${TAG} AS base
RUN echo ok

FROM base AS Broken
ARG X=1
# a comment of its own
RUN echo before && \\
    # one between
    echo "to stderr" >&2 && \\

    nosuchcmd --flag
FROM broken AS after
RUN echo never
`,
    target: "broken",
    blamed: [[9, 13]],
    message: /nosuchcmd --flag.*exit code: 127/,
    messageBy: legacy(/nosuchcmd --flag' returned a non-zero code: 127/),
  },
  onlyStage: {
    dockerfile: "FROM alpine\nRUN false\n",
    blamed: [[2, 2]],
    message: /exit code: 1/,
    messageBy: legacy(/non-zero code: 1/),
  },
  unnamedStage: {
    dockerfile:
      "FROM alpine AS one\nRUN echo 1\nFROM alpine\nRUN echo 2\nRUN exit 7\nCOPY --from=one /bin/sh /sh\n",
    blamed: [[5, 5]],
    message: /exit code: 7/,
    messageBy: legacy(/non-zero code: 7/),
  },
  copyOfMissingFile: {
    dockerfile:
      "ARG F=missing.txt\nFROM alpine AS base\nARG F=missing.txt\nCOPY exists.txt /\nCOPY ${F} \\\n  /x\n",
    blamed: [[5, 6]],
    message: /missing\.txt.*not found/,
    messageBy: {
      legacy28: /missing\.txt: file does not exist/,
      legacy20: /missing\.txt: file does not exist/,
    },
  },
  copyOfMissingPathInStage: {
    dockerfile: "FROM alpine AS base\nRUN echo 1\nFROM scratch AS out\nCOPY --from=base /nope /nope\n",
    blamed: [[4, 4]],
    message: /nope.*not found/,
    messageBy: legacy(/nope: (?:file does not exist|no such file or directory)/),
  },
  unknownInstruction: {
    dockerfile: "FROM alpine AS base\nRUNN echo typo\n",
    blamed: [[2, 2]],
    message: /unknown instruction: RUNN/,
  },
  unknownFlag: {
    dockerfile: "FROM alpine AS base\nRUN true\nCOPY --frm=base /a \\\n  /b\n",
    blamed: [[3, 4]],
    // These name the line and show nothing of it.
    blamedBy: before23([[3, 3]]),
    message: /[Uu]nknown flag: (?:--)?frm/,
  },
  missingBaseImage: {
    dockerfile: "FROM alpine AS base\nRUN true\nFROM missing.example.invalid/nope:1 AS app\nRUN true\n",
    blamed: [[3, 3]],
    message: /missing\.example\.invalid/,
  },
  missingImageInCopy: {
    dockerfile: "FROM alpine:latest AS base\nCOPY --from=nosuchimage /a /b\n",
    blamed: [[2, 2]],
    message: /nosuchimage|registry/,
  },
  runHeredoc: {
    dockerfile: "FROM alpine AS base\nRUN <<EOF\necho one\nexit 3\nEOF\nRUN true\n",
    blamed: [[2, 5]],
    // No heredocs yet: the second line is a command by itself, and the third an instruction that nobody knows.
    blamedBy: before23([[3, 3]]),
    message: /exit code: 3/,
    messageBy: before23(/unknown instruction: ECHO/),
    // Knows the syntax and drops the body.
    builtBy: ["legacy28"],
  },
  secondOfOneName: {
    dockerfile:
      "FROM alpine AS a\nRUN echo 1\nRUN echo 2\nFROM alpine AS a\nRUN echo 3\nRUN exit 4\nRUN echo 5\n",
    target: "a",
    blamed: [[6, 6]],
    // The first stage of the name is built here, and it is fine.
    builtBy: ["legacy20", "legacy28"],
    message: /exit code: 4/,
  },
  manySteps: {
    dockerfile: [
      "FROM alpine AS base",
      "WORKDIR /",
      "ENV A=1",
      ...Array.from({ length: 9 }, (_, i) => `RUN echo ${i}`),
      "WORKDIR /w",
      "RUN echo last && exit 5",
      "FROM base AS top",
      "RUN echo top",
      "",
    ].join("\n"),
    blamed: [[14, 14]],
    message: /exit code: 5/,
    messageBy: legacy(/non-zero code: 5/),
  },
  backtickEscape: {
    dockerfile: "# escape=`\nFROM alpine AS base\nRUN echo a `\n  && exit 6\n",
    blamed: [[3, 4]],
    message: /exit code: 6/,
    messageBy: legacy(/non-zero code: 6/),
  },
  carriageReturns: {
    dockerfile: "FROM alpine AS base\r\nRUN echo a && \\\r\n  exit 6\r\nRUN true\r\n",
    blamed: [[2, 3]],
    message: /exit code: 6/,
    messageBy: legacy(/non-zero code: 6/),
  },
  lowerCaseAndIndented: {
    dockerfile: "from alpine as base\n\trun echo a\n\trun exit 8\n",
    blamed: [[3, 3]],
    message: /exit code: 8/,
    messageBy: legacy(/non-zero code: 8/),
  },
  mountFromStage: {
    dockerfile:
      "FROM alpine AS tools\nRUN echo t > /t\nFROM alpine AS app\nRUN --mount=type=bind,from=tools,source=/t,target=/t cat /t && exit 9\n",
    blamed: [[4, 4]],
    message: /exit code: 9/,
    messageBy: legacy(/--mount option requires BuildKit/),
  },
  indexOutOfRange: {
    dockerfile: "FROM alpine AS base\nRUN true\nFROM alpine AS app\nCOPY --from=7 /a /b\n",
    blamed: [[3, 3]],
    blamedBy: legacy([[4, 4]]),
    message: /invalid (?:stage index 7|from flag value 7)/,
  },
  circular: {
    dockerfile: "FROM alpine AS a\nCOPY --from=b /b /b\nFROM alpine AS b\nCOPY --from=a /a /a\n",
    blamed: [
      [2, 2],
      [4, 4],
    ],
    blamedBy: { embedded: [], ...legacy([[2, 2]]) },
    message: /circular dependency|nosuch|registry|b/,
  },
  forwardReference: {
    dockerfile: "FROM alpine AS a\nCOPY --from=b /b /b\nFROM alpine AS b\nRUN true\nFROM a AS c\nRUN true\n",
    blamed: [[2, 2]],
    message: /cannot copy from stage|b/,
  },
  refusedName: {
    dockerfile: "FROM alpine AS build-\nRUN true\n",
    blamed: [[1, 1]],
    builtBy: ["embedded", "legacy20", "legacy28"],
    message: /invalid context name build-/,
  },
  empty: { dockerfile: "", blamed: [], message: /cannot be empty/ },
  trigger: {
    dockerfile:
      "FROM alpine AS parent\nONBUILD RUN exit 11\nFROM parent AS child\nRUN echo child\nRUN echo child 2\n",
    blamed: [[3, 3]],
    message: /exit code: 11/,
    messageBy: legacy(/non-zero code: 11/),
  },
  blankBase: {
    dockerfile: "ARG B\nFROM alpine AS a\nRUN true\nFROM $B AS b\nRUN true\n",
    blamed: [[4, 4]],
    message: /base name \(\$B\) should not be blank/,
  },
  deceivingOutput: {
    dockerfile: `FROM alpine AS base
RUN echo "ERROR: not this" >&2; echo Dockerfile:1; echo --------------------; echo "   1 | >>> FROM"; \\
    echo "Step 1/1 : no"; echo "------"; echo " > [base 1/9] no:"; echo "#3 ERROR: no"; exit 12
`,
    blamed: [[2, 3]],
    message: /exit code: 12/,
    messageBy: legacy(/non-zero code: 12/),
  },
  muchOutput: {
    dockerfile:
      'FROM alpine AS base\nRUN for i in $(seq 1 40); do echo "line $i"; done; printf "no newline"; exit 13\n',
    blamed: [[2, 2]],
    message: /exit code: 13/,
    messageBy: legacy(/non-zero code: 13/),
  },
  succeeds: {
    dockerfile: "FROM alpine AS Base\nRUN echo fine\n",
    blamed: [],
    builtBy: ["buildx", "embedded", "legacy28", "legacy20"],
    message: /never/,
  },
};
