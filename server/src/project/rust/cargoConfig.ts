/** What a configuration of Cargo changes in a Dockerfile, and when it says that there can be none. */
import * as l10n from "@vscode/l10n";
import { firstOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { linkersOf } from "../../ecosystems/rust/cargoConfig";
import type { CargoConfig } from "../../ecosystems/rust/cargoConfig";
import type { Change, Question } from "../plan";
import * as sanitize from "../../shared/sanitize";

/** Packages of Debian with linkers by their names; a linker of none comes with the image, which has GCC and LLD for its own use. */
const LINKERS: readonly (readonly [name: RegExp, packages: readonly string[]])[] = [
  [/^(?:clang(?:\+\+)?)$/, ["clang"]],
  [/^(?:lld|ld\.lld)$/, ["lld"]],
  [/^(?:mold|ld\.mold)$/, ["mold"]],
  [/^(?:\w+-linux-)?musl-gcc$/, ["musl-tools"]],
  // GCC is called like that on the platform itself, too.
  [/^(?:cc|gcc|c\+\+|g\+\+|ld|bfd|ld\.bfd|rust-lld|[\w-]+-linux-gnu\w*-(?:gcc|g\+\+|ld))$/, []],
];
/** They keep what compilers make, and a build is the same without them. */
const CACHES = /(?:^|\/)(?:sccache|ccache|cachepot)$/;
const LINUX = /^[\w.]+-[\w.]+-linux-(?:gnu|musl)\w*$/;
const MUSL = /-linux-musl\w*$/;
/** How Docker calls the processors of triples. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  i686: "386",
  aarch64: "arm64",
  armv7: "arm/v7",
  riscv64gc: "riscv64",
  powerpc64le: "ppc64le",
  s390x: "s390x",
};

/** The targets of a configuration that run in an image. */
export function targetsOf(config: CargoConfig | null): readonly string[] {
  return config?.targets.filter(target => LINUX.test(target)) ?? [];
}

/** Asked where a configuration names several targets. */
export function askTarget(config: CargoConfig | null): Question | null {
  const choices = targetsOf(config);
  if (config === null || choices.length < 2) return null;
  return {
    id: "target",
    title: l10n.t("Target"),
    prompt: l10n.t("Which Rust target do you want to build for?"),
    why: l10n.t("{0} names several targets.", config.file),
    value: choices[0] ?? "",
    choices,
    kind: "name",
    optional: false,
  };
}

/** Why a project with this configuration gets no Dockerfile, in a sentence; null where it gets one. `libraries` are those of the system that it links with. */
export function configRefusal(
  folder: ProjectFolder,
  config: CargoConfig,
  libraries: readonly string[],
): string | null {
  const { file, targets, outside, wrappers } = config;
  const [other] = targets.filter(target => !LINUX.test(target));
  const linux = targetsOf(config);
  if (other !== undefined && linux.length === 0)
    return l10n.t("{0} builds for {1}, which does not run in a Linux container.", file, other);
  if (linux.length > 0 && linux.every(target => MUSL.test(target)) && libraries.length > 0)
    return l10n.t(
      "{0} builds for {1}, but the project links with {2}, which Debian has for glibc only.",
      file,
      linux[0] ?? "",
      libraries.join(", "),
    );
  if (outside[0] !== undefined)
    return l10n.t(
      "{0} refers to {1}, which is outside this folder. Open the folder that holds both.",
      file,
      outside[0],
    );
  const wrapper = wrappers.find(name => !CACHES.test(name));
  if (wrapper !== undefined) return noPackage(file, wrapper);
  const linkers = (linux.length > 0 ? linux : [null]).flatMap(target => linkersOf(config, target));
  const unknown = linkers.find(linker => packagesOf(linker) === null && !isInside(folder, linker));
  return unknown === undefined ? null : noPackage(file, unknown);
}

function noPackage(file: string, program: string): string {
  return l10n.t("{0} builds with {1}, and no package is known that installs it.", file, program);
}

/** A path with a slash is one from the folder that `.cargo` stands in. */
function isInside(folder: ProjectFolder, linker: string): boolean {
  const path = linker.includes("/") ? sanitize.path(linker) : null;
  return path !== null && folder.files.has(path);
}

function packagesOf(linker: string): readonly string[] | null {
  const name = linker.slice(linker.lastIndexOf("/") + 1);
  return LINKERS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** What the person has to know of an image that is built with this configuration. */
export function configNotes(config: CargoConfig | null): string[] {
  if (config === null) return [];
  const [target] = targetsOf(config);
  const architecture = ARCHITECTURES[target?.split("-")[0] ?? ""];
  return [
    ...(config.problem === null ? [] : [config.problem]),
    ...(architecture === undefined || config.targets.length > 1
      ? []
      : [
          l10n.t(
            "{0} builds for {1}: the image is for the platform {2} only.",
            config.file,
            target ?? "",
            `linux/${architecture}`,
          ),
        ]),
    ...(config.isForThisProcessor
      ? [
          l10n.t(
            "{0} sets {1}: the program may not start on other processors than that of the machine that builds it.",
            config.file,
            "target-cpu=native",
          ),
        ]
      : []),
  ];
}

/** Packages of Debian that the build needs for it; `crates` are those of Cargo.lock. */
export function configPackages(
  config: CargoConfig | null,
  target: string | null,
  crates: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (config === null) return [];
  const linkers = linkersOf(config, target).flatMap(linker => packagesOf(linker) ?? []);
  // Crates with sources in C ask for the compiler of musl; without a lock file nobody knows.
  const isMixed = crates.size === 0 || crates.has("cc");
  return [
    ...linkers,
    ...(target !== null && MUSL.test(target) && isMixed ? ["musl-tools"] : []),
    ...(config.usesGit ? ["git"] : []),
  ];
}

/** Variables that go before what the configuration says. */
function variablesOf(config: CargoConfig): string[] {
  return [
    ...(config.targetDir === "outside" ? ["ENV CARGO_TARGET_DIR=/src/target"] : []),
    // An empty one turns it off: https://doc.rust-lang.org/cargo/reference/environment-variables.html
    ...(config.wrappers.length > 0 ? ["ENV RUSTC_WRAPPER= RUSTC_WORKSPACE_WRAPPER="] : []),
  ];
}

/** Where the program is written to, and what has to be there before. */
export function configChanges(
  folder: ProjectFolder,
  config: CargoConfig | null,
  target: string | null,
  snippet: "ms-rust" | "ms-rust-chef",
): Change[] {
  if (config === null) return [];
  const isChef = snippet === "ms-rust-chef";
  const dir = config.targetDir === null || config.targetDir === "outside" ? "target" : config.targetDir.path;
  const output = `${dir}/${target === null ? "" : `${target}/`}release/`;
  const toolchain = firstOf(folder, ["rust-toolchain.toml", "rust-toolchain"]);
  const hasIt = target !== null && toolchain !== null && (folder.read(toolchain) ?? "").includes(target);
  // The toolchain of the project gets the target, which is not that of the image where a file names another one.
  const added =
    target === null || hasIt
      ? ""
      : `${toolchain === null ? "" : `COPY ${toolchain} ./\n`}RUN rustup target add ${target}\n`;
  const before =
    variablesOf(config)
      .map(line => `${line}\n`)
      .join("") + added;
  return [
    ...(output === "target/release/"
      ? []
      : [{ replace: "target/release/${6:app}", by: `${output}\${6:app}` }]),
    ...(dir === "target" || isChef
      ? []
      : [
          { replace: "target=/src/target", by: `target=/src/${dir}` },
          { replace: "copies it out of target,", by: `copies it out of ${dir},` },
        ]),
    ...(before === "" ? [] : [{ replace: "WORKDIR /src\n", by: `WORKDIR /src\n${before}` }]),
    ...(config.targets.length > 1 && target !== null
      ? [
          { replace: "--release", by: `--release --target ${target}` },
          ...(isChef ? [] : [{ replace: "cargo test", by: `cargo test --target ${target}` }]),
        ]
      : []),
    ...(isChef && config.vendored.length > 0
      ? [
          {
            replace: "/src/recipe.json .\n",
            by: `/src/recipe.json .\n${config.vendored.map(path => `COPY ${path} ./${path}\n`).join("")}`,
          },
        ]
      : []),
  ];
}
