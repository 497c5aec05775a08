/** Escape characters that are too many, wrong, not last, or missing. */
import type { PublicCase } from "./case";

export const ESCAPES: Record<string, PublicCase> = {
  "a list of packages that runs into the next stage": {
    dockerfile: `FROM debian:12 AS tools
RUN apt-get install -y \\
  make \\
#      ^ StrayEscape: The FROM below is read as part of this RUN and not as an instruction, because the \\ here continues the line

FROM tools AS check
#<^^^^^^^^^^^^^^^^^^^ NoEmptyContinuation: Empty continuation line
RUN make check
`,
    fixed: `FROM debian:12 AS tools
RUN apt-get install -y \\
  make

FROM tools AS check
RUN make check
`,
  },
  "a list that runs into a COPY, without a blank line": {
    dockerfile: `FROM alpine AS fetch
FROM debian:12
RUN apt-get install -y \\
    wget \\
#        ^ StrayEscape: The COPY below is read as part of this RUN and not as an instruction, because the \\ here continues the line
COPY --from=fetch /out /in
`,
    fixed: `FROM alpine AS fetch
FROM debian:12
RUN apt-get install -y \\
    wget
COPY --from=fetch /out /in
`,
  },
  "a command that should have gone on, and an ADD": {
    dockerfile: `FROM fedora:41
RUN dnf update && \\
#                 ^ StrayEscape: The ADD below is read as part of this RUN and not as an instruction, because the \\ here continues the line
ADD conf /etc/conf
`,
    fixed: `FROM fedora:41
RUN dnf update
ADD conf /etc/conf
`,
  },
  "a comment of the shell that ends with the escape character": {
    dockerfile: `FROM debian:12
RUN echo one # first \\
#                    ^ StrayEscape: The RUN below is read as part of this RUN and not as an instruction, because the \\ here continues the line
RUN echo two
`,
    fixed: `FROM debian:12
RUN echo one # first
RUN echo two
`,
  },
  "a comment between the line and the next instruction": {
    dockerfile: `FROM alpine AS one
COPY a /b \\
#         ^ StrayEscape: The FROM below is read as part of this COPY and not as an instruction, because the \\ here continues the line
# the second stage
FROM one AS two
RUN true
`,
    fixed: `FROM alpine AS one
COPY a /b
# the second stage
FROM one AS two
RUN true
`,
  },
  "a FROM whose line goes on": {
    dockerfile: `FROM alpine AS one \\
#<^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
#                  ^ StrayEscape: The RUN below is read as part of this FROM and not as an instruction, because the \\ here continues the line
RUN true
`,
    fixed: `FROM alpine AS one
RUN true
`,
  },
  "variables that run into a RUN": {
    dockerfile: `FROM alpine
ENV A=1 \\
    B=2 \\
#       ^ StrayEscape: The RUN below is read as part of this ENV and not as an instruction, because the \\ here continues the line
RUN true
#<^^^ InvalidArguments: Syntax error - can't find = in "RUN". Must be of the form: name=value
`,
    fixed: `FROM alpine
ENV A=1 \\
    B=2
RUN true
`,
  },
  "ports that run into a USER": {
    dockerfile: `FROM alpine
EXPOSE 80 \\
#         ^ StrayEscape: The USER below is read as part of this EXPOSE and not as an instruction, because the \\ here continues the line
USER nobody
#<^^^^ InvalidPort: invalid containerPort: USER
`,
    fixed: `FROM alpine
EXPOSE 80
USER nobody
`,
  },
  "an array that runs into another instruction": {
    dockerfile: `FROM alpine
ENTRYPOINT ["/run", \\
#          ^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
  "--now"] \\
#          ^ StrayEscape: The CMD below is read as part of this ENTRYPOINT and not as an instruction, because the \\ here continues the line
CMD ["--help"]
`,
    fixed: `FROM alpine
ENTRYPOINT ["/run", \\
  "--now"]
CMD ["--help"]
`,
  },
  "white space behind the escape character": {
    dockerfile: `FROM alpine
RUN true \\  
#        ^ StrayEscape: The COPY below is read as part of this RUN and not as an instruction, because the \\ here continues the line
COPY a /b
`,
    fixed: `FROM alpine
RUN true
COPY a /b
`,
  },
  "Windows paths that end with the escape character": {
    dockerfile: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
COPY setup.exe D:\\
#                ^ StrayEscape: The RUN below is read as part of this COPY and not as an instruction, because the \\ here continues the line
RUN D:\\setup.exe
`,
    fixed: `# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
COPY setup.exe D:\\
RUN D:\\setup.exe
`,
    differsIn: {
      backtick: "the path would end with another character",
      "last stage": "the directive stands in the first line",
    },
  },
  "a Windows folder that runs into a COPY": {
    dockerfile: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
WORKDIR C:\\srv\\
#       ^^^^^^^ WorkdirRelativePath: Relative workdir "C:srvCOPY a b" can have unexpected results if the base image changes
#             ^ StrayEscape: The COPY below is read as part of this WORKDIR and not as an instruction, because the \\ here continues the line
COPY a b
`,
    fixed: `# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
WORKDIR C:\\srv\\
COPY a b
`,
    differsIn: {
      backtick: "the path would end with another character",
      "last stage": "the directive stands in the first line",
    },
  },
  "a Windows path in a file with lines that go on": {
    dockerfile: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN one \\
  two
COPY a C:\\srv\\
#            ^ StrayEscape: The RUN below is read as part of this COPY and not as an instruction, because the \\ here continues the line
RUN dir
`,
    fixed: `FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN one \\
  two
COPY a C:\\srv\\\\
RUN dir
`,
    differsIn: {
      backtick: "the path would end with another character",
      "last stage": "the directive stands in the first line",
    },
  },
  "words of scripts that are names of instructions": {
    dockerfile: `FROM alpine
RUN adduser \\
  user \\
  && git \\
  add . \\
  && psql -c "SELECT a \\
FROM b" \\
  && apk add \\
  label \\
  from
HEALTHCHECK --interval=5s \\
  CMD true
ONBUILD \\
  RUN true
`,
  },
  "the escape character of other files": {
    dockerfile: `# escape=\`
FROM ubuntu:24.04
RUN false; \\
#          ^ MisplacedEscape: \\ does not continue this line: the escape character of this file is \`
  apt-get update
# ^^^^^^^ UnknownInstruction: unknown instruction: apt-get
`,
    fixed: `# escape=\`
FROM ubuntu:24.04
RUN false; \`
  apt-get update
`,
    differsIn: {
      backtick: "the directive stands in the first line",
      "last stage": "the directive stands in the first line",
      BOM: "the directive stands in the first line",
    },
  },
  "the escape characters of other shells": {
    dockerfile: `FROM ubuntu:24.04
RUN one && ^
#          ^ MisplacedEscape: ^ does not continue this line: the escape character of this file is \\
  two
# ^^^ UnknownInstruction: unknown instruction: two
`,
    fixed: `FROM ubuntu:24.04
RUN one && \\
  two
`,
  },
  "a slash in place of the escape character": {
    dockerfile: `FROM ubuntu:24.04
RUN apt-get update && /
#                     ^ MisplacedEscape: / does not continue this line: the escape character of this file is \\
    apt-get upgrade
#   ^^^^^^^ UnknownInstruction: unknown instruction: apt-get
`,
    fixed: `FROM ubuntu:24.04
RUN apt-get update && \\
    apt-get upgrade
`,
  },
  "an escape character that is escaped": {
    dockerfile: `FROM ubuntu:24.04
RUN one \\\\
#       ^^ MisplacedEscape: \\\\ does not continue this line: the first \\ escapes the second
  two
# ^^^ UnknownInstruction: unknown instruction: two
`,
    fixed: `FROM ubuntu:24.04
RUN one \\
  two
`,
  },
  "an escape character with an operator behind it": {
    dockerfile: `FROM alpine:3.22
RUN apk update \\ &&
#              ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    apk upgrade
#   ^^^ UnknownInstruction: unknown instruction: apk (did you mean add?)
`,
    fixed: `FROM alpine:3.22
RUN apk update && \\
    apk upgrade
`,
  },
  "an escape character with a comment behind it": {
    dockerfile: `FROM alpine:3.22
RUN apk add bash \\ # for scripts
#                ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    jq
#   ^^ UnknownInstruction: unknown instruction: jq
`,
    fixed: `FROM alpine:3.22
# for scripts
RUN apk add bash \\
    jq
`,
  },
  "an escape character with a word behind it": {
    dockerfile: `FROM alpine:3.22
RUN apk add \\ bash
#           ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    jq
#   ^^ UnknownInstruction: unknown instruction: jq
`,
    fixed: `FROM alpine:3.22
RUN apk add bash \\
    jq
`,
  },
  "an escape character with a no-break space behind it": {
    dockerfile: `FROM alpine:3.22
RUN one \\\u00a0
#       ^ MisplacedEscape: \\ does not continue this line, because U+00A0 (no-break space) is behind it
    two
#   ^^^ UnknownInstruction: unknown instruction: two
`,
    fixed: `FROM alpine:3.22
RUN one \\
    two
`,
  },
  "variables with a comment behind the escape character": {
    dockerfile: `FROM alpine:3.22
ENV A=1 \\ # the first
#       ^^^ InvalidArguments: Syntax error - can't find = in "\\\\ #". Must be of the form: name=value
#       ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    B=2
#   ^^^ UnknownInstruction: unknown instruction: B=2
`,
    fixed: `FROM alpine:3.22
# the first
ENV A=1 \\
    B=2
`,
  },
  "commands below a RUN that does not go on": {
    dockerfile: `FROM ubuntu:24.04
RUN apt-get update && \\
    apt-get upgrade
    apt-get install -y make
#   ^^^^^^^ UnknownInstruction: unknown instruction: apt-get
#   ^^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM ubuntu:24.04
RUN apt-get update && \\
    apt-get upgrade && \\
    apt-get install -y make
`,
  },
  "several lines that do not go on": {
    dockerfile: `FROM debian:12
RUN one
  && two
# ^^ UnknownInstruction: unknown instruction: &&
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
  && three
# ^^ UnknownInstruction: unknown instruction: &&
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN one \\
  && two \\
  && three
`,
  },
  "the paths of a COPY, each on a line": {
    dockerfile: `FROM debian:12
COPY a.json
#    ^^^^^^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
     b.lock
#    ^^^^^^ UnknownInstruction: unknown instruction: b.lock
#    ^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
     ./
#    ^^ UnknownInstruction: unknown instruction: ./
#    ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
COPY a.json \\
     b.lock \\
     ./
`,
  },
  "slashes in a list of packages": {
    dockerfile: `FROM debian:12
RUN apt-get install -y /
#                      ^ MisplacedEscape: / does not continue this line: the escape character of this file is \\
  curl /
# ^^^^ UnknownInstruction: unknown instruction: curl
#      ^ MisplacedEscape: / does not continue this line: the escape character of this file is \\
  git
# ^^^ UnknownInstruction: unknown instruction: git
`,
    fixed: `FROM debian:12
RUN apt-get install -y \\
  curl \\
  git
`,
  },
  "an instruction in lower case that is no word of a script": {
    dockerfile: `FROM debian:12 AS one
FROM debian:12
RUN true \\
#        ^ StrayEscape: The copy below is read as part of this RUN and not as an instruction, because the \\ here continues the line
copy --from=one /a /b
`,
    fixed: `FROM debian:12 AS one
FROM debian:12
RUN true
copy --from=one /a /b
`,
  },
  "a RUN that has nothing on its line": {
    dockerfile: `FROM ruby:3.4
RUN
 gem install rake
#^^^ UnknownInstruction: unknown instruction: gem
#^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM ruby:3.4
RUN \\
 gem install rake
`,
    differsIn: { tabs: "a space is written" },
  },
  "a list of packages with a line that does not go on": {
    dockerfile: `FROM debian:12
RUN apt-get install -y \\
    curl
    git \\
#   ^^^ UnknownInstruction: unknown instruction: git
#   ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
    jq
`,
    fixed: `FROM debian:12
RUN apt-get install -y \\
    curl \\
    git \\
    jq
`,
  },
  "an operator at the end, and no escape character": {
    dockerfile: `FROM debian:12
RUN one &&
    two
#   ^^^ UnknownInstruction: unknown instruction: two
#   ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN one && \\
    two
`,
  },
  "an operator at the beginning, and no escape character": {
    dockerfile: `FROM debian:12
RUN one
    && two
#   ^^ UnknownInstruction: unknown instruction: &&
#   ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN one \\
    && two
`,
  },
  "the parts of a loop": {
    dockerfile: `FROM debian:12
RUN for i in a b; do
    echo $i; \\
#   ^^^^ UnknownInstruction: unknown instruction: echo
#   ^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
    done
`,
    fixed: `FROM debian:12
RUN for i in a b; do \\
    echo $i; \\
    done
`,
  },
  "the end of a condition": {
    dockerfile: `FROM debian:12
RUN if true; then \\
      echo yes
    fi
#   ^^ UnknownInstruction: unknown instruction: fi
#   ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN if true; then \\
      echo yes; \\
    fi
`,
  },
  "a string over two lines": {
    dockerfile: `FROM debian:12
RUN echo 'one
two'
#<^^^^ UnknownInstruction: unknown instruction: two'
#<^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN echo 'one \\
two'
`,
  },
  "a mount on a line of its own": {
    dockerfile: `FROM debian:12
RUN --mount=type=cache,target=/c
    make
#   ^^^^ UnknownInstruction: unknown instruction: make
#   ^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
RUN --mount=type=cache,target=/c \\
    make
`,
  },
  "paths below a COPY": {
    dockerfile: `FROM debian:12 AS one
FROM scratch
COPY --from=one
#<^^^^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
  /a /b
# ^^ UnknownInstruction: unknown instruction: /a
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12 AS one
FROM scratch
COPY --from=one \\
  /a /b
`,
  },
  "pairs below a LABEL": {
    dockerfile: `FROM debian:12
LABEL one=1
      two=2
#     ^^^^^ UnknownInstruction: unknown instruction: two=2
#     ^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
LABEL one=1 \\
      two=2
`,
  },
  "the rest of an array": {
    dockerfile: `FROM debian:12
CMD ["one",
#   ^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
     "two"]
#    ^^^^^^ UnknownInstruction: unknown instruction: "two"]
#    ^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
CMD ["one", \\
     "two"]
`,
  },
  "a list of ports": {
    dockerfile: `FROM debian:12
EXPOSE 80
       443
#      ^^^ UnknownInstruction: unknown instruction: 443
#      ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
EXPOSE 80 \\
       443
`,
  },
  "the CMD of a HEALTHCHECK": {
    dockerfile: `FROM debian:12
HEALTHCHECK --interval=30s
#<^^^^^^^^^^^ InvalidArguments: HEALTHCHECK requires at least one argument
  CMD ["true"]
# ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian:12
HEALTHCHECK --interval=30s \\
  CMD ["true"]
`,
    differsIn: { ONBUILD: "the second line is then held back by itself" },
  },
  "the name of a stage": {
    dockerfile: `FROM debian:12
  AS one
# ^^ UnknownInstruction: unknown instruction: AS (did you mean ADD?)
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
RUN true
`,
    fixed: `FROM debian:12 \\
  AS one
RUN true
`,
  },
  "words that are misspelled instructions": {
    dockerfile: `FROM debian:12 AS one
RUN true
RNU true
#<^^^ UnknownInstruction: unknown instruction: RNU (did you mean ENV?)
ENVV A=1
#<^^^^ UnknownInstruction: unknown instruction: ENVV (did you mean ENV?)
INCLUDE x
#<^^^^^^^ UnknownInstruction: unknown instruction: INCLUDE
`,
    fixed: `FROM debian:12 AS one
RUN true
RUN true
ENVV A=1
INCLUDE x
`,
  },
  "a lost one behind a comment": {
    dockerfile: `FROM debian
RUN apt-get update # the lists
    apt-get install -y curl
#   ^^^^^^^ UnknownInstruction: unknown instruction: apt-get
#   ^^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian
# the lists
RUN apt-get update && \\
    apt-get install -y curl
`,
  },
  "a lost one behind nothing but a comment": {
    dockerfile: `FROM debian
RUN # the lists
    apt-get update
#   ^^^^^^^ UnknownInstruction: unknown instruction: apt-get
#   ^^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian
# the lists
RUN \\
    apt-get update
`,
    differsIn: { tabs: "the escape character is put in behind a space" },
  },
  "lost ones in a list of packages with comments": {
    dockerfile: `FROM debian
RUN apt-get install -y \\
    curl # for a
    git # for b
#   ^^^ UnknownInstruction: unknown instruction: git
#   ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
    make
#   ^^^^ UnknownInstruction: unknown instruction: make
#   ^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian
RUN apt-get install -y \\
    # for a
    curl \\
    # for b
    git \\
    make
`,
  },
  "a lost one behind a keyword, before a word that is nearly one": {
    dockerfile: `FROM debian
COPY
#<^^^^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
  a b
# ^ UnknownInstruction: unknown instruction: a (did you mean add?)
# ^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM debian
COPY \\
  a b
`,
    differsIn: { tabs: "the escape character is put in behind a space" },
  },
  "an operator on both sides of the escape character": {
    dockerfile: `FROM debian
RUN true; \\ ;
#         ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    make
#   ^^^^ UnknownInstruction: unknown instruction: make
`,
    fixed: `FROM debian
RUN true; \\
    make
`,
  },
  "an escaped space before an operator, on a line that goes on": {
    dockerfile: `FROM debian
RUN apt-get update \\ && \\
#                  ^ MisplacedEscape: \\ is not the last character of the line, so the shell reads a space as an argument
    apt-get install -y curl
RUN echo "a \\ && b" && find . -exec ls {} \\;
`,
    fixed: `FROM debian
RUN apt-get update && \\
    apt-get install -y curl
RUN echo "a \\ && b" && find . -exec ls {} \\;
`,
    differsIn: { backtick: "the shell knows no other escape character" },
  },
  "a slash behind each line of a list of packages": {
    dockerfile: `FROM alpine
RUN apk add /
#           ^ MisplacedEscape: / does not continue this line: the escape character of this file is \\
    git /
#   ^^^ UnknownInstruction: unknown instruction: git
#       ^ MisplacedEscape: / does not continue this line: the escape character of this file is \\
    curl
#   ^^^^ UnknownInstruction: unknown instruction: curl
`,
    fixed: `FROM alpine
RUN apk add \\
    git \\
    curl
`,
  },
  "a lost one behind export": {
    dockerfile: `FROM alpine
RUN export
PORT=80
#<^^^^^^^ UnknownInstruction: unknown instruction: PORT=80
#<^^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
`,
    fixed: `FROM alpine
RUN export \\
PORT=80
`,
  },
  "a lost one before the command of a HEALTHCHECK": {
    dockerfile: `FROM alpine
HEALTHCHECK --interval=5s
#<^^^^^^^^^^^ InvalidArguments: HEALTHCHECK requires at least one argument
  CMD curl localhost
# ^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
# ^^^ MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same stage because only the last one will be used
#     ^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
CMD ["serve"]
`,
    fixed: `FROM alpine
HEALTHCHECK --interval=5s \\
  CMD curl localhost
CMD ["serve"]
`,
    differsIn: { ONBUILD: "each line is held back by itself" },
  },
};
