/** Modifiers of variables, and arguments that a build has to give. */
import type { PublicCase } from "./case";

export const VALUES: Record<string, PublicCase> = {
  "a modifier that assigns": {
    dockerfile: `FROM gcr.io/distroless/static AS one
ARG commit
ENV COMMIT=\${commit:=none}
#          ^^^^^^^^^^^^^^^ InvalidExpansion: failed to process "\${commit:=none}": unsupported modifier (:=) in substitution
`,
  },
  "modifiers of other shells, of a variable without a value": {
    dockerfile: `FROM alpine
ARG V
LABEL v=\${V:1:5}
#       ^^^^^^^^ InvalidExpansion: failed to process "\${V:1:5}": unsupported modifier (:1) in substitution
ENV A=\${V:0} B=\${env:Path}
#     ^^^^^^ InvalidExpansion: failed to process "\${V:0}": unsupported modifier (:0) in substitution
WORKDIR /\${V:#p}
#       ^^^^^^^^ InvalidExpansion: failed to process "/\${V:#p}": unsupported modifier (:#) in substitution
USER \${V:%%p}
#    ^^^^^^^^ InvalidExpansion: failed to process "\${V:%%p}": unsupported modifier (:%) in substitution
COPY \${V@Q} /x
#    ^^^^^^ InvalidExpansion: failed to process "\${V@Q}": unsupported modifier (@) in substitution
`,
  },
  "modifiers of a variable with a value": {
    dockerfile: `FROM alpine
ARG V=v1
ENV A=\${V#v} B=\${V%1} C=\${V/v/w} D=\${V//1/2} E=\${V:-x} F=\${V:+x} G=\${V:?x}
`,
  },
  "a modifier in a modifier": {
    dockerfile: `FROM scratch
ARG V
ENV A=\${V:-\${V:0:2}}
#     ^^^^^^^^^^^^^^ InvalidExpansion: failed to process "\${V:-\${V:0:2}}": unsupported modifier (:0) in substitution
`,
  },
  "a modifier before the first FROM": {
    dockerfile: `ARG V=\${W:=3}
#   ^^^^^^^^^ InvalidExpansion: failed to process "\${W:=3}": unsupported modifier (:=) in substitution
FROM alpine:$V
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "an argument that asks to be given": {
    dockerfile: `ARG IMAGE="\${IMAGE:?give the image}"
FROM $IMAGE
RUN true
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "an argument that asks to be given, and is": {
    dockerfile: `ARG IMAGE="\${IMAGE:?give the image}"
FROM $IMAGE
RUN true
`,
    buildArgs: { IMAGE: "alpine" },
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "arguments that ask to be given, in parts of bases": {
    dockerfile: `ARG V="\${V:?which}"
ARG P=\${P:?}
FROM --platform=$P alpine:$V AS one
FROM alpine:$V
COPY --from=one /a /b
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "a name of an argument that asks, in another default": {
    dockerfile: `ARG A
ARG IMAGE="repo/\${A:?which}/image"
FROM $IMAGE
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "arguments that ask to be given in a stage": {
    dockerfile: `FROM alpine
ARG V=\${V:?which}
ENV A=\${V:?which}
LABEL b=\${V:?which}
`,
  },
  "what no image can have": {
    dockerfile: `FROM alpine
ENV A=\${1:?first}
#     ^^^^^^^^^^^ InvalidExpansion: failed to process "\${1:?first}": 1: first
#     ^^^^^^^^^^^ UndefinedVar: Usage of undefined variable '$1'
`,
  },
  "empty defaults": {
    dockerfile: `ARG ARCH=
ARG X=""
FROM --platform=linux/$ARCH alpine AS one
FROM alpine:$X
#    ^^^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG alpine:$X results in empty or invalid base image name
ARG P=
EXPOSE \${P}/tcp
COPY --from=one /a /b
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "a variable that nobody declares beside one that is given": {
    dockerfile: `ARG U
FROM $U/base:$TAG
#    ^^^^^^^^^^^^ InvalidImageReference: failed to parse stage name "/base:": invalid reference format
#    ^^^^^^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG $U/base:$TAG results in empty or invalid base image name
#             ^^^ UndefinedArgInFrom: FROM argument 'TAG' is not declared
`,
    fixed: `ARG U
ARG TAG
FROM $U/base:$TAG
`,
    differsIn: { "last stage": "arguments before the first FROM come first", tabs: "a space is written" },
  },
  "an argument that a stage has to declare again": {
    dockerfile: `ARG G=g
FROM alpine AS one
ARG S=s
FROM one
RUN echo "\${G}" "\${S}"
#         ^^^^ ArgNotInScope: $G is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG G
`,
    fixed: `ARG G=g
FROM alpine AS one
ARG S=s
FROM one
ARG G
RUN echo "\${G}" "\${S}"
`,
    differsIn: { "last stage": "arguments before the first FROM come first", tabs: "a space is written" },
  },
  "a build argument that nobody declares": {
    dockerfile: `FROM alpine
#<^^^^^^^^^^^ UndeclaredBuildArgument: No ARG declares the build argument "VERSON", so its value is not used (did you mean VERSION?)
ARG VERSION
RUN echo $VERSION
`,
    fixed: `FROM alpine
ARG VERSON
ARG VERSION
RUN echo $VERSION
`,
    buildArgs: { VERSON: "1" },
    differsIn: { tabs: "a space is written", "first stage": "the last stage has no such argument" },
  },
  "an ARG of a base stage that the image may hide": {
    dockerfile: `FROM node AS one
ARG MODE=9 PORT=http SIGNAL=none HOME_DIR=app
FROM one
COPY --chmod=$MODE a b
EXPOSE $PORT
STOPSIGNAL $SIGNAL
WORKDIR $HOME_DIR
ENV NEXT=$MODE
COPY --chmod=$NEXT a b
`,
    differsIn: { ONBUILD: "an ARG that is held back is set in the stage itself" },
  },
  "the same of a system, which sets none of these": {
    dockerfile: `FROM debian AS one
ARG MODE=9 PORT=http LANG=8
FROM one
COPY --chmod=$MODE a b
#    ^^^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '9'. it should be octal string and between 0 and 07777
COPY --chmod=$LANG a b
EXPOSE $PORT
#      ^^^^^ InvalidPort: invalid containerPort: http
`,
    differsIn: { ONBUILD: "an ARG that is held back is set in the stage itself" },
  },
  "the same, where the stage declares it again": {
    dockerfile: `ARG MODE=9
FROM node AS one
ARG MODE
FROM one
ARG MODE
COPY --chmod=$MODE a b
#    ^^^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '9'. it should be octal string and between 0 and 07777
`,
    differsIn: { "last stage": "arguments before the first FROM come first" },
  },
  "the same, in the stage that declares it, and where there is no image": {
    dockerfile: `FROM node AS one
ARG MODE=9
COPY --chmod=$MODE a b
#    ^^^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '9'. it should be octal string and between 0 and 07777
FROM scratch AS two
ARG MODE=9
FROM two
COPY --chmod=$MODE a b
#    ^^^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '9'. it should be octal string and between 0 and 07777
COPY --from=one a b
`,
  },
};
