FROM golang:1.24-alpine AS build-stage
WORKDIR /src
COPY . .
RUN go build -o /out/clock .

FROM alpine:3.20
COPY --from=build-stage /out/clock /usr/local/bin/clock
ENTRYPOINT ["clock"]
