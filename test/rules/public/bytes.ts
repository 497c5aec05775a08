/** Characters that look like a space or like nothing. */
import type { PublicCase } from "./case";

export const BYTES: Record<string, PublicCase> = {
  "a no-break space behind --from": {
    dockerfile: `FROM alpine AS build
FROM scratch
COPY --from=build\u00a0/a /b
#           ^^^^^^ InvalidImageReference: failed to parse stage name "build\\u00a0": invalid reference format
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
#    ^^^^^^^ UnknownFlag: unknown flag: --link\u00a0 (did you mean link?)
#          ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine AS build
FROM scratch
COPY --link --from=build /a /b
`,
  },
  "a no-break space behind a platform": {
    dockerfile: `FROM --platform=linux/amd64\u00a0 alpine
#    ^^^^^^^^^^^^^^^^^^^^^^^ InvalidPlatform: failed to parse platform linux/amd64\u00a0: "amd64\\u00a0" is an invalid component of "linux/amd64\\u00a0": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument
#                          ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM --platform=linux/amd64 alpine
`,
  },
  "a wide space behind --network": {
    dockerfile: `FROM alpine
RUN --network=none\u3000true
#   ^^^^^^^^^^^^^^^^^^^ InvalidNetworkMode: invalid network mode "none\\u3000true"
#                 ^ WideSpaceInFlag: U+3000 (ideographic space) is part of the flag here: the builder does not read it as a space
`,
    fixed: `FROM alpine
RUN --network=none true
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
};
