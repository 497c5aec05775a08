/** Heredocs of COPY and ADD, which the builder expands. */
import type { PublicCase } from "./case";

export const HEREDOCS: Record<string, PublicCase> = {
  "arguments of a script in a heredoc": {
    dockerfile: `FROM alpine
COPY <<EOF /run.sh
#!/bin/sh
exec "$@"
#     ^^ UndefinedVar: Usage of undefined variable '$@'
EOF
`,
    fixed: `FROM alpine
COPY <<"EOF" /run.sh
#!/bin/sh
exec "$@"
EOF
`,
  },
  "variables of a configuration in a heredoc": {
    dockerfile: `FROM nginx
COPY <<EOF /etc/nginx/conf.d/a.conf
proxy_set_header Host $host;
#                     ^^^^^ UndefinedVar: Usage of undefined variable '$host'
proxy_pass http://a$uri;
#                  ^^^^ UndefinedVar: Usage of undefined variable '$uri'
EOF
`,
    fixed: `FROM nginx
COPY <<"EOF" /etc/nginx/conf.d/a.conf
proxy_set_header Host $host;
proxy_pass http://a$uri;
EOF
`,
  },
  "a variable in a heredoc that has to be set": {
    dockerfile: `FROM alpine
ADD <<EOF /run.sh
echo \${1:?which}
#    ^^^^^^^^^^^ InvalidExpansion: failed to process "echo \${1:?which}\\n": 1: which
#    ^^^^^^^^^^^ UndefinedVar: Usage of undefined variable '$1'
EOF
`,
    fixed: `FROM alpine
ADD <<"EOF" /run.sh
echo \${1:?which}
EOF
`,
  },
  "an array of a shell in a heredoc": {
    dockerfile: `FROM scratch
COPY <<EOF /run.sh
echo \${files[@]}
#    ^^^^^^^^^^^ InvalidExpansion: failed to process "echo \${files[@]}\\n": unsupported modifier ([) in substitution
EOF
`,
    fixed: `FROM scratch
COPY <<"EOF" /run.sh
echo \${files[@]}
EOF
`,
  },
  "two heredocs": {
    dockerfile: `FROM alpine
COPY <<A <<'B' /x/
$1
#<^^ UndefinedVar: Usage of undefined variable '$1'
A
$2
B
`,
    fixed: `FROM alpine
COPY <<"A" <<'B' /x/
$1
A
$2
B
`,
  },
  "a heredoc with an argument of the stage, too": {
    dockerfile: `FROM alpine
ARG V=1
COPY <<-EOF /run.sh
	echo $V $2
#        ^^ UndefinedVar: Usage of undefined variable '$2' (did you mean $V?)
	EOF
`,
    fixed: `FROM alpine
ARG V=1
COPY <<-EOF /run.sh
	echo $V \\$2
	EOF
`,
    differsIn: { backtick: "a backslash escapes in a heredoc, whatever the directive says" },
  },
  "heredocs that a shell reads, or nobody": {
    dockerfile: `FROM alpine
RUN <<EOF
echo $1
EOF
COPY <<"EOF" /a
$1
EOF
COPY <<EOF /a
\\$1 $(date)
EOF
`,
    differsIn: { backtick: "a backslash escapes in a heredoc, whatever the directive says" },
  },
};
