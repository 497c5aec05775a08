FROM golang:1.24-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /out/clock .

FROM alpine:3.20
COPY --from=build /out/clock /usr/local/bin/clock
ENTRYPOINT ["clock"]
