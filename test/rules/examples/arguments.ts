/** What the builder refuses of one instruction by itself. */

export const ARGUMENT_EXAMPLES: Record<string, string> = {
  "too little, too much and without names": `FROM alpine
COPY only
#    ^^^^ InvalidArguments: COPY requires at least two arguments, but only one was provided. Destination could not be determined
ENV lonely
#   ^^^^^^ InvalidArguments: ENV must have two arguments
LABEL a=b c
#         ^ InvalidArguments: Syntax error - can't find = in "c". Must be of the form: name=value
ARG =x
#   ^^ InvalidArguments: ARG names can not be blank
SHELL sh -c
#     ^^^^^ InvalidArguments: SHELL requires the arguments to be in JSON form
ENTRYPOINT ["a", 1]
#          ^^^^^^^^ InvalidArguments: when using JSON array syntax, arrays must be comprised of strings only
`,
  "a check of health": `FROM alpine
HEALTHCHECK --interval=5 CMD ["true"]
#           ^^^^^^^^^^^^ InvalidHealthcheck: time: missing unit in duration "5"
#<^^^^^^^^^^^ MultipleInstructionsDisallowed: Multiple HEALTHCHECK instructions should not be used in the same stage because only the last one will be used
HEALTHCHECK NONE
`,
  "a network of another name": `FROM alpine
RUN --network=bridge true
#   ^^^^^^^^^^^^^^^^ InvalidNetworkMode: invalid network mode "bridge"
`,
  // The three that follow are from the frontend's source: nobody has asked an engine.
  "a mode of security by another name": `FROM alpine
RUN --security=privileged true
#   ^^^^^^^^^^^^^^^^^^^^^ InvalidSecurityMode: security "privileged" is not valid
RUN --security= true
#   ^^^^^^^^^^^ InvalidSecurityMode: security "" is not valid
RUN --security=insecure true
RUN --security=sandbox true
`,
  "devices, where the frontend may be any version": `FROM alpine
RUN --device=vendor.com/gpu=all true
`,
  "devices, which older frontends have in the labs channel alone": `# syntax=docker/dockerfile:1.20
FROM alpine
RUN --device=vendor.com/gpu=all true
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ UnsupportedDevice: device feature is only supported in Dockerfile frontend 1.14.0-labs or later
RUN --device= true
#   ^^^^^^^^^ InvalidDevice: failed to parse csv devices: EOF
`,
  devices: `# syntax=docker/dockerfile:1-labs
FROM alpine
RUN --device=vendor.com/gpu=all true
RUN --device=name=vendor.com/gpu,required --device=vendor.com/net,required=false true
RUN --device=a,b true
#   ^^^^^^^^^^^^ InvalidDevice: invalid field 'b' must be a key=value pair
RUN --device=a,name=b true
#   ^^^^^^^^^^^^^^^^^ InvalidDevice: device name already set to a
RUN --device=a,required=maybe true
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ InvalidDevice: invalid value for required: maybe
RUN --device=a,requird=true true
#   ^^^^^^^^^^^^^^^^^^^^^^^ InvalidDevice: unexpected key 'requird' in 'requird=true' (did you mean required?)
RUN --device= true
#   ^^^^^^^^^ InvalidDevice: failed to parse csv devices: EOF
`,
  "a value that begins with an equals sign": `FROM scratch
ENV A =;
#   ^^^^ LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format
ENV B=c =d
#       ^^ InvalidArguments: ENV names can not be blank
LABEL =e
#     ^^ InvalidArguments: LABEL names can not be blank
`,
  "a digest of several sources": `FROM scratch
ADD --checksum=sha256:aa https://example.com/a https://example.com/b /
#   ^^^^^^^^^^^^^^^^^^^^ InvalidChecksum: checksum can't be specified for multiple sources
`,
  "a heredoc in the last place": `FROM alpine
COPY /a <<EOF
#       ^^^^^ InvalidHeredoc: COPY cannot accept a heredoc as a destination
EOF
`,
  "what a base holds back is refused where it is triggered": `FROM alpine AS base
ONBUILD COPPY a b
ONBUILD RUN --mout=type=cache true
FROM base
#<^^^^^^^^^ UnknownInstruction: unknown instruction: COPPY (did you mean COPY?)
#<^^^^^^^^^ UnknownFlag: unknown flag: --mout (did you mean mount?)
`,
};
