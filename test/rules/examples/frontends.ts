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
  "the frontend of somebody else": `# syntax=example/frontend:1
#        ^^^^^^^^^^^^^^^^^^ ForeignFrontend: This file is not checked, because example/frontend:1 reads it and may accept what docker/dockerfile rejects
INCLUDE ./base
FROM base AS base
`,
};
