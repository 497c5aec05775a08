/** What is said of files for a frontend other than the newest: marked Dockerfiles in which every rule is asked. */

export const FRONTEND_EXAMPLES: Record<string, string> = {
  "flags that are newer than the frontend": `# syntax=docker/dockerfile:1.7
FROM alpine
COPY --parents a b/
#    ^^^^^^^^^ UnsupportedByFrontend: unknown flag: parents
COPY --exclude=*.md c d
#    ^^^^^^^^^^^^^^ UnsupportedByFrontend: unknown flag: exclude
COPY --link e f
`,
  "the same in the labs channel": `# syntax=docker/dockerfile:1.7-labs
FROM alpine
COPY --parents --exclude=*.md a b/
`,
  "what is newer than the frontend and no flag": `# syntax=docker/dockerfile:1.1.3-experimental
ARG A B
#   ^^^ UnsupportedByFrontend: ARG requires exactly one argument
FROM alpine
RUN --mount=type=secret,id=a,env=A true
#                            ^^^^^ UnsupportedByFrontend: unexpected key 'env' in 'env=A'
COPY <<EOF /x
#    ^^^^^ UnsupportedByFrontend: unknown instruction: HELLO
# a comment
hello
EOF
ARG V=1
LABEL v=x\${V:?no}
#        ^^^^^^^^ UnsupportedByFrontend: failed to process "x\${V:?no}": unsupported modifier (?) in substitution
`,
  "what an old frontend takes for something else": `# syntax=docker/dockerfile:1.4
FROM alpine
ADD https://example.com/a.git /a
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ IgnoredByFrontend: docker/dockerfile:1.4 downloads this address, and does not clone the repository
ADD git@example.com:a.git /a
#   ^^^^^^^^^^^^^^^^^^^^^ IgnoredByFrontend: docker/dockerfile:1.4 takes this repository as a path in the build context
COPY --chmod=u+x a /a
#    ^^^^^^^^^^^ IgnoredByFrontend: docker/dockerfile:1.4 ignores a --chmod that is not an octal number
COPY --chmod=755 a /a
`,
  "a mount that the very first frontend with variables in mounts reads too early": `# syntax=docker/dockerfile:1.3.0
FROM alpine
RUN --mount=type=secret,id=a,required true
#                            ^^^^^^^^ UnsupportedByFrontend: unexpected key 'required' for mount type 'bind'
RUN --mount=type=secret,id=a,required=true true
`,
  "sources that nothing else needs in a stage that triggers their use": `# syntax=docker/dockerfile:1.10
FROM alpine AS tools
FROM alpine AS assets
FROM alpine AS base
COPY --from=assets /a /a
ONBUILD COPY --from=tools /a /b
#                   ^^^^^ UnsupportedByFrontend: cannot copy from stage "tools", it needs to be defined before current stage "final"
ONBUILD COPY --from=assets /a /c
ONBUILD COPY --from=0 /a /d
#                   ^ UnnamedStageReference: "0" refers to the stage "tools" by its index, which changes if you add a FROM above it
#                   ^ UnsupportedByFrontend: cannot copy from stage "0", it needs to be defined before current stage "final"
ONBUILD RUN --mount=from=nginx,target=/x true
#                        ^^^^^ UnsupportedByFrontend: cannot mount from stage "nginx" to "/x", stage needs to be defined before current command
ONBUILD RUN --mount=type=cache,target=/y true
#                   ^^^^^^^^^^ UnsupportedByFrontend: cannot mount from stage "scratch" to "/y", stage needs to be defined before current command
ONBUILD RUN --mount=target=/z true
FROM base AS final
`,
  "the same where it is empty": `# syntax=docker/dockerfile:1.6
FROM alpine AS tools
FROM alpine AS base
ONBUILD COPY --from=tools /a /b
#                   ^^^^^ IgnoredByFrontend: docker/dockerfile:1.6 does not build "tools" for a trigger instruction, and finds nothing in it
ONBUILD RUN --mount=from=nginx,target=/x true
#                        ^^^^^ IgnoredByFrontend: docker/dockerfile:1.6 does not build "nginx" for a trigger instruction, and finds nothing in it
ONBUILD RUN --mount=type=cache,target=/y true
FROM base AS final
`,
  "the same where the stage needs it all the same": `# syntax=docker/dockerfile:1.8
FROM alpine AS tools
FROM alpine AS assets
COPY --from=tools /a /a
FROM alpine AS base
ONBUILD COPY --from=tools /a /b
FROM base AS final
RUN --mount=from=assets,target=/x true
`,
  "trigger instructions that a frontend does not run": `# syntax=docker/dockerfile:1.11.0
FROM alpine AS base
ONBUILD RUN true
#<^^^^^^^ IgnoredByFrontend: docker/dockerfile:1.11.0 does not run the ONBUILD instructions of a stage
FROM base AS final
`,
  "trigger instructions that are no fault of an old frontend": `# syntax=docker/dockerfile:1.10
FROM alpine AS base
#<^^^^^^^^^^^^^^^^^^^ UnusedStage: No stage needs "base", so only a build with --target base builds it
ONBUILD COPY --from=nginx /a /b
FROM alpine AS final
`,
  "a directive below one that an old frontend does not know": `# syntax=docker/dockerfile:1.7
# check=error=true
#       ^^^^^^^^^^ CheckWithoutEffect: docker/dockerfile:1.7 has no checks, and reads this as a comment
# escape=\`
#<^^^^^^^^^^ IgnoredByFrontend: docker/dockerfile:1.7 does not read this directive, because # check= stands above it
FROM alpine
`,
  "names that the newest frontend does not look up": `# syntax=docker/dockerfile:1
FROM node:22 AS build
FROM node:22-slim
COPY --link --from=build --chown=node:node /app /app
#                        ^^^^^^^^^^^^^^^^^ InvalidLinkOwner: --chown=node:node: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
ADD --chown=0:wheel --link=true a /b
#   ^^^^^^^^^^^^^^^ InvalidLinkOwner: --chown=0:wheel: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
ARG OWNER
ARG USER_NAME=app
COPY --link --chown=$OWNER a /c
COPY --link --chown=$USER_NAME a /d
#           ^^^^^^^^^^^^^^^^^^ InvalidLinkOwner: --chown=app: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
COPY --link --chown=root:0 a /e
COPY --link=false --chown=node a /f
`,
  "names that an older one cannot look up": `# syntax=docker/dockerfile:1.27
FROM alpine
COPY --link --chown=app a /a
#           ^^^^^^^^^^^ LinkWithUserName: --chown=app: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
`,
  "the frontend of somebody else": `# syntax=example/frontend:1
#        ^^^^^^^^^^^^^^^^^^ ForeignFrontend: This file is not checked, because example/frontend:1 reads it and may accept what docker/dockerfile rejects
INCLUDE ./base
FROM base AS base
`,
};
