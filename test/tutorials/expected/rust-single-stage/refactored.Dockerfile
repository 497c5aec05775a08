# build installs and builds: nothing of it is in the image but what is copied out of it.
FROM rust:1.85 AS build
WORKDIR /usr/src/bell
COPY . .
RUN cargo install --path .

# runtime runs the program. Debian again, and small: its C library is the one that the program is built with.
FROM debian:trixie-slim AS runtime
# Not known: which other files the program reads when it runs. Copy them here.
WORKDIR /usr/src/bell
# The certificates by which the program knows other servers.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# The program.
COPY --from=build /usr/local/cargo/bin/bell /usr/local/bin/bell
CMD ["bell"]
