# Build stage: only what is copied from it is in the final image
FROM rust:1.85 AS build
WORKDIR /usr/src/bell
COPY . .
RUN cargo install --path .

# Runtime image: Debian slim, with the C library that the program is built with
FROM debian:bookworm-slim AS runtime
# Check which other files the program reads at run time, and copy them here.
WORKDIR /usr/src/bell
# CA certificates, to verify TLS connections
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# Copy the program
COPY --from=build /usr/local/cargo/bin/bell /usr/local/bin/bell
CMD ["bell"]
