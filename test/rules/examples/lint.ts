/** The builder's lint rules outside stages, as the builder speaks of them. */

export const LINT_EXAMPLES: Record<string, string> = {
  "keywords in two cases": `FROM scratch
copy a /a
#<^^^^ ConsistentInstructionCasing: Command 'copy' should match the case of the command majority (uppercase)
Copy b /b
#<^^^^ ConsistentInstructionCasing: Command 'Copy' should match the case of the command majority (uppercase)
COPY c /c
ONBUILD run true
`,
  "what only the last one of a stage decides": `FROM scratch AS a
CMD ["x"]
#<^^^ MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same stage because only the last one will be used
CMD y
#   ^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
SHELL ["/bin/sh", "-c"]
ENTRYPOINT y
FROM a
ENTRYPOINT x
`,
  "a comment above the later one silences it": `FROM scratch
CMD ["x"]
# check=skip=MultipleInstructionsDisallowed
CMD ["y"]
# check=skip=JSONArgsRecommended
ENTRYPOINT z
`,
  "ports, keys and names": `FROM scratch
EXPOSE 80/TCP 127.0.0.1:80:90
#      ^^^^^^ ExposeProtoCasing: Defined protocol '80/TCP' in EXPOSE instruction should be lowercase
#             ^^^^^^^^^^^^^^^ ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '127.0.0.1:80:90'
ENV HOME /root dir
#   ^^^^^^^^^^^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
ARG API_TOKEN TOKEN_FILE PUBLIC_KEY
#   ^^^^^^^^^ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG "API_TOKEN")
ENV PASSWORD=x
#   ^^^^^^^^ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV "PASSWORD")
MAINTAINER me
#<^^^^^^^^^^ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label
`,
  "folders that a base decides": `FROM scratch AS a
WORKDIR src
#       ^^^ WorkdirRelativePath: Relative workdir "src" can have unexpected results if the base image changes
WORKDIR more
FROM a
WORKDIR again
FROM scratch
WORKDIR /src
WORKDIR more
`,
  "variables that nobody sets": `FROM scratch AS a
ARG GIVEN
ENV PLACE=/a \${GIVEN}=1 LOST=$NOWHERE$NOWHERE
#                            ^^^^^^^^^^^^^^^^ UndefinedVar: Usage of undefined variable '$NOWHERE'
WORKDIR $PLAEC
#       ^^^^^^ UndefinedVar: Usage of undefined variable '$PLAEC' (did you mean $PLACE?)
#       ^^^^^^ WorkdirRelativePath: Relative workdir "" can have unexpected results if the base image changes
EXPOSE $PORT
FROM a
USER $GIVEN$PLACE$PATH
FROM alpine
USER $ANYBODY
`,
  "what a comment above an instruction asks for": `# none of these is asked for
ARG a=1
# check=experimental=InvalidDefinitionDescription;error=true
# is asked for
ARG b=2
#<^^^ InvalidDefinitionDescription: Comment for ARG should follow the format: \`# b <description>\`
# check=skip=all
# check=experimental=all
# only the first of them counts
ARG c=3
# check=experimental=FromAsCasing
FROM scratch as base
#            ^^ FromAsCasing: 'as' and 'FROM' keywords' casing do not match
# check=skip=A;error=maybe
COPY $nowhere /
#    ^^^^^^^^ UndefinedVar: Usage of undefined variable '$nowhere'
`,
  "what is experimental is not silenced by name": `# check=experimental=all;skip=all
# syntax=docker/dockerfile:1
#
# check=skip=all
# a bad comment
ARG foo
#<^^^ InvalidDefinitionDescription: Comment for ARG should follow the format: \`# foo <description>\`
FROM scratch as base
`,
  "variables in a heredoc that are a shell's": `FROM alpine
COPY <<EOF /run.sh
#!/bin/bash
exec "$@" \${1:-x} $0 $host $HOME \\$x
#     ^^ UndefinedVar: Usage of undefined variable '$@'
#         ^^^^^^^ UndefinedVar: Usage of undefined variable '$1'
#                 ^^ UndefinedVar: Usage of undefined variable '$0'
#                    ^^^^^ UndefinedVar: Usage of undefined variable '$host'
EOF
COPY <<"EOF" /run.sh
exec "$@"
EOF
RUN <<EOF
exec "$@" $host
EOF
`,
  "variables in a heredoc for nginx, with tabs that are left out": `FROM nginx AS web
ARG PORT=80
ADD <<-EOF /etc/nginx/conf.d/a.conf
	server {
		listen $PORT;
		proxy_set_header Host $host;
#                       ^^^^^ UndefinedVar: Usage of undefined variable '$host'
	}
	EOF
FROM example.com/nginx
COPY <<EOF /etc/nginx/conf.d/a.conf
try $uri $app_home $https_proxy
#   ^^^^ UndefinedVar: Usage of undefined variable '$uri'
EOF
`,
  "what the builder refuses in a heredoc": `FROM alpine
COPY <<EOF a <<OTHER /x
echo \${1:?need}
#    ^^^^^^^^^^ UndefinedVar: Usage of undefined variable '$1'
#    ^^^^^^^^^^ InvalidExpansion: failed to process "echo \${1:?need}\\n": 1: need
EOF
for f in $HOME; do
OTHER
COPY <<EOF /x
a

for f in \${files[@]}; do
#        ^^^^^^^^^^^ InvalidExpansion: failed to process "a\\n\\nfor f in \${files[@]}; do\\n": unsupported modifier ([) in substitution
EOF
`,
};
