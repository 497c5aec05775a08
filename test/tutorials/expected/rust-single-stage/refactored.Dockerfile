# build installs and builds. The image contains only the files that are copied from this stage.
FROM rust:1.85 AS build
WORKDIR /usr/src/bell
COPY . .
RUN cargo install --path .

# runtime runs the program. Debian slim, because the program is built with its C library.
FROM debian:trixie-slim AS runtime
# Not known: which other files the program reads at run time. Copy them here.
WORKDIR /usr/src/bell
# The certificates that the program needs to verify servers.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# The program.
COPY --from=build /usr/local/cargo/bin/bell /usr/local/bin/bell
CMD ["bell"]
