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
  "an ENTRYPOINT that is nearly an array": `FROM nginx AS base
CMD ["a"]
FROM base
ENTRYPOINT ["/entry.sh"] # starts
#<^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "base"
#          ^^^^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
#                        ^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
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
  "relative paths beside another instruction, whose line end is lost": `FROM alpine AS base
WORKDIR /app
COPY dist dist/
COPY cmd cmd/
FROM nginx
COPY --from=base dist COPY --from=base dist /x
COPY --from=base dist /a --from=base
COPY --from=base dist RUN true
COPY --from=base dist/cmd cmd /a/
#                ^^^^^^^^ RelativeCopySource: "dist/cmd" is /dist/cmd in "base", because its working directory /app does not count
#                         ^^^ RelativeCopySource: "cmd" is /cmd in "base", because its working directory /app does not count
`,
  "relative paths in lower case beside another instruction": `from alpine as base
workdir /app
copy dist dist/
from nginx
copy --from=base dist copy dist /x
`,
  "a working directory with what stood on the next line": `FROM alpine AS base
WORKDIR /app COPY x dist/
COPY dist dist/
FROM nginx
COPY --from=base dist /x
`,
  "paths that an empty stage lacks, beside another instruction": `FROM scratch AS files
COPY a.txt /a.txt
FROM alpine
COPY --from=files /a.txt /b COPY --from=files /a.txt /c
COPY --from=files /b /c
#                 ^^ CopyFromEmptyStage: No instruction of "files", which starts from an empty image, creates /b
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
  "packages of Python that are not copied: requirements": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "pip install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are not copied: python -m pip": `FROM python:3.12 AS builder
WORKDIR /app
RUN python3 -m pip install flask==3.0
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "pip install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are not copied: the user": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip3 install --user flask
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "pip3 install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are not copied: poetry": `FROM python:3.12 AS builder
WORKDIR /app
RUN poetry config virtualenvs.create false && poetry install --no-root
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "poetry install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are not copied: uv": `FROM python:3.12 AS builder
WORKDIR /app
RUN uv pip install --system -r requirements.txt
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "uv pip install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are not copied: a project": `FROM python:3.12 AS builder
WORKDIR /app
RUN ["pip", "install", "."]
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "pip install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: a virtual environment": `FROM python:3.12 AS builder
WORKDIR /app
RUN python -m venv /venv && /venv/bin/pip install flask
ENV PATH=/venv/bin:$PATH
RUN pip install flask
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: another folder": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install -r requirements.txt --target /app/lib
RUN pip install --prefix=/install flask
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: tools": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install --upgrade pip setuptools && pip install -r requirements-dev.txt
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: a copy of them": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install flask
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
COPY --from=builder /usr/local /usr/local
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: a command of its own": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install flask
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: another program": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install mkdocs-x && mkdocs build
COPY . .
FROM nginx AS final
COPY --from=builder /app /app
CMD ["nginx"]
`,
  "packages of Python that are there, or not needed: an image of ours": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip install flask
COPY . .
FROM example.com/python AS final
COPY --from=builder /app /app
CMD ["python", "app.py"]
`,
  "packages of Python that are there, or not needed: wheels": `FROM python:3.12 AS builder
WORKDIR /app
RUN pip wheel -r requirements.txt -w /wheels
COPY . .
FROM python:3.12-slim AS final
COPY --from=builder /app /app
CMD ["python", "app.py"]
`,
  "packages that the base has": `FROM python:3.12 AS base
RUN pip install flask
FROM base AS builder
COPY . /app
FROM base
COPY --from=builder /app /srv
CMD ["python", "app.py"]
`,
  "packages of a base of the stage that is copied from": `FROM python:3.12 AS base
RUN pip install flask
FROM base AS builder
COPY . /app
FROM python:3.12-slim
COPY --from=builder /app /app
#           ^^^^^^^ DependencyNotCopied: "builder" installs packages with "pip install", and this stage has none of them
CMD ["python", "app.py"]
`,
  "packages of Ruby": `FROM ruby:3.3 AS build
RUN bundle install
FROM ruby:3.3-slim AS one
COPY --from=build /app /app
#           ^^^^^ DependencyNotCopied: "build" installs packages with "bundle install", and this stage has none of them
CMD ["bundle", "exec", "puma"]
FROM ruby:3.3-slim AS two
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /app /app
CMD ["bundle", "exec", "puma"]
FROM ruby:3.3 AS other
RUN bundle config set path vendor/bundle && bundle install
FROM ruby:3.3-slim
COPY --from=other /app /app
CMD ["ruby", "a.rb"]
`,
  "programs that are not copied": `FROM node:22 AS node
RUN npm i -g serve@14 @nestjs/cli && npm run build
FROM node:22-slim AS one
COPY --from=node /app/dist dist
#           ^^^^ DependencyNotCopied: "node" installs serve with "npm install -g", and this stage starts it but does not have it
CMD ["serve", "dist"]
FROM golang AS go
RUN go install example.com/a/cmd/tool@latest
FROM alpine AS two
COPY --from=go /etc/tool /etc/tool
#           ^^ DependencyNotCopied: "go" installs tool with "go install", and this stage starts it but does not have it
ENTRYPOINT ["tool"]
FROM rust AS rust
RUN cargo install mdbook --version 0.4
FROM debian:12-slim AS three
COPY --from=rust /book /book
#           ^^^^ DependencyNotCopied: "rust" installs mdbook with "cargo install", and this stage starts it but does not have it
CMD ["/usr/local/bin/mdbook", "serve"]
FROM debian AS system
RUN apt-get update && apt-get install -y --no-install-recommends haproxy=2.6 curl
FROM debian
COPY --from=system /etc/haproxy /etc/haproxy
#           ^^^^^^ DependencyNotCopied: "system" installs haproxy with "apt-get install", and this stage starts it but does not have it
CMD ["haproxy", "-f", "/etc/haproxy/haproxy.cfg"]
`,
  "programs that the manifest of a project names": `FROM rust:1.85 AS rust
WORKDIR /app
COPY . .
RUN cargo install --locked --path .
RUN cargo install --path crates/api --bin api
FROM debian:12-slim AS one
COPY --from=rust /app/conf /etc/shop
#           ^^^^ DependencyNotCopied: "rust" installs shop with "cargo install", and this stage starts it but does not have it
CMD ["shop"]
FROM alpine AS two
COPY --from=rust /app/conf /etc/api
#           ^^^^ DependencyNotCopied: "rust" installs api with "cargo install", and this stage starts it but does not have it
ENTRYPOINT ["api", "-v"]
FROM golang:1.24 AS go
RUN <<EOF
go install -v ./...
EOF
FROM ubuntu AS three
COPY --from=go /src/static /static
#           ^^ DependencyNotCopied: "go" installs shopd with "go install", and this stage starts it but does not have it
CMD ["shopd"]
FROM node:22 AS node
RUN yarn global add pm2
FROM node:22-slim
COPY --from=node /app /app
#           ^^^^ DependencyNotCopied: "node" installs pm2-runtime with "yarn global add", and this stage starts it but does not have it
CMD ["pm2-runtime", "/app/index.js"]
`,
  "programs that a manifest may name, and that are there": `FROM golang:1.24 AS go
RUN go install .
FROM alpine:3 AS one
COPY --from=go /src /src
CMD ["sleep", "1d"]
FROM alpine:3 AS two
ENV PATH=/src:$PATH
COPY --from=go /src /src
CMD ["shopd"]
FROM alpine:3 AS three
RUN apk add --no-cache tini
COPY --from=go /src /src
CMD ["tini", "--", "/src/shopd"]
FROM postgres:17 AS four
COPY --from=go /src /src
CMD ["docker-entrypoint.sh"]
FROM alpine:3 AS five
COPY --from=go /out/shopd /srv/
CMD ["shopd"]
FROM alpine:3
COPY --from=go /src /src
CMD ["/src/shopd"]
`,
  "programs that are there": `FROM node:22 AS node
RUN npm i -g serve yarn
FROM node:22-slim AS one
COPY --from=node /app/dist dist
CMD ["yarn", "start"]
FROM node:22-slim AS two
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
CMD ["serve"]
FROM golang AS go
RUN go install example.com/a/cmd/tool@latest
FROM alpine AS three
COPY --from=go /go/bin/tool /usr/bin/
CMD ["tool"]
FROM example.com/tool AS four
COPY --from=go /etc/tool /etc/tool
CMD ["tool"]
FROM debian AS system
RUN apt-get install -y nginx
FROM nginx
COPY --from=system /etc/nginx /etc/nginx
CMD ["nginx"]
`,
  "a build for Node.js in the image that runs it": `FROM node:18
#    ^^^^^^^ MultiStageOpportunity: The image contains all source files and development dependencies, which "npm run build" needs but the program does not
WORKDIR /app
COPY . .
RUN npm install
RUN npm run build
CMD ["npm", "run", "start:prod"]
`,
  "a build for Node.js by its tool": `FROM node:22-alpine
#    ^^^^^^^^^^^^^^ MultiStageOpportunity: The image contains all source files and development dependencies, which "npx nest" needs but the program does not
WORKDIR /app
COPY . .
RUN yarn && npx nest build
ENTRYPOINT ["node", "dist/main"]
`,
  "a file for Node.js with no build, on an image with compilers": `FROM node:18
#    ^^^^^^^ MultiStageOpportunity: The image contains the compilers and headers of node:18, which "npm install" may need but the program does not
RUN npm install
CMD ["node", "x.js"]
`,
  "packages of Yarn, on an image with compilers": `FROM docker.io/library/node:22-bookworm
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MultiStageOpportunity: The image contains the compilers and headers of docker.io/library/node:22-bookworm, which "yarn" may need but the program does not
RUN yarn --frozen-lockfile
CMD ["yarn", "start"]
`,
  "packages of Python, on an image with compilers": `FROM python:3.12
#    ^^^^^^^^^^^ MultiStageOpportunity: The image contains the compilers and headers of python:3.12, which "pip install" may need but the program does not
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python", "app.py"]
`,
  "gems, on an image with compilers": `FROM ruby
#    ^^^^ MultiStageOpportunity: The image contains the compilers and headers of ruby, which "bundle install" may need but the program does not
RUN bundle install
CMD ["bundle", "exec", "puma"]
`,
  "packages on images that are small": `FROM node:18-alpine
RUN npm install
CMD ["node", "x.js"]
`,
  "packages on an image that is slim": `FROM python:3.12-slim-bookworm
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
`,
  "a tool alone, on an image with compilers": `FROM python:3.12
RUN pip install awscli
CMD ["aws", "--version"]
`,
  "a tool for all, on an image with compilers": `FROM node:22
RUN npm install -g serve
CMD ["serve", "-s", "build"]
`,
  "packages for a shell, on an image with compilers": `FROM python:3.12
RUN pip install -r requirements.txt
CMD ["bash", "-l"]
`,
  "packages for a server of development, on an image with compilers": `FROM python:3.12
RUN pip install -r requirements.txt
CMD ["uvicorn", "app:app", "--reload"]
`,
  "a file for Node.js with no packages for it": `FROM node:18-slim
RUN npm ci --omit=dev && npm run build
CMD ["node", "x.js"]
`,
  "a file for Node.js with a start for developers": `FROM node:18
RUN npm ci && npm run build
CMD ["npm", "run", "start:dev"]
`,
  "a file for Node.js with no start": `FROM node:18
RUN npm ci && npm run build
EXPOSE 1
`,
  "a file for Node.js with a server for developers": `FROM node:18-slim
RUN npm ci && npx vite dev
CMD ["node", "x.js"]
`,
  "a file for Node.js with another image": `FROM example.com/node
RUN npm ci && npm run build
CMD ["node", "x.js"]
`,
};
