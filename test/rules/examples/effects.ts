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
  "commands without a shell": `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch AS final
COPY --from=build /app /
RUN chmod +x /app
#   ^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "final" has none: its base image is scratch
RUN --network=none ["/bin/sh", "-c", "true"]
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "final" has none: its base image is scratch
RUN ["/app", "init"]
RUN true
CMD ["/app"]
`,
  "programs without a shell, through a chain of bases": `FROM gcr.io/distroless/static-debian12:nonroot AS base
COPY ca.crt /
FROM base AS middle
WORKDIR /app
COPY bin/server .
FROM middle AS other
CMD ./server
#   ^^^^^^^^ ShellNotInImage: This needs a shell, and "other" has none: its base image is gcr.io/distroless/static-debian12:nonroot
#   ^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
HEALTHCHECK --interval=5s CMD curl -f localhost
#                             ^^^^^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "other" has none: its base image is gcr.io/distroless/static-debian12:nonroot
FROM middle AS array
ENTRYPOINT ["./server"]
HEALTHCHECK CMD ["./server", "check"]
FROM mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled
RUN mkdir /data
#   ^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-4" has none: its base image is mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled
`,
  "shells that are there, or may be": `FROM scratch AS a
COPY --from=busybox /bin/sh /bin/sh
RUN true
FROM a AS b
RUN true
FROM scratch AS c
ADD rootfs.tar.xz /
RUN true
USER app
FROM scratch AS d
COPY rootfs /
RUN true
COPY --chown=app x /x
FROM scratch AS e
COPY --from=busybox:musl /bin/ /busybox/
SHELL ["/busybox/sh", "-c"]
RUN true
FROM scratch AS f
RUN --mount=type=bind,from=busybox,source=/bin,target=/bin true
FROM scratch AS g
CMD true
#   ^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
COPY --from=busybox / /
FROM gcr.io/distroless/base-debian12:debug AS h
RUN true
FROM gcr.io/distroless/python3 AS i
RUN true
FROM distroless/static AS j
RUN true
USER app
FROM cgr.dev/chainguard/static:latest-dev AS k
RUN true
`,
  "commands without a shell that a base holds back": `FROM scratch AS base
ONBUILD RUN true
FROM base
#<^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
`,
  "names that an image does not know": `FROM alpine AS build
RUN adduser -D app
FROM scratch AS one
COPY --chown=app:app a /a
#    ^^^^^^^^^^^^^^^ UserNotInImage: "one" has no user or group with the name "app"
COPY --chown=1:staff a /b
#    ^^^^^^^^^^^^^^^ UserNotInImage: "one" has no user or group with the name "staff"
COPY --chown=root:root a /c
COPY --chown=1000:1000 a /d
USER app:app
#    ^^^^^^^ UserNotInImage: "one" has no user or group with the name "app"
FROM one AS two
USER root
#    ^^^^ UserNotInImage: "two" has no user or group with the name "root"
USER 0:0
FROM gcr.io/distroless/cc AS three
USER nonroot:nonroot
COPY --chown=nobody:staff a /a
USER 1000:app
#    ^^^^^^^^ UserNotInImage: "three" has no user or group with the name "app"
FROM scratch AS four
USER app
COPY --from=build /etc/passwd /etc/
FROM scratch AS five
ARG OWNER
COPY --chown=$OWNER a /a
USER \${OWNER}
FROM cgr.dev/chainguard/static
USER app
`,
  "names that a linked copy cannot look up": `FROM node:22 AS node
COPY --link --chown=node:node a /a
#           ^^^^^^^^^^^^^^^^^ LinkWithUserName: --chown=node:node: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
ADD --chown=0:wheel --link=true a /b
#   ^^^^^^^^^^^^^^^ LinkWithUserName: --chown=0:wheel: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
COPY --link --chown=app --chmod=755 a /c
#           ^^^^^^^^^^^ LinkWithUserName: --chown=app: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
COPY --link --chown=root:root a /d
COPY --link --chown=1000 a /e
COPY --link=false --chown=node a /f
COPY --chown=node a /g
ARG OWNER
COPY --link --chown=$OWNER a /h
FROM scratch
COPY --link --chown=app a /a
#           ^^^^^^^^^^^ LinkWithUserName: --chown=app: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
`,
  "relative paths of a stage with a working directory": `FROM alpine AS base
WORKDIR /foo
RUN echo test > test.txt
FROM base AS built
RUN npm ci && npm run build
COPY code code/
FROM alpine
WORKDIR /bar
COPY --from=base test.txt .
#                ^^^^^^^^ RelativeCopySource: "test.txt" is /test.txt in "base", because its working directory /foo does not count
COPY --from=built ./dist/ /foo/x ./
#                 ^^^^^^^ RelativeCopySource: "./dist/" is /dist in "built", because its working directory /foo does not count
COPY --from=built ["code/a b", "*.json", "./"]
#                   ^^^^^^^^ RelativeCopySource: "code/a b" is /code/a b in "built", because its working directory /foo does not count
#                               ^^^^^^ RelativeCopySource: "*.json" is /*.json in "built", because its working directory /foo does not count
RUN --mount=type=bind,from=built,source=code,target=/c true
#                                       ^^^^ RelativeCopySource: "code" is /code in "built", because its working directory /foo does not count
ARG NAME
COPY --from=built $NAME .
COPY --from=built etc/passwd usr/lib .
COPY --from=nginx code .
COPY code .
`,
  "relative paths that may be at the root": `FROM node AS a
RUN git clone https://example.com/x
WORKDIR /app
COPY . .
FROM node AS b
WORKDIR /app
COPY . .
RUN make DESTDIR=/dist
FROM node AS c
COPY . /
WORKDIR /app
COPY . .
FROM node AS d
WORKDIR /app
COPY . .
RUN cd .. && tar xf app/dist.tar
FROM example.com/x AS e
WORKDIR /app
COPY data app ./
FROM node AS f
WORKDIR /app
RUN ./build.sh
FROM example.com/y AS g
COPY dist .
FROM node AS h
WORKDIR /
COPY . .
FROM nginx
COPY --from=a dist .
COPY --from=b dist .
COPY --from=c dist .
COPY --from=d dist .
COPY --from=e data app/x .
COPY --from=f out .
COPY --from=g dist .
COPY --from=h dist .
`,
  "a relative path in a trigger": `FROM alpine AS tools
WORKDIR /opt/tools
COPY run.sh .
FROM alpine AS base
ONBUILD COPY --from=tools run.sh /x/
FROM base
#<^^^^^^^^^ RelativeCopySource: "run.sh" is /run.sh in "tools", because its working directory /opt/tools does not count
`,
  "a relative path of a stage that begins with no file": `FROM scratch AS files
WORKDIR /foo
COPY a.txt .
FROM alpine
COPY --from=files a.txt .
#                 ^^^^^ RelativeCopySource: "a.txt" is /a.txt in "files", because its working directory /foo does not count
COPY --from=files /c.txt .
#                 ^^^^^^ CopyFromEmptyStage: No instruction of "files", which starts from an empty image, creates /c.txt
`,
};
