/** Marked Dockerfiles, by what they show. Every verdict was the builder's own. */

export const EXAMPLES: Record<string, string> = {
  "a clean file": `# build the build
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
RUN --mount=type=bind,target=/src go build ./...
FROM scratch
COPY --link --from=build /out /
`,
  "names that the builder refuses": `FROM alpine AS 1x
#              ^^ InvalidStageName: invalid name for build stage: "1x", name can't start with a number or contain symbols
FROM alpine AS $X
#              ^^ InvalidStageName: invalid name for build stage: "$X", name can't start with a number or contain symbols
FROM alpine AS build-
#              ^^^^^^ InvalidStageName: invalid context name build-: invalid reference format
FROM alpine AS a..b
#              ^^^^ InvalidStageName: invalid context name a..b: invalid reference format
FROM alpine AS a__b
FROM alpine AS a---b
`,
  "FROM with too few and too many words": `FROM
#<^^^^ InvalidFromArguments: FROM requires either one or three arguments
FROM alpine AS
#<^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
FROM alpine build
#<^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
FROM alpine AS build # not a comment
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
FROM alpine IS build
#<^^^^^^^^^^^^^^^^^^^^ InvalidFromArguments: FROM requires either one or three arguments
`,
  "bases that come out empty": `FROM \${NOTHING}
#    ^^^^^^^^^^ BlankBaseName: base name (\${NOTHING}) should not be blank
#    ^^^^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG \${NOTHING} results in empty or invalid base image name
#      ^^^^^^^ UndefinedArgInFrom: FROM argument 'NOTHING' is not declared
`,
  "a base that a build has to give": `ARG BASE
FROM $BASE
#    ^^^^^ InvalidDefaultArgInFrom: Default value for ARG $BASE results in empty or invalid base image name
FROM \${BASE:?give-it}
FROM alpine\${BASE}
`,
  "an argument that hangs on one that a build has to give": `ARG VERSION
ARG BASE=alpine:\${VERSION}
FROM $BASE
#    ^^^^^ InvalidDefaultArgInFrom: Default value for ARG $BASE results in empty or invalid base image name
`,
  "a platform that a build has to give": `ARG PLATFORM
FROM --platform=$PLATFORM alpine
`,
  "what cannot be expanded": `ARG VERSION=\${OTHER:=no}
#   ^^^^^^^^^^^^^^^^^^^^ InvalidExpansion: failed to process "\${OTHER:=no}": unsupported modifier (:=) in substitution
FROM 'alpine
#    ^^^^^^^ InvalidExpansion: failed to process "'alpine": unexpected end of statement while looking for matching single-quote
FROM --platform=\${} alpine
#    ^^^^^^^^^^^^^^ InvalidExpansion: failed to process arguments for platform : failed to process "\${}": syntax error: bad substitution
`,
  "what is no image": `FROM alpine:
#    ^^^^^^^ InvalidImageReference: failed to parse stage name "alpine:": invalid reference format
#    ^^^^^^^ InvalidDefaultArgInFrom: Default value for ARG alpine: results in empty or invalid base image name
FROM alpine AS base
FROM Base
#    ^^^^ InvalidImageReference: failed to parse stage name "Base": invalid reference format: repository name (library/Base) must be lowercase
#    ^^^^ InvalidDefaultArgInFrom: Default value for ARG Base results in empty or invalid base image name
COPY --from=Nowhere /a /b
#           ^^^^^^^ InvalidImageReference: failed to parse stage name "Nowhere": invalid reference format: repository name (library/Nowhere) must be lowercase
RUN --mount=from=a//b,target=/m true
#                ^^^^ InvalidImageReference: failed to parse stage name "a//b": invalid reference format
COPY --from=nginx /a /b
`,
  "variables where none may be": `ARG X=a
FROM alpine AS a
FROM alpine
COPY --from=$X /a /b
#           ^^ VariableInFrom: variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround
RUN --mount=type=bind,from=\${X},target=/m true
#                          ^^^^ VariableInFrom: 'from' doesn't support variable expansion, define alias stage instead
`,
  "indexes beyond the file": `FROM alpine
FROM alpine
COPY --from=0 /a /b
COPY --from=2 /a /b
#           ^ InvalidStageIndex: invalid stage index 2
COPY --from=-1 /a /b
#           ^^ InvalidStageIndex: invalid stage index -1
`,
  "forward references": `FROM alpine AS one
COPY --from=two /a /b
#           ^^^ ForwardStageReference: cannot copy from stage "two", it needs to be defined before current stage "one"
COPY --from=TWO /a /b
#           ^^^ ForwardStageReference: cannot copy from stage "TWO", it needs to be defined before current stage "one"
COPY --from=1 /a /b
#           ^ ForwardStageReference: cannot copy from stage "1", it needs to be defined before current stage "one"
RUN --mount=type=bind,from=two,target=/m true
#                          ^^^ ForwardStageReference: cannot mount from stage "two" to "/m", stage needs to be defined before current command
FROM alpine AS two
`,
  "a later duplicate turns a reference around": `FROM alpine AS a
FROM alpine AS b
COPY --from=a /x /y
#           ^ ForwardStageReference: cannot copy from stage "a", it needs to be defined before current stage "b"
FROM busybox AS a
#               ^ DuplicateStageName: Duplicate stage name "a", stage names should be unique
`,
  "a stage that copies from itself": `FROM alpine AS a
COPY --from=a /x /y
#           ^ CircularStageDependency: circular dependency detected on stage: a
`,
  "a circle of stages": `FROM alpine AS before
COPY --from=a /x /y
#           ^ CircularStageDependency: circular dependency detected on stage: before
FROM alpine AS a
COPY --from=b /x /y
#           ^ CircularStageDependency: circular dependency detected on stage: before
FROM alpine AS b
RUN --mount=from=a,target=/m true
#                ^ CircularStageDependency: circular dependency detected on stage: before
`,
  "a base is no part of a circle": `FROM alpine AS a
COPY --from=b /x /y
#           ^ ForwardStageReference: cannot copy from stage "b", it needs to be defined before current stage "a"
FROM a AS b
`,
  "triggers of a local parent": `FROM alpine AS parent
ONBUILD COPY --from=tools /x /y
#                   ^^^^^ ForwardStageReference: cannot copy from stage "tools", it needs to be defined before current stage "child"
ONBUILD COPY --from=9 /x /y
#                   ^ InvalidStageIndex: invalid stage index 9
ONBUILD RUN --mount=type=bind,from=$X,target=/m true
#                                  ^^ VariableInFrom: 'from' doesn't support variable expansion, define alias stage instead
FROM parent AS child
FROM alpine AS tools
`,
  "triggers that nobody pulls": `FROM alpine AS parent
ONBUILD COPY --from=tools /x /y
ONBUILD COPY --from=9 /x /y
FROM alpine AS tools
`,
  "triggers that are not allowed": `FROM alpine
ONBUILD
#<^^^^^^^ InvalidOnbuild: ONBUILD requires at least one argument
ONBUILD ONBUILD RUN true
#       ^^^^^^^ InvalidOnbuild: Chaining ONBUILD via \`ONBUILD ONBUILD\` isn't allowed
ONBUILD FROM alpine
#       ^^^^ InvalidOnbuild: FROM isn't allowed as an ONBUILD trigger
`,
  platforms: `ARG PLATFORM=linux/arm64
FROM --platform=plan9000 alpine
#    ^^^^^^^^^^^^^^^^^^^ InvalidPlatform: failed to parse platform plan9000: "plan9000": unknown operating system or architecture: invalid argument
FROM --platform=linux/amd64 alpine
#    ^^^^^^^^^^^^^^^^^^^^^^ FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "linux/amd64"
FROM --platform=linux/amd64 alpine AS tools-amd64
FROM --platform=$TARGETPLATFORM alpine
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ RedundantTargetPlatform: Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior
FROM --platform=$PLATFORM alpine
FROM --platform=$PLATFROM alpine
#    ^^^^^^^^^^^^^^^^^^^^ InvalidPlatform: empty platform value from expression $PLATFROM (did you mean PLATFORM?)
#                ^^^^^^^^ UndefinedArgInFrom: FROM argument 'PLATFROM' is not declared (did you mean PLATFORM?)
`,
  casing: `FROM alpine AS Build
#              ^^^^^ StageNameCasing: Stage name 'Build' should be lowercase
FROM alpine as one
#           ^^ FromAsCasing: 'as' and 'FROM' keywords' casing do not match
from alpine AS two
#<^^^^ ConsistentInstructionCasing: Command 'from' should match the case of the command majority (uppercase)
#           ^^ FromAsCasing: 'AS' and 'from' keywords' casing do not match
From alpine as three
#<^^^^ ConsistentInstructionCasing: Command 'From' should match the case of the command majority (uppercase)
`,
  "reserved names": `FROM alpine AS scratch
#              ^^^^^^^ ReservedStageName: Stage name should not use the same name as reserved stage "scratch"
FROM alpine AS context
#              ^^^^^^^ ReservedStageName: Stage name should not use the same name as reserved stage "context"
`,
  "descriptions, where they are asked for": `# check=experimental=InvalidDefinitionDescription

# what this is
ARG X=1
#<^^^ InvalidDefinitionDescription: Comment for ARG should follow the format: \`# X <description>\`
# X is described
ARG X=1
# one of them
ARG Y Z
#<^^^ InvalidDefinitionDescription: Comment for ARG should follow the format: \`# <arg_key> <description>\`
# a comment that

# stays, although a blank line follows
FROM alpine AS build
#<^^^^ InvalidDefinitionDescription: Comment for FROM should follow the format: \`# build <description>\`
# a comment that an empty one takes away
#
FROM alpine AS other
# a comment on a stage without a name
FROM alpine
`,
  "descriptions, where nobody asks": `# what this is
FROM alpine AS build
`,
  "secret mounts": `FROM alpine AS a
FROM alpine
RUN --mount=type=secret,id=s,from=a true
#                            ^^^^^^ InvalidMount: secret mount should not have a from
RUN --mount= true
#   ^^^^^^^^ InvalidMount: failed to parse csv mounts: EOF
`,
  "nothing before the first stage but ARG": `ARG X=1
RUN true
#<^^^ NoBuildStage: no build stage in current context
FROM alpine
`,
  "a file of arguments": `ARG X=1
#<^^^^^^^ NoBuildStage: dockerfile contains no stages to build
`,
  "a heredoc that does not end": `FROM alpine
RUN cat <<EOF
#       ^^^^^ UnterminatedHeredoc: unterminated heredoc
FROM busybox AS swallowed
`,
  "unknown instructions": `FROM alpine
COPPY a b
#<^^^^^ UnknownInstruction: unknown instruction: COPPY (did you mean COPY?)
coppy a b
#<^^^^^ UnknownInstruction: unknown instruction: coppy (did you mean copy?)
&& make
#<^^ UnknownInstruction: unknown instruction: &&
`,
  "parser directives": `# escape=x
#        ^ InvalidDirective: invalid escape token 'x' does not match \` or \\
FROM alpine
`,
  "a directive given twice": `# escape=\`
# escape=\\
#<^^^^^^^^^^ InvalidDirective: only one escape parser directive can be used
FROM alpine
`,
  "check options that cannot be read": `# check=skip
#       ^^^^ InvalidDirective: failed to parse check options: invalid check option "skip"
FROM alpine
`,
  "rules that the file silences": `# check=skip=StageNameCasing,FromAsCasing
FROM alpine as Build
FROM alpine AS build
#              ^^^^^ DuplicateStageName: Duplicate stage name "build", stage names should be unique
`,
  "a rule that a comment silences": `FROM alpine AS one
# check=skip=StageNameCasing
FROM alpine AS Two
FROM alpine AS Three
#              ^^^^^ StageNameCasing: Stage name 'Three' should be lowercase
`,
  "all rules silenced": `# check=skip=all
FROM --platform=linux/amd64 alpine as Build
`,
  "unknown flags": `FROM alpine AS a
FROM alpine
COPY --form=a /a /b
#    ^^^^^^^^ UnknownFlag: unknown flag: --form (did you mean from?)
COPY --from=a --from=b /a /b
#             ^^^^^^^^ InvalidFlag: duplicate flag specified: --from
COPY --from a /b
#    ^^^^^^ InvalidFlag: missing a value on flag: --from
COPY --link=maybe /a /b
#    ^^^^^^^^^^^^ InvalidFlag: expecting boolean value for flag --link, not: maybe
ADD --from=a /a /b
#   ^^^^^^^^ UnknownFlag: unknown flag: --from
RUN --mount=target=/a --mount=target=/b true
ENV --x A=b
#   ^^^ UnknownFlag: unknown flag: --x
ARG --x
#<^^^ InvalidArguments: ARG requires at least one argument
`,
};
