/** Files that name a frontend: an older one, or one of somebody else. */
import type { PublicCase } from "./case";

export const FRONTENDS: Record<string, PublicCase> = {
  "flags that came later": {
    dockerfile: `# syntax=docker/dockerfile:1.7
FROM alpine
COPY --parents a b/
#    ^^^^^^^^^ UnsupportedByFrontend: unknown flag: parents
COPY --exclude=*.md c d
#    ^^^^^^^^^^^^^^ UnsupportedByFrontend: unknown flag: exclude
`,
    fixed: `# syntax=docker/dockerfile:1.20
FROM alpine
COPY --parents a b/
COPY --exclude=*.md c d
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "an option of a mount that came later": {
    dockerfile: `# syntax=docker/dockerfile:1.2
FROM alpine
RUN --mount=type=secret,id=a,env=A true
#                            ^^^^^ UnsupportedByFrontend: unexpected key 'env' in 'env=A'
`,
    fixed: `# syntax=docker/dockerfile:1.10
FROM alpine
RUN --mount=type=secret,id=a,env=A true
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "a heredoc that came later": {
    dockerfile: `# syntax=docker/dockerfile:1.3
FROM alpine
RUN <<EOF
#   ^^^^^ UnsupportedByFrontend: unknown instruction: true (did you mean run?)
true
EOF
`,
    fixed: `# syntax=docker/dockerfile:1.4
FROM alpine
RUN <<EOF
true
EOF
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
      CRLF: "the builder's words have the line end",
    },
  },
  "the labs channel": {
    dockerfile: `# syntax=docker/dockerfile:1.7-labs
FROM alpine
COPY --parents a b/
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "versions that are not known": {
    dockerfile: `# syntax=docker/dockerfile:1.99
FROM alpine
COPY --parents a b/
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "a frontend with a language of its own": {
    dockerfile: `# syntax=example.org/frontend
#        ^^^^^^^^^^^^^^^^^^^^ ForeignFrontend: This file is not checked, because example.org/frontend reads it and may accept what docker/dockerfile rejects
INCLUDE a
FROM ./b#c AS d
COPY --from=./e /f /g
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
  "a frontend that reads YAML": {
    dockerfile: `# syntax=example.org/yaml
#        ^^^^^^^^^^^^^^^^ ForeignFrontend: This file is not checked, because example.org/yaml reads it and may accept what docker/dockerfile rejects
version: 1
images:
- from: alpine
`,
    differsIn: {
      "last stage": "the directive stands in the first line",
      backtick: "the directive stands in the first line",
    },
  },
};
