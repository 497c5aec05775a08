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
