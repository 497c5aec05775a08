ARG STAGE=build

FROM golang:1.24-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /out/clock .

FROM ${STAGE} AS stage
FROM alpine:3.20
COPY --from=stage /out/clock /usr/local/bin/clock
ENTRYPOINT ["clock"]
