# Build stage: only what is copied from it is in the final image
FROM golang:1.24-alpine AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o /usr/local/bin/lamp .

# Runtime image: Alpine, with the C library that the program is built with
FROM alpine:3 AS runtime
# Check which other files the program reads at run time, and copy them here.
WORKDIR /src
# Copy the program
COPY --from=build /usr/local/bin/lamp /usr/local/bin/lamp
EXPOSE 8080
CMD ["lamp"]
