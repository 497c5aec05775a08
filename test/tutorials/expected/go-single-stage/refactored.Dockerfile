# build installs and builds. The image contains only the files that are copied from this stage.
FROM golang:1.24-alpine AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o /usr/local/bin/lamp .

# runtime runs the program. Alpine, because the program is built with its C library.
FROM alpine:3 AS runtime
# Not known: which other files the program reads at run time. Copy them here.
WORKDIR /src
# The program.
COPY --from=build /usr/local/bin/lamp /usr/local/bin/lamp
EXPOSE 8080
CMD ["lamp"]
