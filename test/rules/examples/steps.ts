/** What the builder refuses of an instruction once its variables are filled in. */

export const STEP_EXAMPLES: Record<string, string> = {
  "options of mounts": `FROM scratch
ARG KIND=cahce
RUN --mount=type=$KIND,target=/a true
#           ^^^^^^^^^^ InvalidMount: unsupported mount type "cahce" (did you mean cache?)
RUN --mount=type=cache,target=/a --mount=type=cache,targte=/b true
#                                                   ^^^^^^^^^ InvalidMount: unexpected key 'targte' in 'targte=/b' (did you mean target?)
RUN --mount=type=bind,target=/ true
#                     ^^^^^^^^ InvalidMount: invalid mount target "/"
WORKDIR /src
RUN --mount=type=bind,target=. true
`,
  "a mount that lands in a folder which only an image knows": `FROM alpine
RUN --mount=type=bind,target=. true
`,
  "sources and flags of COPY and ADD": `FROM scratch
COPY https://example.com/a.git /a
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ InvalidCopySource: source can't be a git ref for COPY
COPY --chmod=999 a https://example.com/a /a
#    ^^^^^^^^^^^ InvalidChmod: invalid chmod parameter: '999'. it should be octal string and between 0 and 07777
#                  ^^^^^^^^^^^^^^^^^^^^^ InvalidCopySource: source can't be a URL for COPY
ADD --checksum=sha256:aa https://example.com/a /a
#   ^^^^^^^^^^^^^^^^^^^^ InvalidChecksum: invalid checksum digest length
ARG MODE
COPY --chmod=$MODE a /a
`,
  "ports, signals and volumes": `FROM scratch
EXPOSE 80 65536/tcp
#         ^^^^^^^^^ InvalidPort: invalid containerPort: 65536
STOPSIGNAL SIGSTOPP
#          ^^^^^^^^ InvalidSignal: invalid signal: SIGSTOPP
VOLUME /data ""
#            ^^ InvalidVolume: VOLUME specified can not be an empty string
`,
  "what cannot be expanded in a stage": `FROM scratch
ENV HOME=\${
#        ^^ InvalidExpansion: failed to process "\${": syntax error: missing '}'
WORKDIR '/src
#       ^^^^^ InvalidExpansion: failed to process "'/src": unexpected end of statement while looking for matching single-quote
FROM alpine
ENV HOME="\${PREFIX:?the image may have it}"
`,
  "what a base holds back": `FROM scratch AS base
ONBUILD STOPSIGNAL WAIT
FROM base
#<^^^^^^^^^ InvalidSignal: invalid signal: WAIT
FROM base
#<^^^^^^^^^ InvalidSignal: invalid signal: WAIT
`,
};
