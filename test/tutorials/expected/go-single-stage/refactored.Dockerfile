# build installs and builds: nothing of it is in the image but what is copied out of it.
FROM golang:1.24-alpine AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o /usr/local/bin/lamp .

# runtime runs the program. Alpine again: its C library is the one that the program is built with.
FROM alpine:3 AS runtime
# Not known: which other files the program reads when it runs. Copy them here.
WORKDIR /src
# The program.
COPY --from=build /usr/local/bin/lamp /usr/local/bin/lamp
EXPOSE 8080
CMD ["lamp"]
