/** Kinds of configurations of Cargo that real projects have, each as its smallest input. */
import type { ProjectCase } from "./projects";

const crate = (config: string, more: Readonly<Record<string, string>> = {}) => ({
  "Cargo.toml": '[package]\nname = "shop"\n',
  "Cargo.lock": "",
  "src/main.rs": "",
  ".cargo/config.toml": config,
  ...more,
});
const what = "Rust";
const MUSL = '[build]\ntarget = "x86_64-unknown-linux-musl"\n';
const locked = (name: string) => ({ "Cargo.lock": `[[package]]\nname = "${name}"\nversion = "1.0.0"\n` });

export const RUST_KINDS: Readonly<Record<string, ProjectCase>> = {
  "a folder of its own that Cargo writes to": {
    files: crate('[build]\ntarget-dir = "build/out"\n'),
    what,
    has: [
      "--mount=type=cache,target=/src/build/out \\",
      "&& install -D build/out/release/shop /out/shop",
      "# build compiles the binary and copies it out of build/out, because a cache mount is not part of the image.",
    ],
    hasNot: ["/src/target"],
    ignores: ["target", "build/out"],
  },
  "a folder outside that Cargo writes to": {
    files: crate('[build]\ntarget-dir = "../target"\n'),
    what,
    has: ["ENV CARGO_TARGET_DIR=/src/target", "&& install -D target/release/shop /out/shop"],
  },
  "a folder of the machine that Cargo writes to": {
    files: crate('build.target-dir = "/var/cache/rust"\n'),
    what,
    has: ["ENV CARGO_TARGET_DIR=/src/target"],
  },
  "settings that change nothing of the image": {
    files: crate('[build]\njobs = 4\n[alias]\nb = "build"\n[term]\nverbose = true\n'),
    what,
    has: ["&& install -D target/release/shop /out/shop"],
    hasNot: ["CARGO_TARGET_DIR", "rustup", "RUSTC_WRAPPER", "apt-get"],
  },
  "a target with musl": {
    files: crate(MUSL, locked("serde")),
    what,
    has: [
      "RUN rustup target add x86_64-unknown-linux-musl",
      "&& install -D target/x86_64-unknown-linux-musl/release/shop /out/shop",
    ],
    hasNot: ["musl-tools"],
    notes: [/x86_64-unknown-linux-musl.*linux\/amd64/],
  },
  "a target with musl and sources in C": {
    files: crate(MUSL, locked("cc")),
    what,
    has: ["&& apt-get install --yes --no-install-recommends musl-tools \\"],
    notes: [/linux\/amd64/],
  },
  "a target that the toolchain of the project has": {
    files: crate('[build]\ntarget = "aarch64-unknown-linux-gnu"\n', {
      "rust-toolchain.toml": '[toolchain]\nchannel = "1.90"\ntargets = ["aarch64-unknown-linux-gnu"]\n',
    }),
    what,
    has: ["&& install -D target/aarch64-unknown-linux-gnu/release/shop /out/shop"],
    hasNot: ["rustup target"],
    notes: [/linux\/arm64/],
  },
  "a target that the toolchain of the project has not": {
    files: crate(MUSL, { "rust-toolchain.toml": '[toolchain]\nchannel = "nightly"\n' }),
    what,
    has: ["COPY rust-toolchain.toml ./", "RUN rustup target add x86_64-unknown-linux-musl"],
    notes: [/linux\/amd64/],
  },
  "several targets": {
    files: crate(
      '[build]\ntarget = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-gnu"]\n',
    ),
    what,
    asks: ["target=x86_64-unknown-linux-gnu"],
    answers: { target: "aarch64-unknown-linux-gnu" },
    has: [
      "cargo test --target aarch64-unknown-linux-gnu --locked",
      "cargo build --release --target aarch64-unknown-linux-gnu --locked \\",
      "&& install -D target/aarch64-unknown-linux-gnu/release/shop /out/shop",
    ],
  },
  "a target of a browser": {
    files: crate('[build]\ntarget = "wasm32-unknown-unknown"\n'),
    what,
    refused: /wasm32-unknown-unknown/,
  },
  "a target without a system": {
    files: crate('[build]\ntarget = "thumbv7em-none-eabihf"\n'),
    what,
    refused: /does not run in a Linux container/,
  },
  "a target in a file": {
    files: crate('[build]\ntarget = "targets/x86.json"\n'),
    what,
    refused: /targets\/x86\.json/,
  },
  "a target with musl and a library of Debian": {
    files: crate(MUSL, locked("openssl-sys")),
    what,
    refused: /libssl-dev/,
  },
  "linkers that are to be installed": {
    files: crate(
      '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\nrustflags = ["-C", "link-arg=-fuse-ld=mold"]\n[target.x86_64-pc-windows-msvc]\nlinker = "rust-lld.exe"\n',
    ),
    what,
    has: ["&& apt-get install --yes --no-install-recommends clang mold \\"],
  },
  "a linker for all targets of Linux": {
    files: crate(
      '[target.\'cfg(target_os = "linux")\']\nrustflags = "-Clink-arg=-fuse-ld=/usr/bin/lld"\n[target.\'cfg(windows)\']\nlinker = "x.exe"\n',
    ),
    what,
    has: ["&& apt-get install --yes --no-install-recommends lld \\"],
  },
  "linkers that the image has": {
    files: crate('[target.aarch64-unknown-linux-gnu]\nlinker = "aarch64-linux-gnu-gcc"\n'),
    what,
    hasNot: ["apt-get"],
  },
  "a linker that nobody knows": {
    files: crate('[target.x86_64-unknown-linux-gnu]\nlinker = "wild"\n'),
    what,
    refused: /wild/,
  },
  "a linker of the project": {
    files: crate('[target.x86_64-unknown-linux-gnu]\nlinker = "tools/link.sh"\n', { "tools/link.sh": "" }),
    what,
    hasNot: ["apt-get"],
  },
  "a cache of compilers": {
    files: crate('[build]\nrustc-wrapper = "sccache"\n'),
    what,
    has: ["ENV RUSTC_WRAPPER= RUSTC_WORKSPACE_WRAPPER="],
  },
  "a wrapper that nobody knows": {
    files: crate('[build]\nrustc-wrapper = "our-rustc"\n'),
    what,
    refused: /our-rustc/,
  },
  "crates in a folder": {
    files: crate(
      '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "third_party/crates"\n',
    ),
    what,
    snippets: ["ms-rust", "ms-rust-chef"],
    keeps: ["third_party", "vendor"],
  },
  "crates in a folder outside": {
    files: crate(
      '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "../crates"\n',
    ),
    what,
    refused: /\.\.\/crates/,
  },
  "a source that nothing uses": {
    files: crate('[source.old]\ndirectory = "/opt/crates"\n'),
    what,
    has: ["&& install -D target/release/shop /out/shop"],
  },
  "crates that git fetches": {
    files: crate("[net]\ngit-fetch-with-cli = true\n"),
    what,
    has: ["&& apt-get install --yes --no-install-recommends git \\"],
  },
  "a program for the processor that builds it": {
    files: crate('[build]\nrustflags = ["-C", "target-cpu=native"]\n'),
    what,
    notes: [/target-cpu=native/],
  },
  "a file without an ending, which goes first": {
    files: { ...crate('[build]\ntarget-dir = "a"\n'), ".cargo/config": '[build]\ntarget-dir = "b"\n' },
    what,
    has: ["&& install -D b/release/shop /out/shop"],
  },
  "a broken configuration": {
    files: crate("[build\n"),
    what,
    notes: [/^\.cargo\/config\.toml cannot be read/],
  },
};
