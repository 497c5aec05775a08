FROM rust:1.85 AS builder
WORKDIR /usr/src/gong
COPY . .
RUN cargo install --path .

FROM debian:bookworm-slim
COPY --from=builder /usr/src/gong /usr/src/gong
COPY --from=builder /usr/local/cargo/bin/gong /usr/local/bin/gong
CMD ["gong"]
