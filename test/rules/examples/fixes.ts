/** What fixes make of files: each is named by its title. */

export interface FixExample {
  readonly before: string;
  readonly fix: string;
  /** The text after it, or the reason against it. */
  readonly after: string | { readonly refused: string };
}

export const FIX_EXAMPLES: Record<string, FixExample> = {
  "lower-case a name together with all its references": {
    before:
      '# Build it\nFROM golang AS Build\nFROM build\nCOPY --link --from=BUILD --chown=1 /a /b\nRUN --mount=type=bind,from=Build,target=/x \\\n  --mount=from="build" true\n',
    fix: 'Write "build", with its references',
    after:
      '# Build it\nFROM golang AS build\nFROM build\nCOPY --link --from=build --chown=1 /a /b\nRUN --mount=type=bind,from=build,target=/x \\\n  --mount=from="build" true\n',
  },
  "ADD that copies from a stage": {
    before: "FROM alpine AS a\nFROM alpine\nadd --chown=1 --from=a /a /b\n",
    fix: 'Write "COPY"',
    after: "FROM alpine AS a\nFROM alpine\ncopy --chown=1 --from=a /a /b\n",
  },
  "the case of AS": {
    before: "FROM --platform=$BUILDPLATFORM golang \\\n  # why\n  as x\n",
    fix: 'Write "AS"',
    after: "FROM --platform=$BUILDPLATFORM golang \\\n  # why\n  AS x\n",
  },
  "name a stage, and use its name in place of its index": {
    before:
      "FROM --platform=linux/amd64 golang:1.26\nFROM alpine\nCOPY --from=0 /a /a\nONBUILD COPY --from=0 /a /b\n",
    fix: 'Name the stage "golang-stage" and use the name',
    after:
      "FROM --platform=linux/amd64 golang:1.26 AS golang-stage\nFROM alpine\nCOPY --from=golang-stage /a /a\nONBUILD COPY --from=golang-stage /a /b\n",
  },
  "use the name of a stage that is meant by its index": {
    before: "from alpine as Tools\nfrom alpine\ncopy --from=0 /a /a\n",
    fix: 'Use the name "tools"',
    after: "from alpine as Tools\nfrom alpine\ncopy --from=tools /a /a\n",
  },
  "the index of a stage whose name a later one takes over": {
    before: "FROM a AS x\nFROM a AS x\nFROM a\nCOPY --from=0 /a /a\n",
    fix: 'Use the name "x"',
    after: { refused: 'A later stage has the name "x" too.' },
  },
  "move a stage up": {
    before:
      "FROM alpine AS first\nCOPY --from=late /a /a\nFROM alpine AS second\nCOPY --from=first /a /a\n# late\n# more of it\nFROM alpine AS late\nRUN true\n\nFROM second\nCOPY --from=1 /a /a\n",
    fix: 'Move the stage "late" above "first"',
    after:
      "# late\n# more of it\nFROM alpine AS late\nRUN true\n\nFROM alpine AS first\nCOPY --from=late /a /a\nFROM alpine AS second\nCOPY --from=first /a /a\nFROM second\nCOPY --from=2 /a /a\n",
  },
  "move a stage up that needs one in between": {
    before: "FROM alpine AS first\nCOPY --from=late /a /a\nFROM first AS late\nFROM late\n",
    fix: 'Move the stage "late" above "first"',
    after: { refused: '"late" needs "first", which would be below it after the move.' },
  },
  "move up the last stage": {
    before: "FROM alpine AS first\nCOPY --from=late /a /a\nFROM alpine AS late\n",
    fix: 'Move the stage "late" above "first"; the default target is then "first"',
    after: "FROM alpine AS late\nFROM alpine AS first\nCOPY --from=late /a /a\n",
  },
  "a FROM for an image with variables": {
    before:
      "ARG VERSION=1\nFROM alpine\n# two\nFROM alpine\nCOPY --from=tools:${VERSION} /a /a\nFROM alpine\nCOPY --from=1 /a /b\n",
    fix: 'Add a stage for "tools:${VERSION}"',
    after:
      "ARG VERSION=1\nFROM alpine\nFROM tools:${VERSION} AS version\n# two\nFROM alpine\nCOPY --from=version /a /a\nFROM alpine\nCOPY --from=2 /a /b\n",
  },
  "a FROM for a variable that it does not know": {
    before: "FROM alpine\nARG BASE\nCOPY --from=$BASE /a /a\n",
    fix: 'Add a stage for "$BASE"',
    after: {
      refused:
        'A FROM can use only arguments that are declared before the first FROM, and "BASE" is not one of them.',
    },
  },
  "add the missing escape character": {
    before: "# escape=`\nFROM alpine\nRUN apk update\n  && apk add git\n",
    fix: "Add ` to the line above",
    after: "# escape=`\nFROM alpine\nRUN apk update `\n  && apk add git\n",
  },
  "declare an argument again": {
    before: "ARG VERSION=1\nFROM alpine\n  # get it\n  RUN fetch $VERSION\n",
    fix: 'Declare "ARG VERSION" above',
    after: "ARG VERSION=1\nFROM alpine\n  ARG VERSION\n  # get it\n  RUN fetch $VERSION\n",
  },
  "declare an argument for FROM": {
    before: "# base\nFROM alpine:${VERSION}\n",
    fix: 'Declare "ARG VERSION"',
    after: "ARG VERSION\n# base\nFROM alpine:${VERSION}\n",
  },
  "take away an escape character before an instruction, with the operator before it": {
    before: "FROM a AS b\nRUN apk add x && \\\n  \\\n\n# c\nCOPY --from=img /x /y\n",
    fix: "Remove \\ from the end of the line",
    after: "FROM a AS b\nRUN apk add x\n\n# c\nCOPY --from=img /x /y\n",
  },
  "make paths of Windows end with their backslash": {
    before: "FROM a AS b\nCOPY t c:\\\nRUN dir c:\\\nFROM b\n",
    fix: "Begin the file with # escape=`",
    after: "# escape=`\nFROM a AS b\nCOPY t c:\\\nRUN dir c:\\\nFROM b\n",
  },
  "escape the end of a path where other lines go on": {
    before: "FROM a AS b\nRUN a \\\n b\nWORKDIR C:\\app\\\nRUN dir\n",
    fix: 'Write "\\\\"',
    after: "FROM a AS b\nRUN a \\\n b\nWORKDIR C:\\app\\\\\nRUN dir\n",
  },
  "move a comment out of a line that goes on": {
    before: "FROM a\nRUN a; \\\n  b; # note \\\n  c\n",
    fix: "Move the comment to the line above",
    after: "FROM a\nRUN a; \\\n  # note\n  b; \\\n  c\n",
  },
  "use the escape character of the file in all lines": {
    before: "FROM a\nRUN a ^\n  b ^\n  c\n",
    fix: "End the line with \\",
    after: "FROM a\nRUN a \\\n  b \\\n  c\n",
  },
  "change the escape directive": {
    before: "# escape=`\nFROM a\nRUN a \\\n  b\n",
    fix: "Begin the file with # escape=\\",
    after: "# escape=\\\nFROM a\nRUN a \\\n  b\n",
  },
  "put an operator in front of the escape character": {
    before: "FROM a\nRUN a \\ &&\n  b\n",
    fix: "End the line with \\",
    after: "FROM a\nRUN a && \\\n  b\n",
  },
  "put a comment above a line that goes on": {
    before: "FROM a\nENV A=1 \\ # first\n  B=2\n",
    fix: "End the line with \\",
    after: "FROM a\n# first\nENV A=1 \\\n  B=2\n",
  },
  "join a command to the one above": {
    before: "FROM a\nRUN a\n  cd x\n",
    fix: "Add && \\ to the line above",
    after: "FROM a\nRUN a && \\\n  cd x\n",
  },
  "join a package to the list above": {
    before: "FROM a\nRUN apk add \\\n  curl\n  git \\\n  wget\n",
    fix: "Add \\ to the line above",
    after: "FROM a\nRUN apk add \\\n  curl \\\n  git \\\n  wget\n",
  },
  "join two arrays": {
    before: 'FROM a\nCMD ["/bin/bash"] ["--login"]\n',
    fix: "Write one array",
    after: 'FROM a\nCMD ["/bin/bash", "--login"]\n',
  },
  "join an array and words": {
    before: 'FROM a\nCMD ["npm"] run start\n',
    fix: "Write one array",
    after: 'FROM a\nCMD ["npm", "run", "start"]\n',
  },
  "take away what a shell would do behind an array": {
    before: 'FROM a\nENTRYPOINT ["a"]; echo\n',
    fix: "Remove the text after the ]",
    after: 'FROM a\nENTRYPOINT ["a"]\n',
  },
  "put a comment behind an instruction above it": {
    before: "FROM a\n# more\n  COPY a \\\n    b /c # why\n",
    fix: "Move the comment to the line above",
    after: "FROM a\n# more\n  COPY a \\\n    # why\n    b /c\n",
  },
  "leave a comment that would be a directive": {
    before: "ARG A=1 # escape=`\nFROM a\n",
    fix: "Move the comment to the line above",
    after: { refused: "On a line of its own, the builder reads this comment as a directive." },
  },
  "describe a stage in an indented comment": {
    before: "# check=experimental=InvalidDefinitionDescription\nARG A=1\n  # the build\nFROM a AS b\n",
    fix: 'Start the comment with "b"',
    after: "# check=experimental=InvalidDefinitionDescription\nARG A=1\n# b the build\nFROM a AS b\n",
  },
  "drop a stage": {
    before: "FROM alpine\nRUN true\n\n# next\nFROM alpine AS one\nFROM alpine\nCOPY --from=1 /a /a\n",
    fix: 'Remove the stage "stage-0"',
    after: "# next\nFROM alpine AS one\nFROM alpine\nCOPY --from=0 /a /a\n",
  },
  "drop a stage that another needs": {
    before: "FROM alpine\nFROM alpine\nCOPY --from=0 /a /a\nFROM alpine\n",
    fix: 'Remove the stage "stage-0"',
    after: { refused: '"stage-1" refers to this stage.' },
  },
  "ENV with an equals sign": {
    before: "FROM alpine\nENV PATH   /x:$PATH y\n",
    fix: 'Write "PATH="',
    after: 'FROM alpine\nENV PATH="/x:$PATH y"\n',
  },
  "LABEL with quotes in its value": {
    before: 'FROM alpine\nLABEL a "b  c" d\n',
    fix: 'Write "a="',
    after: 'FROM alpine\nLABEL a="b  c"\\ d\n',
  },
  "a command as words": {
    before: 'FROM alpine\nCMD npm run "my script"\n',
    fix: "Write it in JSON form",
    after: 'FROM alpine\nCMD ["npm", "run", "my script"]\n',
  },
  "a command that needs its shell": {
    before: 'FROM alpine\nENTRYPOINT exec app "$HOME" && true\n',
    fix: "Write it in JSON form",
    after: 'FROM alpine\nENTRYPOINT ["/bin/sh", "-c", "exec app \\"$HOME\\" && true"]\n',
  },
  "the case of the majority": {
    before: "from alpine\nrun true\nCOPY a b\n",
    fix: 'Write "copy"',
    after: "from alpine\nrun true\ncopy a b\n",
  },
  "the stage that a slip means": {
    before: "FROM alpine AS builder\nFROM alpine\nCOPY --from=bulider --link /a /a\n",
    fix: 'Use the stage "builder"',
    after: "FROM alpine AS builder\nFROM alpine\nCOPY --from=builder --link /a /a\n",
  },
  "a dash for two": {
    before: "FROM alpine AS b\nFROM alpine\nCOPY – from=b --link /a /a\n",
    fix: 'Write "--from="',
    after: "FROM alpine AS b\nFROM alpine\nCOPY --from=b --link /a /a\n",
  },
  "a name that the builder does not take": {
    before: "FROM alpine AS My+Build\nFROM alpine\nCOPY --from=my+build /a /a\n",
    fix: 'Rename the stage to "my-build"',
    after: "FROM alpine AS my-build\nFROM alpine\nCOPY --from=my-build /a /a\n",
  },
  "a stage in capital letters": {
    before: "FROM alpine AS build\nFROM Build\n",
    fix: 'Write "build"',
    after: "FROM alpine AS build\nFROM build\n",
  },
  "an index that is no stage": {
    before: "FROM alpine AS a\nFROM alpine\nCOPY --from=9 /a /a\n",
    fix: 'Use the stage before this one, "a"',
    after: "FROM alpine AS a\nFROM alpine\nCOPY --from=a /a /a\n",
  },
  "a FROM without AS": {
    before: "FROM alpine build\n",
    fix: 'Name the stage "build"',
    after: "FROM alpine AS build\n",
  },
  "a flag of nearly that name": {
    before: "FROM alpine\nCOPY --chwon=1 a b\n",
    fix: 'Write "--chown"',
    after: "FROM alpine\nCOPY --chown=1 a b\n",
  },
  "an instruction of nearly that name": {
    before: "FROM alpine\ncpoy a b\n",
    fix: 'Write "copy"',
    after: "FROM alpine\ncopy a b\n",
  },
  "a key of a mount of nearly that name": {
    before: "FROM alpine\nRUN --mount=type=cache,tagret=/x true\n",
    fix: 'Write "target"',
    after: "FROM alpine\nRUN --mount=type=cache,target=/x true\n",
  },
  "a type of a mount of nearly that name": {
    before: "FROM alpine\nRUN --mount=type=chace,target=/x true\n",
    fix: 'Write "cache"',
    after: "FROM alpine\nRUN --mount=type=cache,target=/x true\n",
  },
  "the author as a label": {
    before: "FROM alpine\nMAINTAINER Ann <ann@example.org>\n",
    fix: "Use a label",
    after: 'FROM alpine\nLABEL org.opencontainers.image.authors="Ann <ann@example.org>"\n',
  },
  "a platform that a COPY asks for": {
    before: "FROM scratch\nCOPY --from=alpine --platform=linux/amd64 /a /b\nCOPY --from=0 /c /d\n",
    fix: 'Add a stage for "alpine" on the platform "linux/amd64"',
    after:
      "FROM --platform=linux/amd64 alpine AS alpine-amd64\nFROM scratch\nCOPY --from=alpine-amd64 /a /b\nCOPY --from=1 /c /d\n",
  },
  "a platform that a COPY asks for, and a stage that has it": {
    before:
      "FROM --platform=$BUILDPLATFORM a/b:1 AS b\nFROM --platform=$BUILDPLATFORM nginx:1 AS n\n\nFROM scratch\nCOPY --chmod=755 --platform=$BUILDPLATFORM --from=nginx:1 /a /b\n",
    fix: 'Add a stage for "nginx:1" on the platform "$BUILDPLATFORM"',
    after:
      "FROM --platform=$BUILDPLATFORM a/b:1 AS b\nFROM --platform=$BUILDPLATFORM nginx:1 AS n\n\nFROM scratch\nCOPY --chmod=755 --from=n /a /b\n",
  },
  "a platform that a COPY asks for with an argument": {
    before: "ARG P=linux/arm64\nFROM a AS b\n# why\nCOPY --platform=$P --from=ghcr.io/x/tool:1 /a /b\n",
    fix: 'Add a stage for "ghcr.io/x/tool:1" on the platform "$P"',
    after:
      "ARG P=linux/arm64\nFROM --platform=$P ghcr.io/x/tool:1 AS tool-platform\nFROM a AS b\n# why\nCOPY --from=tool-platform /a /b\n",
  },
  "a platform that a COPY from a stage asks for": {
    before: "FROM alpine AS a\nFROM scratch\nCOPY --platform=linux/amd64 --from=a /a /b\n",
    fix: 'Move the platform to the FROM of "a"',
    after: "FROM --platform=linux/amd64 alpine AS a\nFROM scratch\nCOPY --from=a /a /b\n",
  },
  "a platform of files of the context": {
    before: "FROM alpine\nCOPY --platform=linux/amd64 a b\n",
    fix: "Remove the platform",
    after: "FROM alpine\nCOPY a b\n",
  },
  "a flag of ADD": {
    before: "FROM alpine\nCOPY --checksum=sha256:00 https://example.org/a /b\n",
    fix: 'Write "ADD"',
    after: "FROM alpine\nADD --checksum=sha256:00 https://example.org/a /b\n",
  },
  "a platform that is the default": {
    before: "FROM --platform=$TARGETPLATFORM alpine AS a\n",
    fix: "Remove the platform",
    after: "FROM alpine AS a\n",
  },
  "blank lines in an instruction": {
    before: "FROM alpine\nRUN a \\\n\n  && b\n",
    fix: "Remove the blank lines",
    after: "FROM alpine\nRUN a \\\n  && b\n",
  },
  "an instruction that another makes void": {
    before: 'FROM alpine\n# first\nCMD ["a"]\nCMD ["b"]\n',
    fix: "Remove this CMD",
    after: 'FROM alpine\nCMD ["b"]\n',
  },
  "the port of the container": {
    before: "FROM alpine\nEXPOSE 127.0.0.1:80:8080/tcp 9\n",
    fix: 'Write "8080/tcp"',
    after: "FROM alpine\nEXPOSE 8080/tcp 9\n",
  },
  "a protocol in lower case": {
    before: "FROM alpine\nEXPOSE 80/TCP\n",
    fix: 'Write "80/tcp"',
    after: "FROM alpine\nEXPOSE 80/tcp\n",
  },
  "a variable of nearly that name": {
    before: "FROM scratch\nENV TARGET=/x\nCOPY a ${TARGTE}\n",
    fix: 'Use "$TARGET"',
    after: "FROM scratch\nENV TARGET=/x\nCOPY a ${TARGET}\n",
  },
  "an absolute WORKDIR": {
    before: "FROM alpine\nWORKDIR app\n",
    fix: 'Write "/app"',
    after: "FROM alpine\nWORKDIR /app\n",
  },
  "the end of a heredoc": {
    before: "FROM alpine\nRUN <<EOF\ntrue",
    fix: "End it with EOF",
    after: "FROM alpine\nRUN <<EOF\ntrue\nEOF",
  },
  "a name of its own for a second stage": {
    before: "FROM alpine AS a\nFROM alpine AS a\nFROM a\nCOPY --from=A /x /x\n",
    fix: 'Rename this stage to "a-2", with its references',
    after: "FROM alpine AS a\nFROM alpine AS a-2\nFROM a-2\nCOPY --from=a-2 /x /x\n",
  },
  "a comment that describes a stage": {
    before: "# check=experimental=all\n# Builds it\nFROM alpine AS build\n",
    fix: 'Start the comment with "build"',
    after: "# check=experimental=all\n# build Builds it\nFROM alpine AS build\n",
  },
  "a comment that does not describe the stage": {
    before: "# check=experimental=all\n# Builds it\nFROM alpine AS build\n",
    fix: "Separate the comment from the instruction",
    after: "# check=experimental=all\n# Builds it\n#\nFROM alpine AS build\n",
  },
  "the frontend that a device needs": {
    before: "#!/bin/x\n# syntax=docker/dockerfile:1.20\nFROM alpine\nRUN --device=a true\n",
    fix: "Use the frontend docker/dockerfile:1.27",
    after: "#!/bin/x\n# syntax=docker/dockerfile:1.27\nFROM alpine\nRUN --device=a true\n",
  },
  "another frontend, for a device": {
    before: "# syntax = docker/dockerfile:1.4\nFROM alpine\nRUN --device=a true\n",
    fix: "Use the frontend docker/dockerfile:1.27",
    after: "# syntax = docker/dockerfile:1.27\nFROM alpine\nRUN --device=a true\n",
  },
  "an escape character of another file behind that of this one": {
    before: "# escape=`\nFROM alpine\nRUN a `\n  b; `\\\n  && c\n",
    fix: "End the line with `",
    after: "# escape=`\nFROM alpine\nRUN a `\n  b; `\n  && c\n",
  },
  "a heredoc of a shell script": {
    before: 'FROM alpine\nCOPY --chmod=755 <<EOF /run.sh\n#!/bin/sh\nexec "$@" $i\nEOF\n',
    fix: 'Quote the delimiter: "EOF"',
    after: 'FROM alpine\nCOPY --chmod=755 <<"EOF" /run.sh\n#!/bin/sh\nexec "$@" $i\nEOF\n',
  },
  "a heredoc in which others are the builder's": {
    before: "# escape=`\nFROM alpine\nARG A=1\nCOPY a <<-X <<Y /b/\n\techo $A\n\techo ${i}\n\tX\nb\nY\n",
    fix: "Escape the $",
    after: "# escape=`\nFROM alpine\nARG A=1\nCOPY a <<-X <<Y /b/\n\techo $A\n\techo \\${i}\n\tX\nb\nY\n",
  },
  "a heredoc that the builder refuses": {
    before: "FROM scratch\r\nADD <<A <<B /c/\r\nA\r\nfor f in ${f[@]}; do\r\nB\r\n",
    fix: 'Quote the delimiter: "B"',
    after: 'FROM scratch\r\nADD <<A <<"B" /c/\r\nA\r\nfor f in ${f[@]}; do\r\nB\r\n',
  },
  "a check that is turned off too late": {
    before:
      "# syntax=docker/dockerfile:1\r\n# why\r\n# check=skip=JSONArgsRecommended\r\nFROM alpine\r\nCMD a\r\n",
    fix: "Move it to the top of the file",
    after:
      "# syntax=docker/dockerfile:1\r\n# check=skip=JSONArgsRecommended\r\n# why\r\nFROM alpine\r\nCMD a\r\n",
  },
  "a check that is turned off too late, in a file that turns off others": {
    before:
      "# check=skip=StageNameCasing\n# why\n# check=skip=StageNameCasing,JSONArgsRecommended\nARG a\nFROM alpine\nCMD a\n",
    fix: "Move it to the top of the file",
    after: "# check=skip=StageNameCasing,JSONArgsRecommended\n# why\nARG a\nFROM alpine\nCMD a\n",
  },
  "a check that one instruction can have": {
    before: "# why\n# check=skip=JSONArgsRecommended\nFROM alpine\n# start\nCMD a\n",
    fix: "Move it above CMD",
    after: "# why\nFROM alpine\n# check=skip=JSONArgsRecommended\n# start\nCMD a\n",
  },
  "checks behind a space": {
    before: "# check=skip=StageNameCasing, FromAsCasing FromPlatformFlagConstDisallowed # why\nFROM alpine\n",
    fix: 'Write "# check=skip=StageNameCasing,FromAsCasing,FromPlatformFlagConstDisallowed"',
    after: "# check=skip=StageNameCasing,FromAsCasing,FromPlatformFlagConstDisallowed\nFROM alpine\n",
  },
  "a check with white space around it": {
    before: "FROM alpine\n\t# check = skip = UndefinedVar , LegacyKeyValueFormat\nENV a b\n",
    fix: 'Write "# check=skip=UndefinedVar,LegacyKeyValueFormat"',
    after: "FROM alpine\n# check=skip=UndefinedVar,LegacyKeyValueFormat\nENV a b\n",
  },
  "options that only the directive has": {
    before: "FROM alpine\n# check=skip=LegacyKeyValueFormat; error=true\nENV a b\n",
    fix: "Move it to the top of the file",
    after: "# check=skip=LegacyKeyValueFormat;error=true\nFROM alpine\nENV a b\n",
  },
  "a check in another case": {
    before: "# check=error=true;skip=StageNameCasing,jsonArgsRecomended\nFROM alpine\n",
    fix: 'Write "JSONArgsRecommended"',
    after: "# check=error=true;skip=StageNameCasing,JSONArgsRecommended\nFROM alpine\n",
  },
  "an array with the quotes of a word processor": {
    before: "FROM a\nENTRYPOINT [ “node”, \\\n  # why\n  ‘server.js’, ]\n",
    fix: "Write it as JSON",
    after: 'FROM a\nENTRYPOINT [ "node", \\\n  # why\n  "server.js" ]\n',
  },
  "an array that lacks a comma and its bracket": {
    before: 'FROM a\nCMD ["node" "server.js"\n',
    fix: "Write it as JSON",
    after: 'FROM a\nCMD ["node", "server.js"]\n',
  },
  "an array without quotes, by the rule of the builder": {
    before: "FROM a\nCMD [node, server.js]\n",
    fix: "Write it in JSON form",
    after: 'FROM a\nCMD ["node", "server.js"]\n',
  },
  "a folder for all that follows": {
    before: "from a\nrun cd '/my app'\n",
    fix: 'Write "workdir /my app"',
    after: "from a\nworkdir /my app\n",
  },
  "variables for all that follows": {
    before: 'FROM a\nRUN export A=1 B="$A c"\n',
    fix: 'Write "ENV A=1 B="$A c""',
    after: 'FROM a\nENV A=1 B="$A c"\n',
  },
  "a virtual environment for all that follows": {
    before: "FROM a\nRUN source /venv/bin/activate\n",
    fix: 'Write "ENV PATH="/venv/bin:$PATH""',
    after: 'FROM a\nENV PATH="/venv/bin:$PATH"\n',
  },
  "a directive that comes too late": {
    before: "\uFEFF\r\n# syntax=docker/dockerfile:1\r\nFROM a\r\n",
    fix: "Move it to the top of the file",
    after: "\uFEFF# syntax=docker/dockerfile:1\r\n\r\nFROM a\r\n",
  },
  "a heredoc whose end is indented": {
    before: "FROM a\nRUN <<EOF\n  make\n  EOF \nRUN b\n",
    fix: "Remove the white space around EOF",
    after: "FROM a\nRUN <<EOF\n  make\nEOF\nRUN b\n",
  },
  "a name that is missing behind AS": {
    before:
      "FROM golang AS\nRUN go build\nFROM alpine\nCOPY --from=busybox /a /a\nCOPY --from=compiler /b /b\n",
    fix: 'Name the stage "compiler"',
    after:
      "FROM golang AS compiler\nRUN go build\nFROM alpine\nCOPY --from=busybox /a /a\nCOPY --from=compiler /b /b\n",
  },
  "a name of two words": {
    before: "FROM golang AS Build Stage\nRUN go build\nFROM build_stage\n",
    fix: 'Name the stage "build_stage"',
    after: "FROM golang AS build_stage\nRUN go build\nFROM build_stage\n",
  },
  "an index that was counted from 1": {
    before: "FROM a AS x\nFROM b\nCOPY --from=1 /a /a\n",
    fix: 'Use the stage before this one, "x"',
    after: "FROM a AS x\nFROM b\nCOPY --from=x /a /a\n",
  },
  "an argument with the default of the stage below": {
    before: "FROM node:${V}-alpine\nARG V=22\n",
    fix: 'Declare "ARG V=22"',
    after: "ARG V=22\nFROM node:${V}-alpine\nARG V=22\n",
  },
  "a variable that is nearly one of the stage": {
    before: "FROM a\nENV APP_HOME=/app\nWORKDIR ${APP_HOMe}/x\n",
    fix: 'Use "$APP_HOME"',
    after: "FROM a\nENV APP_HOME=/app\nWORKDIR ${APP_HOME}/x\n",
  },
  "the folder of a stage in place of all of it": {
    before:
      "FROM a AS base\nWORKDIR /src\nFROM base AS b\nWORKDIR app\nRUN make\nFROM a\nCOPY --from=b --chown=1 / /\n",
    fix: "Copy only /src/app, the working directory of the stage",
    after:
      "FROM a AS base\nWORKDIR /src\nFROM base AS b\nWORKDIR app\nRUN make\nFROM a\nCOPY --from=b --chown=1 /src/app /src/app\n",
  },
  "the folder of a stage, copied to another": {
    before: "FROM a AS b\nWORKDIR /src\nRUN make\nFROM a\nCOPY --from=b . ./bin/\n",
    fix: "Copy only /src, the working directory of the stage",
    after: "FROM a AS b\nWORKDIR /src\nRUN make\nFROM a\nCOPY --from=b /src ./bin/\n",
  },
  "a platform without effect, moved to where it has one": {
    before: "FROM php AS base\nFROM --platform=$BUILDPLATFORM base AS a\nRUN true\n",
    fix: 'Move the platform to the FROM of "base"',
    after: "FROM --platform=$BUILDPLATFORM php AS base\nFROM base AS a\nRUN true\n",
  },
  "a platform without effect, moved through a chain": {
    before: "FROM php AS a\nFROM a AS b\nFROM --platform=$BUILDPLATFORM b\n",
    fix: 'Move the platform to the FROM of "a"',
    after: "FROM --platform=$BUILDPLATFORM php AS a\nFROM a AS b\nFROM b\n",
  },
  "a platform without effect, where the base has one": {
    before: "FROM --platform=$BUILDPLATFORM php AS base\nFROM --platform=$BUILDPLATFORM base\n",
    fix: "Remove the platform",
    after: "FROM --platform=$BUILDPLATFORM php AS base\nFROM base\n",
  },
  "the CMD of the base, repeated": {
    before: 'FROM a AS base\nCMD ["a", \\\n  "b"]\nFROM base\n  entrypoint ["/e"]\nUSER 1\n',
    fix: "Repeat the CMD",
    after:
      'FROM a AS base\nCMD ["a", \\\n  "b"]\nFROM base\n  entrypoint ["/e"]\n  cmd ["a",   "b"]\nUSER 1\n',
  },
  "the CMD of the base, repeated where the ENTRYPOINT would not run it": {
    before: 'FROM a AS base\nONBUILD USER 1\nCMD ["a"]\nFROM base\nENTRYPOINT /e x\n',
    fix: "Repeat the CMD",
    after: 'FROM a AS base\nONBUILD USER 1\nCMD ["a"]\nFROM base\nENTRYPOINT ["/e", "x"]\nCMD ["a"]\n',
  },
  "a command that tells the shell to give way, in JSON form": {
    before: "FROM a\nENTRYPOINT exec /e x\n",
    fix: "Write it in JSON form",
    after: 'FROM a\nENTRYPOINT ["/e", "x"]\n',
  },
  "a command of the shell itself, in JSON form": {
    before: "FROM a\nCMD cd /app\n",
    fix: "Write it in JSON form",
    after: 'FROM a\nCMD ["/bin/sh", "-c", "cd /app"]\n',
  },
  "the mode of a file in its copy, for a stage without a shell": {
    before:
      'FROM golang AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /\n# run it\nRUN chmod a+x /app\nCMD ["/app"]\n',
    fix: "Set the mode in the COPY",
    after:
      'FROM golang AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build --chmod=755 /app /\n# run it\nCMD ["/app"]\n',
  },
  "another base image, which has a shell": {
    before: "FROM gcr.io/distroless/cc-debian12 AS base\nFROM base\nRUN mkdir /a\n",
    fix: "Use debian:bookworm-slim as the base image",
    after: "FROM debian:bookworm-slim AS base\nFROM base\nRUN mkdir /a\n",
  },
  "JSON form for a stage without a shell": {
    before: "FROM scratch\nHEALTHCHECK --interval=1s CMD /check 'a b'\n",
    fix: "Write it in JSON form",
    after: 'FROM scratch\nHEALTHCHECK --interval=1s CMD ["/check", "a b"]\n',
  },
  "JSON form where only a shell knows what to do": {
    before: "FROM scratch\nCMD /app --port $PORT\n",
    fix: "Write it in JSON form",
    after: { refused: "Only a shell can run this command." },
  },
  "the users of the stage that creates one": {
    before: "from alpine as build\nrun adduser -D app\nfrom scratch\ncopy --from=build /a /a\nuser app\n",
    fix: 'Copy the users and groups of "build"',
    after:
      "from alpine as build\nrun adduser -D app\nfrom scratch\ncopy --from=build /a /a\ncopy --from=build /etc/passwd /etc/group /etc/\nuser app\n",
  },
  "a user by a number": {
    before: "FROM scratch\nCOPY --chown=nobody:app a /a\n",
    fix: 'Write "--chown=65534:10001"',
    after: "FROM scratch\nCOPY --chown=65534:10001 a /a\n",
  },
  "the user of the Node.js image by its number": {
    before: "FROM node:22 AS base\nFROM base\nCOPY --link --chown=node:node a /a\n",
    fix: 'Write "--chown=1000:1000"',
    after: "FROM node:22 AS base\nFROM base\nCOPY --link --chown=1000:1000 a /a\n",
  },
  "a copy that is not linked": {
    before: "FROM alpine\nCOPY --link \\\n  --chown=app a /a\n",
    fix: "Remove --link",
    after: "FROM alpine\nCOPY \\\n  --chown=app a /a\n",
  },
  "a relative path of a stage, made absolute": {
    before: "FROM node AS a\nWORKDIR /app\nCOPY . .\nFROM a\nCOPY --from=a ./dist/ /x/\n",
    fix: 'Write "/app/dist/"',
    after: "FROM node AS a\nWORKDIR /app\nCOPY . .\nFROM a\nCOPY --from=a /app/dist/ /x/\n",
  },
  "a relative path in an array, made absolute": {
    before: 'FROM node AS a\nWORKDIR /app\nCOPY . .\nFROM a\nCOPY --from=a ["dist", "/x y/"]\n',
    fix: 'Write "/app/dist"',
    after: 'FROM node AS a\nWORKDIR /app\nCOPY . .\nFROM a\nCOPY --from=a ["/app/dist", "/x y/"]\n',
  },
  "packages of Python in a virtual environment that is copied": {
    before:
      'FROM python:3.9 AS b\nWORKDIR /app\n# all\nRUN pip install -r r.txt\nFROM python:3.9-slim\nWORKDIR /app\nCOPY --from=b /app .\nCMD ["python", "a.py"]\n',
    fix: "Install the packages in a virtual environment, /app/.venv",
    after:
      'FROM python:3.9 AS b\nWORKDIR /app\nRUN python -m venv /app/.venv\nENV PATH="/app/.venv/bin:$PATH"\n# all\nRUN pip install -r r.txt\nFROM python:3.9-slim\nWORKDIR /app\nCOPY --from=b /app .\nENV PATH="/app/.venv/bin:$PATH"\nCMD ["python", "a.py"]\n',
  },
  "packages of Python in a virtual environment of its own": {
    before:
      'from python:3.9 as b\nrun pip install -r r.txt\nfrom python:3.10-slim\ncopy --from=b /src /app/\ncmd ["python", "a.py"]\n',
    fix: "Install the packages in a virtual environment, /opt/venv",
    after:
      'from python:3.9 as b\nrun python -m venv /opt/venv\nenv PATH="/opt/venv/bin:$PATH"\nrun pip install -r r.txt\nfrom python:3.10-slim\ncopy --from=b /src /app/\ncopy --from=b /opt/venv /opt/venv\nenv PATH="/opt/venv/bin:$PATH"\ncmd ["python", "a.py"]\n',
  },
  "packages of Python in a second copy": {
    before:
      'FROM python:3.9 AS b\nRUN pip install -r r.txt\nFROM python:3.9-slim\nCOPY --from=b /src /app/\nCMD ["python", "a.py"]\n',
    fix: "Copy the packages",
    after:
      'FROM python:3.9 AS b\nRUN pip install -r r.txt\nFROM python:3.9-slim\nCOPY --from=b /src /app/\nCOPY --from=b /usr/local/lib/python3.9/site-packages /usr/local/lib/python3.9/site-packages\nCOPY --from=b /usr/local/bin /usr/local/bin\nCMD ["python", "a.py"]\n',
  },
  "packages of a user in a second copy": {
    before:
      'FROM python:3.9 AS b\nRUN pip install --user flask\nFROM python:3.9-slim\nCOPY --from=b /src /app/\nCMD ["python", "a.py"]\n',
    fix: "Copy the packages",
    after:
      'FROM python:3.9 AS b\nRUN pip install --user flask\nFROM python:3.9-slim\nCOPY --from=b /src /app/\nCOPY --from=b /root/.local /root/.local\nENV PATH="/root/.local/bin:$PATH"\nCMD ["python", "a.py"]\n',
  },
  "a program of npm in the stage that starts it": {
    before:
      'FROM node AS b\nRUN npm i -g serve@14 @nestjs/cli\nFROM node:22-slim\nCOPY --from=b /dist dist\nCMD ["serve", "dist"]\n',
    fix: "Install it in this stage, too",
    after:
      'FROM node AS b\nRUN npm i -g serve@14 @nestjs/cli\nFROM node:22-slim\nCOPY --from=b /dist dist\nRUN npm i -g serve@14\nCMD ["serve", "dist"]\n',
  },
  "a program that was compiled, in a second copy": {
    before:
      'FROM golang AS b\nRUN go install x.y/a/tool/v2@v2.1\nFROM alpine\nCOPY --from=b /etc/a /etc/a\nCMD ["tool"]\n',
    fix: "Copy the packages",
    after:
      'FROM golang AS b\nRUN go install x.y/a/tool/v2@v2.1\nFROM alpine\nCOPY --from=b /etc/a /etc/a\nCOPY --from=b /go/bin/tool /usr/local/bin/tool\nCMD ["tool"]\n',
  },
};
