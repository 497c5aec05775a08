/** Characters that look like a space or like nothing. */
import type { PublicCase } from "./case";

export const BYTES: Record<string, PublicCase> = {
  "a no-break space behind --from": {
    dockerfile: `FROM alpine AS build
FROM scratch
COPY --from=build\u00a0/a /b
#           ^^^^^^ InvalidImageReference: failed to parse stage name "buildÂ": invalid reference format: repository name (library/buildÂ) must be lowercase
#                ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine AS build
FROM scratch
COPY --from=build /a /b
`,
  },
  "a no-break space behind --link": {
    dockerfile: `FROM alpine AS build
FROM scratch
COPY --link\u00a0 --from=build /a /b
#    ^^^^^^^ UnknownFlag: unknown flag: --linkÂ (did you mean link?)
#          ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine AS build
FROM scratch
COPY --link --from=build /a /b
`,
  },
  "a no-break space behind a platform": {
    dockerfile: `FROM --platform=linux/amd64\u00a0 alpine
#    ^^^^^^^^^^^^^^^^^^^^^^^ InvalidPlatform: failed to parse platform linux/amd64Â: "amd64Â" is an invalid component of "linux/amd64Â": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument
#                          ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM --platform=linux/amd64 alpine
`,
  },
  "a wide space behind --network": {
    dockerfile: `FROM alpine
RUN --network=none\u3000true
#   ^^^^^^^^^^^^^^^^^^^ InvalidNetworkMode: invalid network mode "noneã\\u0080\\u0080true"
#                 ^ WideSpaceInFlag: U+3000 (ideographic space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine
RUN --network=none true
`,
  },
  "a no-break space behind a duration": {
    dockerfile: `FROM alpine
HEALTHCHECK --interval=5s\u00a0 CMD true
#           ^^^^^^^^^^^^^^ InvalidHealthcheck: time: unknown unit "s\\xc3\\x82" in duration "5s\\xc3\\x82"
#                        ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine
HEALTHCHECK --interval=5s CMD true
`,
  },
  "a no-break space behind a boolean": {
    dockerfile: `FROM alpine
COPY --link=true\u00a0a b
#    ^^^^^^^^^^^^ InvalidFlag: expecting boolean value for flag --link, not: trueÂ
#               ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine
COPY --link=true a b
`,
  },
  "a no-break space in a mount": {
    dockerfile: `FROM alpine
RUN --mount=type=cache\u00a0,target=/x true
#           ^^^^^^^^^^^ InvalidMount: unsupported mount type "cacheÂ" (did you mean cache?)
#                     ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine
RUN --mount=type=cache,target=/x true
`,
  },
  "a no-break space behind the equals sign": {
    dockerfile: `FROM alpine AS build
FROM scratch
COPY --from=\u00a0build /a /b
#           ^ InvalidImageReference: failed to parse stage name "Â": invalid reference format: repository name (library/Â) must be lowercase
#           ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine AS build
FROM scratch
COPY --from=build /a /b
`,
  },
  "a character without width in a name": {
    dockerfile: `FROM alpine AS bui\u200bld
#              ^^^^^^ InvalidStageName: invalid name for build stage: "bui\\u200bld", name can't start with a number or contain symbols
RUN true
`,
    fixed: `FROM alpine AS build
RUN true
`,
  },
  "no-break spaces between words": {
    dockerfile: `FROM alpine AS build
ENV A=b\u00a0C=d
RUN a\u00a0b
`,
  },
  "a no-break space between the words of a FROM": {
    dockerfile: `FROM alpine\u00a0AS one
#<^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
#    ^^^^^^^^^ InvalidImageReference: failed to parse stage name "alpine\\u00a0AS": invalid reference format: repository name (library/alpine\u00a0AS) must be lowercase
#    ^^^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG alpine\u00a0AS results in empty or invalid base image name
RUN true
`,
    fixed: `FROM alpine AS one
RUN true
`,
  },
  "a no-break space behind a keyword": {
    dockerfile: `FROM alpine
COPY\u00a0a b
#<^^^^^^ UnknownInstruction: unknown instruction: COPY\u00a0a (did you mean copy?)
`,
    fixed: `FROM alpine
COPY a b
`,
    differsIn: { tabs: "the fix writes a space" },
  },
  "an ideographic space between paths": {
    dockerfile: `FROM alpine
COPY a\u3000b
#    ^^^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
`,
    fixed: `FROM alpine
COPY a b
`,
  },
  "a no-break space between a name and its value": {
    dockerfile: `FROM alpine
ENV A\u00a0B
#   ^^^ InvalidArguments: ENV must have two arguments
#   ^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
`,
    fixed: `FROM alpine
ENV A B
`,
  },
  "a no-break space behind a keyword, and nothing else": {
    dockerfile: `FROM alpine
WORKDIR\u00a0
#<^^^^^^^ InvalidArguments: WORKDIR requires exactly one argument
`,
  },
  "a zero-width space in an image": {
    dockerfile: `FROM al\u200bpine
#    ^^^^^^^ InvalidImageReference: failed to parse stage name "al\\u200bpine": invalid reference format
#    ^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG al\u200bpine results in empty or invalid base image name
RUN true
`,
    fixed: `FROM alpine
RUN true
`,
  },
  "a zero-width space in the name of a stage that others use": {
    dockerfile: `FROM alpine AS pages\u200b
#              ^^^^^^ InvalidStageName: invalid name for build stage: "pages\\u200b", name can't start with a number or contain symbols
FROM pages AS more
RUN true
FROM alpine
COPY --from=pages /a /b
COPY --from=more /a /b
`,
    fixed: `FROM alpine AS pages
FROM pages AS more
RUN true
FROM alpine
COPY --from=pages /a /b
COPY --from=more /a /b
`,
  },
};
