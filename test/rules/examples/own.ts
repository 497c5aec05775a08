/** What our own rules say: marked Dockerfiles in which every rule is asked, the builder's too. */
import { EFFECT_EXAMPLES } from "./effects";

export const OWN_EXAMPLES: Record<string, string> = {
  ...EFFECT_EXAMPLES,
  "a stage that nothing reaches": `FROM alpine
#<^^^^^^^^^^^ UnusedStage: No build needs this stage: it has no name, and no stage that is built needs it
FROM golang AS builder
#<^^^^^^^^^^^^^^^^^^^^^^ UnusedStage: No stage needs "builder", so only a build with --target builder builds it
RUN go build
FROM alpine AS dev
FROM alpine AS test
`,
  "a chain of steps that is left out": `FROM node AS deps
#<^^^^^^^^^^^^^^^^^ UnusedStage: No stage needs "deps", so only a build with --target deps builds it
FROM deps AS build
#<^^^^^^^^^^^^^^^^^^ UnusedStage: No stage needs "build", so only a build with --target build builds it
FROM nginx AS web
`,
  "stages that are targets: several that nothing needs": `FROM node AS deps
FROM node AS build
FROM nginx AS web
`,
  "stages that are targets: beside one that runs something": `FROM golang AS builder
RUN go build
FROM alpine AS dev
CMD ["sh"]
FROM alpine AS test
`,
  "a stage that is a target: it runs something": `FROM node AS base
CMD ["node"]
FROM nginx AS web
`,
  "a stage that is a target: the file says so": `# docker build --target builder .
FROM golang AS builder
FROM nginx AS web
`,
  "stages that are targets: one without a name is not": `FROM golang
#<^^^^^^^^^^^ UnusedStage: No build needs this stage: it has no name, and no stage that is built needs it
FROM alpine AS dev
FROM alpine AS test
`,
  "a stage that a variable may mean": `ARG KIND=full
FROM alpine AS base
FROM base AS common
FROM common-\${KIND}
`,
  "a stage that is meant by its index": `FROM alpine
FROM alpine AS tools
FROM alpine
COPY --from=0 /a /a
#           ^ UnnamedStageReference: "0" refers to a stage by its index, which changes if you add a FROM above it
COPY --from=1 /b /b
#           ^ UnnamedStageReference: "1" refers to the stage "tools" by its index, which changes if you add a FROM above it
ONBUILD COPY --from=+1 /b /b
#                   ^^ UnnamedStageReference: "+1" refers to the stage "tools" by its index, which changes if you add a FROM above it
COPY --from=alpine /c /c
`,
  "an index that counts images behind the stages": `FROM alpine AS a
COPY --from=nginx /a /b
RUN --mount=type=cache,target=/c ls
FROM alpine
COPY --from=2 /a /b
#           ^ ImplicitStageIndex: No stage of this file has the index 2. It refers to "nginx" because of another instruction, and changes if you add a stage or an image
COPY --from=3 /a /b
#           ^ ImplicitStageIndex: No stage of this file has the index 3. It refers to "scratch" because of another instruction, and changes if you add a stage or an image
`,
  "names that are nearly those of stages": `FROM alpine AS builder
FROM alpine AS base1
FROM alpine AS deps
FROM biulder AS other
#    ^^^^^^^ LikelyStageTypo: "biulder" is not a stage, so the builder uses an image with this name (did you mean builder?)
FROM alpine
COPY --from=Bulder /a /a
#           ^^^^^^ InvalidImageReference: failed to parse stage name "Bulder": invalid reference format: repository name (library/Bulder) must be lowercase
#           ^^^^^^ LikelyStageTypo: "Bulder" is not a stage, so the builder uses an image with this name (did you mean builder?)
COPY --from=base2 /a /b
COPY --from=dep /a /c
COPY --from=base1 /a /d
RUN --mount=from=depz,target=/x true
#                ^^^^ LikelyStageTypo: "depz" is not a stage, so the builder uses an image with this name (did you mean deps?)
RUN --mount=from=desp,target=/x true
#                ^^^^ LikelyStageTypo: "desp" is not a stage, so the builder uses an image with this name (did you mean deps?)
COPY --from=pdes /a /e
RUN --mount=from=builder,target=/x --mount=from=company/biulder,target=/y --mount=from=deps,target=/z true
`,
  "bases that are images of nearly that name": `FROM alpine AS golangs
FROM golang
COPY --from=golangs /a /a
`,
  "what a stage has from its base": `FROM alpine AS base
FROM base AS other
COPY --from=base /a /b
#           ^^^^ CopyFromOwnBase: This stage is based on "base" and already has its files, at the same paths
FROM other
COPY --from=base /a /b
`,
  "all of a stage": `FROM alpine AS build
RUN make
FROM alpine AS plain
COPY a /a
FROM scratch AS files
COPY a /a
FROM scratch AS squashed
COPY --from=build / /
FROM alpine
COPY --from=build / /
#                 ^ CopyWholeStage: This copies all files of "build", including its operating system and tools
COPY --from=build /a . .
#                    ^ CopyWholeStage: This copies all files of "build", including its operating system and tools
COPY --from=files / /
COPY --from=plain / /
COPY --from=squashed / /
`,
  "a stage that does not have it": `FROM scratch AS files
WORKDIR /srv
COPY a b ./data/
ADD c /etc/c
FROM scratch AS unknown
ARG WHERE
COPY a \${WHERE}
FROM scratch AS run
RUN ["/x"]
FROM alpine
COPY --from=files /srv/data/a /etc/c /srv /etc /
COPY --from=files /usr /srv/date /srv/data/*.x /s* /
#                 ^^^^ CopyFromEmptyStage: No instruction of "files", which starts from an empty image, creates /usr
#                      ^^^^^^^^^ CopyFromEmptyStage: No instruction of "files", which starts from an empty image, creates /srv/date
COPY --from=unknown /a /b
COPY --from=run /a /b
`,
  "compilers in what runs": `FROM golang:1.26 AS tools
FROM golang:1.26-alpine
#    ^^^^^^^^^^^^^^^^^^ BuildToolsInFinalStage: The final stage is based on golang:1.26-alpine, which contains compilers, although it copies from "tools"
COPY --from=tools /go/bin/x /bin/x
RUN apk add --no-cache git gcc=13 && go build ./...
#<^^^ BuildToolsInFinalStage: The final stage installs gcc=13 and keeps it, although it copies from "tools"
CMD ["/bin/x"]
`,
  "compilers that are gone again, or are the point": `FROM golang AS tools
FROM debian AS test
COPY --from=tools /go/bin/x /bin/x
RUN apt-get install -y gcc && make && apt-get purge -y gcc
CMD ["make"]
FROM golang
COPY --from=tools /go/bin/lint /bin/lint
ENTRYPOINT ["/bin/lint"]
`,
  "secrets that are copied and written": `FROM node:20 AS build
ARG NPM_TOKEN
#   ^^^^^^^^^ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG "NPM_TOKEN")
COPY .npmrc package.json ./
#    ^^^^^^ SecretInIntermediateStage: .npmrc is stored in a layer of this stage, and in every cache of that layer
RUN echo "token=\${NPM_TOKEN}" >> ~/.tokens
#<^^^ SecretInIntermediateStage: The value of $NPM_TOKEN that is written here is stored in a layer of this stage, and in every cache of that layer
RUN echo "$NPM_TOKEN" > x && npm ci && rm x
RUN npm ci > /dev/null && rm ./.npmrc
COPY keys/id_rsa /root/.ssh/
#    ^^^^^^^^^^^ SecretInIntermediateStage: keys/id_rsa is stored in a layer of this stage, and in every cache of that layer
FROM scratch
COPY .npmrc id_rsa.pub /
COPY --from=build /root/.netrc /out /
`,
  "a program and what builds it in one image": `FROM golang:1.26
#    ^^^^^^^^^^^ MultiStageOpportunity: The image contains all of golang:1.26, which "go build" needs but the program does not
COPY . .
RUN go build -o /app
CMD ["/app"]
`,
  "a name that a later stage takes over": `FROM alpine AS tools
#              ^^^^^ StageOrder: "tools" refers to a later stage, so you can refer to this stage only by its index, --from=0
FROM alpine AS tools
#              ^^^^^ DuplicateStageName: Duplicate stage name "tools", stage names should be unique
FROM alpine
COPY --from=0 /a /a
#           ^ UnnamedStageReference: "0" refers to the stage "tools" by its index, which changes if you add a FROM above it
COPY --from=tools /b /b
`,
  "arguments of other scopes": `ARG VERSION=1
ARG NODE_VERSION=20
FROM node:\${NODE_VERSION} AS node
RUN echo $NODE_VERSION \${VERSION}
#                      ^^^^^^^^^^ ArgNotInScope: $VERSION is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG VERSION
RUN echo $VERSION
FROM debian
RUN VERSION=2; echo $VERSION; . /etc/os-release && echo $ID
RUN echo '$VERSION' \\$VERSION \${VERSION:-3}
COPY a-$TARGETARCH b
#      ^^^^^^^^^^^ ArgNotInScope: $TARGETARCH is empty here: a stage can use a predefined argument only if it declares it with ARG TARGETARCH
ARG VERSION
RUN echo $VERSION $NODE_VERSION
#                 ^^^^^^^^^^^^^ ArgNotInScope: $NODE_VERSION is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG NODE_VERSION
RUN <<EOF
echo $TARGETOS
#    ^^^^^^^^^ ArgNotInScope: $TARGETOS is empty here: a stage can use a predefined argument only if it declares it with ARG TARGETOS
EOF
COPY --from=node /a /b
`,
  "arguments that the image of a stage sets": `ARG ROS_DISTRO=humble
ARG PY_TAG=3
ARG POSTGRES_USER=x
ARG APP=1
FROM ros:$ROS_DISTRO AS a
RUN ls /opt/ros/$ROS_DISTRO
FROM a AS b
RUN ls /opt/ros/$ROS_DISTRO \${APP%.*}
#                           ^^^^^^^^^ ArgNotInScope: $APP is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG APP
FROM registry.example.com/python:\${PY_TAG}-slim AS c
COPY \${PY_TAG} /\${APP}/x\${APP}
#               ^^^^^^ ArgNotInScope: $APP is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG APP
FROM postgres:17 AS d
RUN echo "$POSTGRES_USER"
FROM alpine:$PY_TAG
RUN echo $PY_TAG
#        ^^^^^^^ ArgNotInScope: $PY_TAG is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG PY_TAG
`,
  "the text of a heredoc within a heredoc": `ARG API_URL=x
ARG USED=x
FROM alpine
RUN <<EOT
cat > f <<'EOF'
$API_URL
EOF
cat <<-"END" > g; echo 1
	$API_URL
	END
EOT
RUN <<EOT
cat > f <<EOF
$USED \\$API_URL
#<^^^^^ ArgNotInScope: $USED is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG USED
EOF
EOT
`,
  "arguments in everything that a build runs": `# escape=\`
ARG A=1
ARG B=1
ARG C=1
ARG D=1
ARG E=1
ARG TOKEN=1
FROM alpine AS one
RUN cat <<EOF > /f && tr a b <<'Q' > /g
a=\${A} \\$B
# ^^^^ ArgNotInScope: $A is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG A
EOF
$C
Q
COPY <<-EOF /f
	x
		b=$B.
#   ^^ ArgNotInScope: $B is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG B
	EOF
RUN ["sh", "-c", "echo $C"]
#                      ^^ ArgNotInScope: $C is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG C
RUN --mount=type=secret,id=t,env=TOKEN echo $TOKEN
CMD ["sh", "-c", "echo $E"]
FROM python AS two
SHELL ["python", "-c"]
RUN print("$A")
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo \${#D}
#        ^^^^^ ArgNotInScope: $D is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG D
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS three
RUN echo %A% $env:B \`
#         ^ ArgNotInScope: $A is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG A
#                 ^ ArgNotInScope: $B is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG B
  %A%
FROM one
ONBUILD ARG E
ONBUILD RUN echo $D $E
#                ^^ ArgNotInScope: $D is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG D
COPY --from=two /a /a
COPY --from=three /a /a
`,
  "an instruction whose line does not go on": `FROM alpine
RUN apk update
  && apk add git
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
# ^^ UnknownInstruction: unknown instruction: &&
  || true
# ^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
# ^^ UnknownInstruction: unknown instruction: ||
ENV A=1
-x
#<^^ UnknownInstruction: unknown instruction: -x
`,
  "an escape character too many": `FROM debian AS base
FROM base AS deps
RUN apt-get install -y \\
    git \\
#       ^ StrayEscape: The FROM below is read as part of this RUN and not as an instruction, because the \\ here continues the line

FROM deps AS test
#<^^^^^^^^^^^^^^^^^ NoEmptyContinuation: Empty continuation line
RUN yum install a && \\
#                    ^ StrayEscape: The ADD below is read as part of this RUN and not as an instruction, because the \\ here continues the line
# a comment
ADD x /y
HEALTHCHECK --interval=5s \\
  CMD check
ONBUILD \\
  RUN true
RUN psql -c "SELECT a, b \\
FROM x AS y"
RUN useradd \\
  user app
`,
  "an escape character too many in lower case": `from alpine as base
run apk add git \\
#               ^ StrayEscape: The copy below is read as part of this run and not as an instruction, because the \\ here continues the line
copy a b
run a && \\
copy a b
`,
  "Windows paths that end like a line that goes on": `FROM alpine AS base
COPY test.txt c:\\
#               ^ StrayEscape: The RUN below is read as part of this COPY and not as an instruction, because the \\ here continues the line
RUN dir c:\\
#         ^ StrayEscape: The FROM below is read as part of this COPY and not as an instruction, because the \\ here continues the line
FROM scratch
COPY --from=base /x /x
#           ^^^^ CircularStageDependency: circular dependency detected on stage: base
`,
  "comments of the shell in lines that go on": `FROM alpine
RUN set -e; \\
  echo a; # note \\
#         ^^^^^^ CommentInContinuedLine: The shell ignores the rest of this instruction: the lines are joined, and the comment ends where they end
  echo "b # c" '# d' e#f $# \\
  # a line of its own
  && echo b
RUN echo a # note \\
  # nothing below
`,
  "escape characters of other files and shells": `FROM alpine
RUN foo \`
#       ^ MisplacedEscape: \` does not continue this line: the escape character of this file is \\
  bar ^
# ^^^ UnknownInstruction: unknown instruction: bar (did you mean arg?)
#     ^ MisplacedEscape: ^ does not continue this line: the escape character of this file is \\
  && baz
# ^^ UnknownInstruction: unknown instruction: &&
`,
  "escape characters that are not last": `FROM alpine AS a
RUN apk add a \\ &&
#             ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    apk add b \\ # why
#   ^^^ UnknownInstruction: unknown instruction: apk (did you mean add?)
#             ^ MisplacedEscape: \\ does not continue this line, because it is not the last character
    rm x
#   ^^ UnknownInstruction: unknown instruction: rm (did you mean arg?)
`,
  "lost continuations of all kinds": `FROM alpine AS a
RUN
 apt-get update
#^^^^^^^ UnknownInstruction: unknown instruction: apt-get
#^^^^^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
 git clone x
#^^^ UnknownInstruction: unknown instruction: git
#^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
ENV A=1
 B=2
#^^^ UnknownInstruction: unknown instruction: B=2
#^^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
COPY a
#    ^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
 /x /y
#^^ UnknownInstruction: unknown instruction: /x
#^^ MissingContinuation: This line continues the instruction above, whose line does not end with \\
RUN true
RNU true
#<^^^ UnknownInstruction: unknown instruction: RNU (did you mean ENV?)
INCLUDE a b
#<^^^^^^^ UnknownInstruction: unknown instruction: INCLUDE
`,
  "text behind an array": `FROM alpine AS a
RUN ["a"] && b
#         ^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
RUN [ "$X" ] && b
VOLUME ["/a"] # b
#             ^^^ TextAfterArray: The text after the ] makes these words paths, with the brackets and quotes
HEALTHCHECK CMD ["a"] # x
#                     ^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
CMD ["a", "b"] ["c"]
#   ^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#              ^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
FROM alpine AS b
ENTRYPOINT ["a"]; echo
#          ^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
#               ^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
SHELL ["a"] # x
#     ^^^^^^^^^ InvalidArguments: SHELL requires the arguments to be in JSON form
#           ^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
  "comments behind instructions": `ARG A=1 # valid: 1, 2
#       ^^^^^^^^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ARG
FROM alpine AS a # base
#<^^^^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
#                ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the FROM
WORKDIR /app # home
#            ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the WORKDIR
USER app #me
#        ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the USER
VOLUME /data # n
#            ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the VOLUME
ENV B one # n
#   ^^^^^^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
#         ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
ENV B=1 # n
#       ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#       ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ENV
LABEL a=b # n
#         ^ InvalidArguments: Syntax error - can't find = in "#". Must be of the form: name=value
#         ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the LABEL
EXPOSE 80 # http
#         ^ InvalidPort: invalid containerPort: #
#         ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the EXPOSE
STOPSIGNAL SIGTERM # x
#          ^^^^^^^^^^^ InvalidSignal: invalid signal: SIGTERM # x
#                  ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the STOPSIGNAL
HEALTHCHECK NONE # x
#           ^^^^^^^^ InvalidHealthcheck: HEALTHCHECK NONE takes no arguments
#                ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the HEALTHCHECK
ONBUILD COPY a b # n
#                ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ONBUILD
COPY a \\
  b /c # both
#      ^^^^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the COPY
ADD a b # n
#       ^^^ TrailingComment: A comment starts only at the beginning of a line: the builder reads this as part of the ADD
`,
  "a # that is none of a comment": `FROM alpine
ENV COLOR="#fff" TEXT="a # b" URL=x#y
ENV OTHER='a # b'
COPY #a a#b /c/
RUN a # b
ONBUILD RUN a # b
HEALTHCHECK CMD a # b
LABEL color=#fff
ARG X="a # b"
WORKDIR /#
`,
  "names that no shell has": `FROM alpine
ARG VERSI-ON=1
ENV A=$VERSION
ENV "$VER"SION 1
#   ^^^^^^^^^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
`,
  "ways to write --from": `FROM alpine AS build
FROM alpine
COPY - from=build /a /a
#    ^^^^^^^ MisspelledFromFlag: "- from=" is not --from=, so the builder reads it as files to copy
COPY -from=build /a /b
#    ^^^^^^ MisspelledFromFlag: "-from=" is not --from=, so the builder reads it as files to copy
COPY –from=build /a /c
#    ^^^^^^ MisspelledFromFlag: "–from=" is not --from=, so the builder reads it as files to copy
COPY --form=build /a /d
#    ^^^^^^^ MisspelledFromFlag: "--form=" is not --from=, so the builder rejects it
#    ^^^^^^^^^^^^ UnknownFlag: unknown flag: --form (did you mean from?)
COPY from=build /a /e
#    ^^^^^ MisspelledFromFlag: "from=" is not --from=, so the builder reads it as files to copy
COPY --from build /a /f
#    ^^^^^^^ MisspelledFromFlag: "--from " is not --from=, so the builder rejects it
#    ^^^^^^ InvalidFlag: missing a value on flag: --from
COPY --from:build /a /g
#    ^^^^^^^ MisspelledFromFlag: "--from:" is not --from=, so the builder rejects it
#    ^^^^^^^^^^^^ UnknownFlag: unknown flag: --from:build
COPY --from=build from=x /g
COPY a- from-x /h
`,
  "arrays that are nearly JSON": `FROM node
CMD ['node', 'server.js']
#   ^^^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#   ^^^^^^^^^^^^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the brackets and quotes
ONBUILD RUN [“npm”, “ci”]
#           ^^^^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the brackets and quotes
RUN ["npm" "ci"]
#   ^^^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the brackets and quotes
RUN ["npm", "ci",]
#   ^^^^^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the brackets and quotes
COPY ['a', 'c']
#    ^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the builder reads the brackets and quotes as parts of paths
RUN [ -f x ]
RUN [ "$A" = "b" ]
RUN [ -n "$A" ] && [ 'a' ]
RUN [ 'a' ]
RUN ["npm", "ci"]
RUN [[ a, b ]]
RUN echo [a, b]
`,
  "arrays without their brackets": `FROM node AS a
ENTRYPOINT "npm", 'start'
#          ^^^^^^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the commas
#          ^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
ONBUILD CMD "a", "b"]
#           ^^^^^^^^^ MisspelledJsonForm: This is not valid JSON, so the shell runs it as a command, with the commas
FROM node
RUN "a", "b"
ONBUILD CMD "a" "b"
COPY --from=a "a", "b" /c/
CMD exec "a", "b"
#   ^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
`,
  "what ends with its RUN": `FROM python
RUN cd /app
#   ^^^^^^^ RunWithoutEffect: The effect of "cd" ends with this RUN instruction
RUN export A=1 && umask 022
#   ^^^^^^^^^^^^^^^^^^^^^^^ RunWithoutEffect: The effect of "export" ends with this RUN instruction
RUN . /venv/bin/activate
#   ^^^^^^^^^^^^^^^^^^^^ RunWithoutEffect: The effect of "." ends with this RUN instruction
RUN source ~/.bashrc
#   ^^^^^^^^^^^^^^^^ RunWithoutEffect: The effect of "source" ends with this RUN instruction
RUN cd /app && make
RUN . ./install.sh
RUN export A=$(make)
RUN export > /environment
RUN ["cd", "/app"]
RUN <<EOF
cd /app
EOF
RUN --mount=target=/x cd /app
#                     ^^^^^^^ RunWithoutEffect: The effect of "cd" ends with this RUN instruction
`,
  "directives that come too late": `# The first line
# syntax=docker/dockerfile:1
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^ LateDirective: This is only a comment: the builder does not read a directive here

# Escape = \`
#<^^^^^^^^^^^^ LateDirective: This is only a comment: the builder does not read a directive here
# check=skip=StageNameCasing
# escape the rain
FROM alpine
# syntax=docker/dockerfile:1
RUN true
`,
  "a directive that stands at the top as well": `# syntax=docker/dockerfile:1

# syntax=docker/dockerfile:1
FROM alpine
`,
  "a stage that a misspelled line may need": `FROM alpine AS build
FROM alpine
COPY --from biuld /a /a
#    ^^^^^^ InvalidFlag: missing a value on flag: --from
#    ^^^^^^^ MisspelledFromFlag: "--from " is not --from=, so the builder rejects it
`,
  "a stage that counts itself": `FROM alpine AS build
FROM alpine
COPY --from=1 /a /a
#           ^ CircularStageDependency: circular dependency detected on stage: stage-1
`,
  "spaces that the builder does not read as such": `FROM alpine AS build
FROM alpine
COPY --from=build\u00a0/a /b
#                ^ WideSpaceInFlag: U+00A0 (no-break space) is part of the flag here: the builder does not read it as a space
#           ^^^^^^ InvalidImageReference: failed to parse stage name "buildÂ": invalid reference format: repository name (library/buildÂ) must be lowercase
COPY --chmod=755\u0085 \u00a0--link\u00a0/a /b
#    ^^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '755Â'. it should be octal string and between 0 and 07777
#               ^ WideSpaceInFlag: U+0085 (a special space) is part of the flag here: the builder does not read it as a space
COPY --chown=a\u200bb /a\u00a0 /b
#             ^ WideSpaceInFlag: U+200B (zero-width space) is part of the flag here: the builder does not read it as a space
`,
  "variables that are nearly, but on purpose, those of the stage": `FROM alpine
ENV https_proxy=\${https_proxy}
ENV http_proxy=\${http_proxy}
ENV CPATH="\${CPATH}:/x" PATH=$PATH:/y
ENV LD_LIBRARY_PATHS=\${LD_LIBRARY_PATHS} LD_LIBRARY_PATH=\${LD_LIBRARY_PATH}
ENV HTTP_PORT=80
EXPOSE $HTTPS_PORT
LABEL a=$CFLAGS b=$HTTP_PROT
#                  ^^^^^^^^^ LikelyVariableTypo: This stage does not set $HTTP_PROT (did you mean $HTTP_PORT?)
ENV CXFLAGS=1
`,
  "variables that are nearly those of the stage": `FROM alpine AS base
ENV APP_HOME=/app V1=1
FROM base AS user
ARG TARGET_DIR
WORKDIR $APP_HOMe
#        ^^^^^^^^ LikelyVariableTypo: This stage does not set $APP_HOMe (did you mean $APP_HOME?)
COPY a \${TAGRET_DIR}/b
#        ^^^^^^^^^^ LikelyVariableTypo: This stage does not set $TAGRET_DIR (did you mean $TARGET_DIR?)
COPY ["$APP_HOMe", "b"]
COPY $V2 \${APP_HOMES:-x} $APP_PORT \\$APP_HOMe /c/
ENV APP_HOMES=1
WORKDIR $APP_HOMES
FROM scratch
ENV APP_HOME=/app
COPY --from=user $APP_HOMe /x
#                ^^^^^^^^^ UndefinedVar: Usage of undefined variable '$APP_HOMe' (did you mean $APP_HOME?)
`,
  "checks that a comment below another one turns off": `# why this is off
# check=skip=JSONArgsRecommended
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: This has no effect: JSONArgsRecommended is never reported for FROM
FROM alpine
CMD echo hi
#   ^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
`,
  "the same below a blank line, for all": `
# check=skip=all
# ^^^^^^^^^^^^^^ CheckWithoutEffect: This applies only to the next instruction, because it is not at the top of the file
FROM alpine
MAINTAINER a
#<^^^^^^^^^^ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label
`,
  "checks behind a space": `# check=skip=StageNameCasing, MaintainerDeprecated
#                            ^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder reads # check= only up to the first space
FROM alpine AS Base
MAINTAINER a
#<^^^^^^^^^^ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label
# check=skip=LegacyKeyValueFormat SecretsUsedInArgOrEnv
#                                ^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder reads # check= only up to the first space
ENV TOKEN a
#   ^^^^^ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV "TOKEN")
`,
  "checks with other names": `# check=skip=JsonArgsRecommended,stage-name-casing,DL3006,MaintainerDeprecated,SomethingElse
#            ^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder has no check "JsonArgsRecommended"
#                                ^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder has no check "stage-name-casing"
#                                                  ^^^^^^ CheckWithoutEffect: The builder has no check "DL3006"
FROM alpine
MAINTAINER a
`,
  "checks of our own with other names": `# check=skip=UnusedStag,unused-stage,CopyWholeStage,copyFromOwnBase,InvalidChmod,UnusedThing
#            ^^^^^^^^^^ CheckWithoutEffect: There is no rule "UnusedStag" (did you mean UnusedStage?)
#                       ^^^^^^^^^^^^ CheckWithoutEffect: There is no rule "unused-stage" (did you mean UnusedStage?)
#                                                   ^^^^^^^^^^^^^^^ CheckWithoutEffect: There is no rule "copyFromOwnBase" (did you mean CopyFromOwnBase?)
#                                                                   ^^^^^^^^^^^^ CheckWithoutEffect: This has no effect: InvalidChmod is an error, and only a setting turns it off
FROM alpine
# check=skip=TrailingComments
#            ^^^^^^^^^^^^^^^^ CheckWithoutEffect: There is no rule "TrailingComments" (did you mean TrailingComment?)
USER a
# check=skip=TrailingComment, UnusedStage
#                            ^^^^^^^^^^^^ CheckWithoutEffect: The builder reads # check= only up to the first space
USER b
`,
  "comments that the builder does not read": `# checks: skip=FromAsCasing
# ^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: This is only a comment: the builder reads # check=
FROM alpine
  # check=skip=UndefinedVar
#   ^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder does not read this, because white space stands before the #
USER a
# check=skip=DuplicateStageName
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: This has no effect: DuplicateStageName can be turned off only for the whole file
USER b
# check=skips=UndefinedVar
#       ^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder cannot read these options, and ignores them
USER c
# check=skip=UndefinedVar
# check=skip=WorkdirRelativePath
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: The builder reads only the first # check= comment above an instruction
WORKDIR /a
# check=skip=WorkdirRelativePath;error=true
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: error= has an effect only in the first lines of the file
WORKDIR /b
# check=skip=UndefinedVar
# ^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: This has no effect, because no instruction follows it
`,
  "comments that the builder reads, and others": `# check=skip=StageNameCasing;error=false
# What it is for
FROM alpine AS base
# check=skip=UndefinedVar # nothing is there
USER $a
# check=skip=TrailingComment,JSONArgsRecommended
CMD echo # hi
# check error logs, skip=all of them
# check: the skip list
# checksum error=1
# checking=skip=1
# checkov:skip=CKV_DOCKER_2
USER a
`,
  "comments that an older frontend does not read": `# syntax=docker/dockerfile:1.20
FROM alpine
# check=skip=JSONArgsRecommended
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CheckWithoutEffect: docker/dockerfile:1.20 reads # check= only in the first lines of the file
CMD echo
#   ^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
`,
  "a directive that a frontend without checks does not read": `# syntax=docker/dockerfile:1.7
# check=error=true
#       ^^^^^^^^^^ CheckWithoutEffect: docker/dockerfile:1.7 has no checks, and reads this as a comment
FROM alpine
`,
};
