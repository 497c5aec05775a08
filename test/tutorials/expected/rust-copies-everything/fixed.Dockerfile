FROM rust:1.85-slim AS builder
WORKDIR /src
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
COPY --from=builder /src /src
CMD ["/src/target/release/bell"]
