/**
 * What is wrong with a SOURCE_DATE_EPOCH. The builder takes names for it since Dockerfile 1.24, which is newer than the engine
 * that was asked for everything else: this is from the specification and from the frontend's source (`epoch.go`).
 */

const stageWith = (body: string, message: string) => `ARG SOURCE_DATE_EPOCH=src
FROM scratch AS src
#<^^^^^^^^^^^^^^^^^^^ InvalidSourceDateEpoch: ${message}
${body}
FROM alpine
COPY --from=src / /
`;

const ONE_ADD = "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD";

export const EPOCH_EXAMPLES: Record<string, string> = {
  "a date that names nothing": `ARG WHICH=src
ARG SOURCE_DATE_EPOCH=$WHICH
#   ^^^^^^^^^^^^^^^^^^^^^^^^ InvalidSourceDateEpoch: invalid SOURCE_DATE_EPOCH: src
FROM scratch
`,
  "a date that cannot be the name of a context": `ARG SOURCE_DATE_EPOCH=Src
#   ^^^^^^^^^^^^^^^^^^^^^ InvalidSourceDateEpoch: invalid context name Src: invalid reference format: repository name (library/Src) must be lowercase
FROM scratch AS src
ADD https://example.com/src.tar /
`,
  "a date from a stage that has a base": `ARG SOURCE_DATE_EPOCH=src
FROM busybox AS src
#<^^^^^^^^^^^^^^^^^^^ InvalidSourceDateEpoch: SOURCE_DATE_EPOCH stage must use FROM scratch
ADD https://example.com/src.tar /
FROM scratch
COPY --from=src /src.tar /
`,
  "a date from a stage without a source": stageWith("ARG X", ONE_ADD),
  "a date from a stage with two of them": stageWith(
    "ADD https://example.com/a /\nADD https://example.com/b /",
    ONE_ADD,
  ),
  "a date from a stage that adds two at once": stageWith(
    "ADD https://example.com/a https://example.com/b /",
    `${ONE_ADD} source`,
  ),
  "a date from a stage that adds a text": stageWith("ADD <<a /\na", `${ONE_ADD} source`),
  "a date from a stage that adds a file": stageWith(
    "ADD a /",
    "SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD",
  ),
  "a date from a stage that does more": stageWith(
    "ADD https://example.com/a /\nLABEL a=b",
    "SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported LABEL instruction",
  ),
  "a date from a stage that only fetches": `ARG SOURCE_DATE_EPOCH=src
FROM scratch AS src
ARG VERSION=1
ADD https://example.com/$VERSION.tar /
FROM alpine
COPY --from=src / /
`,
  "dates that are numbers, contexts, or what a build gives": `ARG SOURCE_DATE_EPOCH=-1704067200
ARG SOURCE_DATE_EPOCH=context
ARG SOURCE_DATE_EPOCH=
ARG OPEN
ARG SOURCE_DATE_EPOCH=$OPEN
FROM scratch
`,
};
