/** What our own rules say of lines that do something else than they seem to do, or nothing: every rule is asked. */

export const EFFECT_EXAMPLES: Record<string, string> = {
  "a platform on a stage": `FROM php:8.2 AS base
FROM --platform=$BUILDPLATFORM base AS common
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ PlatformWithoutEffect: The platform has no effect, because the stage is built for the platform of its base stage "base"
FROM --platform=linux/arm64 common AS other
#    ^^^^^^^^^^^^^^^^^^^^^^ FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "linux/arm64"
#    ^^^^^^^^^^^^^^^^^^^^^^ PlatformWithoutEffect: The platform has no effect, because the stage is built for the platform of its base stage "common"
FROM --platform=$TARGETPLATFORM common
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ RedundantTargetPlatform: Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ PlatformWithoutEffect: The platform has no effect, because the stage is built for the platform of its base stage "common"
COPY --from=other /a /a
`,
  "a platform on a stage that the platform chooses": `FROM php AS php-amd64
FROM --platform=$BUILDPLATFORM php-$TARGETARCH
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ PlatformWithoutEffect: The platform has no effect, because the stage is built for the platform of its base stage "php-amd64"
`,
  "a platform on what a build may make an image": `ARG BASE=base
FROM php:8.2 AS base
FROM --platform=$BUILDPLATFORM $BASE AS one
FROM --platform=$BUILDPLATFORM base:1 AS two
FROM --platform= base
`,
  "an ENTRYPOINT above the CMD of its base": `FROM nginx AS base
CMD ["nginx", "-g", "daemon off;"]
FROM base AS child
ENTRYPOINT ["/entry.sh"]
#<^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "base"
FROM base AS kept
CMD ["a"]
ENTRYPOINT ["/entry.sh"]
FROM base AS own
ENTRYPOINT ["/entry.sh"]
CMD ["a"]
FROM base AS middle
RUN true
FROM middle AS reset
ENTRYPOINT []
#<^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "middle"
FROM middle AS shell
ENTRYPOINT ["/a"]
#<^^^^^^^^^^ MultipleInstructionsDisallowed: Multiple ENTRYPOINT instructions should not be used in the same stage because only the last one will be used
USER a
ENTRYPOINT exec /b
#<^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "middle"
#          ^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
`,
  "an ENTRYPOINT with no CMD to take away": `FROM nginx AS bare
CMD []
FROM bare AS one
ENTRYPOINT ["/entry.sh"]
FROM nginx AS two
ENTRYPOINT ["/entry.sh"]
FROM nginx AS same
CMD ["a"]
ENTRYPOINT ["/entry.sh"]
`,
  "an ENTRYPOINT and a CMD that ONBUILD holds back": `FROM nginx AS first
CMD ["a"]
ONBUILD ENTRYPOINT ["/entry.sh"]
FROM first AS one
#<^^^^^^^^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "first"
FROM nginx AS other
CMD ["a"]
ONBUILD CMD ["b"]
FROM other
ENTRYPOINT ["/entry.sh"]
`,
};
