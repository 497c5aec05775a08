ARG GO_VERSION=1.26

# build makes the program and its tests
FROM golang:${GO_VERSION}-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /out/server ./cmd/server

# test is built only when asked for
FROM build AS test
RUN go test ./...

# certificates are what the program needs to trust others
FROM alpine:3.22 AS certificates
RUN apk add --no-cache ca-certificates

FROM scratch
COPY --from=certificates /etc/ssl/certs /etc/ssl/certs
COPY --link --from=0 /out/server /server
USER 65532:65532
ENTRYPOINT ["/server"]
