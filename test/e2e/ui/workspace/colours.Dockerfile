# syntax=docker/dockerfile:1.20
# check=skip=JSONArgsRecommended

ARG GO_VERSION=1.26

# build makes the server
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION:-1.26}-alpine AS build
WORKDIR /src
RUN --mount=type=cache,target=/root/.cache,sharing=locked \
    --mount=type=bind,source=go.mod,target=go.mod \
    # what it is called
    go build -ldflags "-X main.name=$NAME" -o /out/server .

FROM build AS test
RUN <<EOF
set -e
for file in *_test.go; do echo "testing $file"; done
EOF
RUN python3 <<EOF > /out/report.json
import json
print(json.dumps({"passed": True, "failed": 0}))
EOF

FROM nginx:1.29-alpine
COPY --link --from=build --chmod=0755 /out/server /usr/bin/
COPY --from=1 /out/report.json /report.json
COPY <<nginx.json <<-"motd" /etc/
{ "port": 8080 }
nginx.json
	Hello
	motd
COPY <<EOF /etc/app.yaml
name: server # of the service
ports: [8080, 9000]
EOF
RUN --mount=from=alpine:3.22,target=/alpine cp /alpine/etc/os-release /
HEALTHCHECK --interval=30s --retries=3 CMD ["/usr/bin/server", "--health"]
EXPOSE 8080/tcp
ENTRYPOINT ["/usr/bin/server"]
