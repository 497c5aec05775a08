FROM rust:1.85-slim AS planner
WORKDIR /src
COPY Cargo.toml Cargo.lock ./

FROM rust:1.85-slim AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
COPY --from=build /src/target/release/bell /usr/local/bin/
CMD ["bell"]
