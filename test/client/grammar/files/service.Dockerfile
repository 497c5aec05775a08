# syntax=docker/dockerfile:1.20
# check=skip=StageNameCasing;error=true

ARG GO_VERSION=1.26
ARG REGISTRY

# build makes the program
FROM --platform=$BUILDPLATFORM ${REGISTRY:-ghcr.io:443}/acme/golang:${GO_VERSION}-alpine@sha256:0af1 AS build
WORKDIR /src
ENV CGO_ENABLED=0 GOFLAGS="-trimpath \
  -mod=mod"
COPY --link go.mod go.sum ./
RUN --mount=type=cache,target=/root/.cache,sharing=locked,mode=0755 \
    # what the modules need
    --mount=type=secret,id=token,required=true,env=TOKEN \

    --network=none --security=sandbox \
    go build -ldflags "-X main.version=$VERSION" -o /out/server . && echo don't
# test and stop
FROM build AS test-all.x
RUN --mount=from=alpine:3.22,source=/etc,target=/x --mount=type=bind,from=build,target=/out go test ./...

FROM scratch
LABEL org.opencontainers.image.title="A service" vendor=acme
COPY --from=build --chown=10001:app --chmod=u=rwX,go=rX --exclude=*.md --parents /out/./server /
COPY --from=1 ["/out/report.txt", "/my report.txt"]
ADD --checksum=sha256:24454f830c --keep-git-dir=true --unpack https://example.com/a.tar.gz /opt/
EXPOSE 8080/tcp 9000-9010
HEALTHCHECK --interval=1m30s --timeout=500ms --retries=3 CMD ["/server", "--health"]
STOPSIGNAL SIGTERM
USER 10001
ONBUILD COPY --from=build /etc/passwd /etc/
ONBUILD RUN --mount=from=test-all.x,target=/x true
ENTRYPOINT ["/server"]
