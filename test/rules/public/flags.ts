/** Flags of other instructions, checks that silence nothing, indexes that count images. */
import type { PublicCase } from "./case";

export const FLAGS: Record<string, PublicCase> = {
  "the platform of an image that is copied from": {
    dockerfile: `FROM scratch
COPY --from=alpine --platform=linux/amd64 /a /b
#                  ^^^^^^^^^^^^^^^^^^^^^^ UnknownFlag: unknown flag: --platform
`,
    fixed: `FROM --platform=linux/amd64 alpine AS alpine-amd64
FROM scratch
COPY --from=alpine-amd64 /a /b
`,
    differsIn: { tabs: "a space is written" },
  },
  "the platform of a stage that is copied from": {
    dockerfile: `FROM alpine AS one
FROM scratch
COPY --from=one --platform=linux/amd64 /a /b
#               ^^^^^^^^^^^^^^^^^^^^^^ UnknownFlag: unknown flag: --platform
`,
  },
  "a stage that is added from": {
    dockerfile: `FROM alpine AS one
FROM scratch
ADD --from=one /a /b
#   ^^^^^^^^^^ UnknownFlag: unknown flag: --from
`,
    fixed: `FROM alpine AS one
FROM scratch
COPY --from=one /a /b
`,
  },
  "a check comment that belongs to an instruction": {
    dockerfile: `# why
# check=skip=JSONArgsRecommended
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: This has no effect: JSONArgsRecommended is never reported for FROM
FROM alpine
CMD echo a
#   ^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
`,
    fixed: `# check=skip=JSONArgsRecommended
# why
FROM alpine
CMD echo a
`,
    differsIn: {
      "last stage": "it is then a comment of another FROM",
      backtick: "a directive stands above it",
    },
  },
  "a check that is split by a space": {
    dockerfile: `# check=skip=JSONArgsRecommended, StageNameCasing
#                                ^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder reads # check= only up to the first space
FROM alpine AS One
#              ^^^ StageNameCasing: Stage name 'One' should be lowercase
CMD echo a
`,
    fixed: `# check=skip=JSONArgsRecommended,StageNameCasing
FROM alpine AS One
CMD echo a
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "a check that is misspelled": {
    dockerfile: `# check=skip=JsonArgsRecommended
#            ^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder has no check "JsonArgsRecommended"
FROM alpine
CMD echo a
#   ^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
`,
    fixed: `# check=skip=JSONArgsRecommended
FROM alpine
CMD echo a
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "checks of our own that are split by a space": {
    dockerfile: `# check=skip=CopyWholeStage, UnusedStage
#                           ^^^^^^^^^^^^ CheckWithoutEffect: The builder reads # check= only up to the first space
FROM alpine AS one
RUN true
FROM alpine
COPY --from=one / /
`,
    fixed: `# check=skip=CopyWholeStage,UnusedStage
FROM alpine AS one
RUN true
FROM alpine
COPY --from=one / /
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "a check of our own that is misspelled": {
    dockerfile: `# check=skip=CopyWholeStages
#            ^^^^^^^^^^^^^^^ CheckWithoutEffect: There is no rule "CopyWholeStages" (did you mean CopyWholeStage?)
FROM alpine AS one
RUN true
FROM alpine
COPY --from=one / /
#               ^ CopyWholeStage: This copies all files of "one", including its operating system and tools
`,
    fixed: `# check=skip=CopyWholeStage
FROM alpine AS one
RUN true
FROM alpine
COPY --from=one / /
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "an index behind the stages": {
    dockerfile: `FROM alpine
#<^^^^^^^^^^^ UnusedStage: No build needs this stage: it has no name, and no stage that is built needs it
COPY --from=nginx /a /b
FROM alpine
COPY --from=2 /c /d
#           ^ ImplicitStageIndex: No stage of this file has the index 2. It refers to "nginx" because of another instruction, and changes if you add a stage or an image
`,
    fixed: `FROM alpine
COPY --from=nginx /a /b
FROM alpine
COPY --from=nginx /c /d
`,
    differsIn: {
      "last stage": "the index is then one of a stage",
      "first stage": "the index is then one of a stage",
    },
  },
};
