/** Instructions that do not do what they are meant to do. */
import type { PublicCase } from "./case";

export const EFFECTS: Record<string, PublicCase> = {
  "a platform on a stage": {
    dockerfile: `FROM php:8 AS base
FROM --platform=$BUILDPLATFORM base AS one
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ PlatformWithoutEffect: The platform has no effect, because the stage is built for the platform of its base stage "base"
RUN true
FROM base
COPY --from=one /a /b
`,
    fixed: `FROM php:8 AS base
FROM base AS one
RUN true
FROM base
COPY --from=one /a /b
`,
  },
  "a shell where there is none": {
    dockerfile: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
RUN chmod +x /app
#   ^^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
CMD ["/app"]
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "a command of a shell where there is none": {
    dockerfile: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM gcr.io/distroless/static
COPY --from=build /app /app
CMD /app --now
#   ^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#   ^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is gcr.io/distroless/static
`,
    fixed: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM gcr.io/distroless/static
COPY --from=build /app /app
CMD ["/app", "--now"]
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "a check that needs a shell where there is none": {
    dockerfile: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
HEALTHCHECK CMD /app --check
#               ^^^^^^^^^^^^ ShellNotInImage: This needs a shell, and "stage-1" has none: its base image is scratch
`,
    fixed: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
HEALTHCHECK CMD ["/app", "--check"]
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "what needs no shell, or brings one": {
    dockerfile: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch AS one
COPY --from=build /app /app
RUN ["/app"]
FROM scratch AS two
COPY --from=build / /
RUN true
FROM gcr.io/distroless/static:debug AS three
RUN true
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "names of users where there are none": {
    dockerfile: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build --chown=app:app /app /app
#                 ^^^^^^^^^^^^^^^ UserNotInImage: "stage-1" has no user or group with the name "app"
USER app
#    ^^^ UserNotInImage: "stage-1" has no user or group with the name "app"
`,
    fixed: `FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build --chown=10001:10001 /app /app
USER app
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "a name with --link": {
    dockerfile: `FROM node:22 AS build
RUN true
FROM node:22-slim
COPY --link --from=build --chown=node:node /app /app
#                        ^^^^^^^^^^^^^^^^^ LinkWithUserName: --chown=node:node: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead
`,
    fixed: `FROM node:22 AS build
RUN true
FROM node:22-slim
COPY --link --from=build --chown=1000:1000 /app /app
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "a path from the working directory of a stage": {
    dockerfile: `FROM alpine AS base
WORKDIR /src
RUN echo a > a.txt
FROM alpine
COPY --from=base a.txt .
#                ^^^^^ RelativeCopySource: "a.txt" is /a.txt in "base", because its working directory /src does not count
`,
    fixed: `FROM alpine AS base
WORKDIR /src
RUN echo a > a.txt
FROM alpine
COPY --from=base /src/a.txt .
`,
    differsIn: { ONBUILD: "nobody triggers it" },
  },
  "a start command that is cleared": {
    dockerfile: `FROM nginx AS base
CMD ["nginx"]
FROM base
ENTRYPOINT ["/start"]
#<^^^^^^^^^^ EntrypointClearsCommand: ENTRYPOINT removes the CMD that the stage inherits from "base"
`,
    fixed: `FROM nginx AS base
CMD ["nginx"]
FROM base
ENTRYPOINT ["/start"]
CMD ["nginx"]
`,
    differsIn: { tabs: "a space is written" },
  },
  "a start command that is set anew": {
    dockerfile: `FROM nginx AS base
CMD ["nginx"]
FROM base
ENTRYPOINT ["/start"]
CMD ["nginx"]
`,
  },
};
