/** A # behind an instruction, which the builder reads as arguments. */
import type { PublicCase } from "./case";

export const COMMENTS: Record<string, PublicCase> = {
  COPY: {
    dockerfile: `FROM alpine AS one
FROM scratch
COPY --from=one /a /b # both
#                     ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the COPY
`,
    fixed: `FROM alpine AS one
FROM scratch
# both
COPY --from=one /a /b
`,
  },
  "COPY, with nothing behind the #": {
    dockerfile: `FROM alpine AS one
FROM scratch
COPY a b #
#        ^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the COPY
`,
    fixed: `FROM alpine AS one
FROM scratch
#
COPY a b
`,
  },
  "ADD of an address with a #": {
    dockerfile: `FROM alpine AS one
FROM scratch
ADD https://example.com/a.git#v1 /a # the tag
#                                   ^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ADD
`,
    fixed: `FROM alpine AS one
FROM scratch
# the tag
ADD https://example.com/a.git#v1 /a
`,
  },
  FROM: {
    dockerfile: `FROM alpine AS one # the first
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
#                  ^^^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the FROM
RUN true
`,
    fixed: `# the first
FROM alpine AS one
RUN true
`,
  },
  "FROM without a name": {
    dockerfile: `FROM alpine # the first
#<^^^^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
#           ^^^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the FROM
RUN true
`,
    fixed: `# the first
FROM alpine
RUN true
`,
  },
  "ARG before the first FROM": {
    dockerfile: `ARG VERSION=3 # one of: 3, 4
#             ^^^^^^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ARG
FROM alpine:$VERSION
`,
    fixed: `# one of: 3, 4
ARG VERSION=3
FROM alpine:$VERSION
`,
    differsIn: { "last stage": "the argument is then one of a stage" },
  },
  "ARG in a stage": {
    dockerfile: `FROM alpine AS one
FROM scratch
ARG MODE=fast # or slow
#             ^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ARG
`,
    fixed: `FROM alpine AS one
FROM scratch
# or slow
ARG MODE=fast
`,
  },
  ENV: {
    dockerfile: `FROM alpine AS one
FROM scratch
ENV A=1 # one
#       ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#       ^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
`,
    fixed: `FROM alpine AS one
FROM scratch
# one
ENV A=1
`,
  },
  "ENV on several lines": {
    dockerfile: `FROM alpine AS one
FROM scratch
ENV A=1 \\
    B=2 # two
#       ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#       ^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
`,
    fixed: `FROM alpine AS one
FROM scratch
ENV A=1 \\
    # two
    B=2
`,
  },
  "ENV between lines": {
    dockerfile: `FROM alpine AS one
FROM scratch
ENV A=1 # one \\
#       ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#       ^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
    B=2
`,
    fixed: `FROM alpine AS one
FROM scratch
# one
ENV A=1 \\
    B=2
`,
  },
  "ENV in the old form": {
    dockerfile: `FROM alpine AS one
FROM scratch
ENV A one # one
#   ^^^^^^^^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
#         ^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
`,
    fixed: `FROM alpine AS one
FROM scratch
# one
ENV A one
`,
  },
  LABEL: {
    dockerfile: `FROM alpine AS one
FROM scratch
LABEL a=1 # a=2
#         ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#         ^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the LABEL
`,
    fixed: `FROM alpine AS one
FROM scratch
# a=2
LABEL a=1
`,
  },
  WORKDIR: {
    dockerfile: `FROM alpine AS one
FROM scratch
WORKDIR /srv # home
#            ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the WORKDIR
`,
    fixed: `FROM alpine AS one
FROM scratch
# home
WORKDIR /srv
`,
  },
  USER: {
    dockerfile: `FROM alpine AS one
FROM scratch
USER nobody # no root
#           ^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the USER
`,
    fixed: `FROM alpine AS one
FROM scratch
# no root
USER nobody
`,
  },
  VOLUME: {
    dockerfile: `FROM alpine AS one
FROM scratch
VOLUME /a /b # both
#            ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the VOLUME
`,
    fixed: `FROM alpine AS one
FROM scratch
# both
VOLUME /a /b
`,
  },
  EXPOSE: {
    dockerfile: `FROM alpine AS one
FROM scratch
EXPOSE 80 443 # both
#             ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the EXPOSE
#             ^ InvalidPort: invalid containerPort: #
`,
    fixed: `FROM alpine AS one
FROM scratch
# both
EXPOSE 80 443
`,
  },
  STOPSIGNAL: {
    dockerfile: `FROM alpine AS one
FROM scratch
STOPSIGNAL SIGINT # as ^C
#          ^^^^^^^^^^^^^^ InvalidSignal: invalid signal: SIGINT # as ^C
#                 ^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the STOPSIGNAL
`,
    fixed: `FROM alpine AS one
FROM scratch
# as ^C
STOPSIGNAL SIGINT
`,
  },
  "HEALTHCHECK NONE": {
    dockerfile: `FROM alpine AS one
FROM scratch
HEALTHCHECK NONE # none
#           ^^^^^^^^^^^ InvalidHealthcheck: HEALTHCHECK NONE takes no arguments
#                ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the HEALTHCHECK
`,
    fixed: `FROM alpine AS one
FROM scratch
# none
HEALTHCHECK NONE
`,
  },
  ONBUILD: {
    dockerfile: `FROM alpine AS one
FROM scratch
ONBUILD COPY a b # both
#                ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ONBUILD
`,
    fixed: `FROM alpine AS one
FROM scratch
# both
ONBUILD COPY a b
`,
  },
  "quotes in the comment": {
    dockerfile: `FROM alpine AS one
FROM scratch
COPY a b # don't
#        ^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the COPY
#          ^^^^^ InvalidExpansion: failed to process "don't": unexpected end of statement while looking for matching single-quote
`,
    fixed: `FROM alpine AS one
FROM scratch
# don't
COPY a b
`,
  },
  "an instruction in lower case": {
    dockerfile: `FROM alpine AS one
FROM scratch
copy a b # both
#<^^^^ ConsistentInstructionCasing: Command 'copy' should match the case of the command majority (uppercase)
#        ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the copy
`,
    fixed: `FROM alpine AS one
FROM scratch
# both
copy a b
`,
  },
  "comments of the shell": {
    dockerfile: `FROM alpine AS one
FROM scratch
RUN true # nothing
#   ^^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
CMD true # nothing
#   ^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#   ^^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
HEALTHCHECK CMD true # nothing
#               ^^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
ONBUILD RUN true # nothing
`,
    fixed: `FROM alpine AS one
FROM alpine
RUN true # nothing
CMD true # nothing
HEALTHCHECK CMD true # nothing
ONBUILD RUN true # nothing
`,
    differsIn: { ONBUILD: "nothing triggers the CMD" },
  },
  values: {
    dockerfile: `FROM alpine AS one
FROM scratch
ENV COLOR=#fff B="# c" C='#' D=x\\ #\\ y
ARG E=#1
LABEL d="a # b"
USER #1
COPY #a b
COPY a #b
COPY a b#c
ENV COLOR #fff
#   ^^^^^^^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
`,
    fixed: `FROM alpine AS one
FROM scratch
ENV COLOR=#fff B="# c" C='#' D=x\\ #\\ y
ARG E=#1
LABEL d="a # b"
USER #1
COPY #a b
COPY a #b
COPY a b#c
ENV COLOR=#fff
`,
    differsIn: { backtick: "a backtick escapes the space there" },
  },
};
