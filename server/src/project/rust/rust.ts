/** Cargo.toml: the programs of a package or a workspace, and the toolchain. */
import * as l10n from "@vscode/l10n";
import { below, matching, parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, listOf, readToml, textOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { systemNeeds } from "../../ecosystems/nativePackages";
import type { SystemNeeds } from "../../ecosystems/nativePackages";
import { packagesIn } from "../../ecosystems/packageNames";
import { readCargoConfig } from "../../ecosystems/rust/cargoConfig";
import { literal } from "../plan";
import type { Change, Found, Proposal } from "../plan";
import { answerTo, askProgram, questionsOf } from "../questions";
import {
  askTarget,
  configChanges,
  configNotes,
  configPackages,
  configRefusal,
  targetsOf,
} from "./cargoConfig";
import { besideChanges, checkedQueries, portOf, processArguments } from "./sources";
import * as sanitize from "../../shared/sanitize";
import { exactVersion, satisfies, toolVersion } from "../../ecosystems/versions";

/** Reads a package or a workspace of Cargo that has a program; null where the folder has none. */
export function readRustProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("Cargo.toml")) return null;
  const { fields, problem } = readToml(folder, "Cargo.toml");
  const isWorkspace = fields["workspace"] !== undefined;
  const manifests = isWorkspace ? membersOf(folder, fields) : ["Cargo.toml"];
  const programs = [...new Set(manifests.flatMap(manifest => programsOf(below(folder, parentOf(manifest)))))];
  if (programs.length === 0 && problem === null) return null;
  const desktop = DESKTOP.find(
    name => lockOf(folder).has(name) || field(fields, "dependencies", name) !== undefined,
  );
  const config = readCargoConfig(folder);
  const refused =
    desktop !== undefined
      ? l10n.t("{0} is for programs of the desktop, which do not run in a container.", desktop)
      : (checkedQueries(folder, fields) ??
        (config && configRefusal(folder, config, nativeOf(folder).builds)));
  if (refused !== null) return { what: "Rust", manifest: "Cargo.toml", notes: [], proposals: [], refused };
  const preferred = sanitize.name(field(fields, "package", "default-run"));
  const likely = (name: string) =>
    (name === preferred ? 4 : 0) +
    (name === sanitize.name(field(fields, "package", "name")) ? 2 : 0) +
    (/server|api|web|(?:^|[-_])app(?:$|[-_])/.test(name) || name === folder.name ? 1 : 0) -
    (/util|tool|^build|bench|test|migrat|codegen|generat|example|seed|script|xtask|demo/.test(name) ? 1 : 0);
  const ordered = [...programs].sort((one, other) => likely(other) - likely(one));
  const labels = {
    "ms-rust": l10n.t("A program, compiled with cache mounts"),
    "ms-rust-chef": l10n.t("With cargo-chef: dependencies in a separate layer"),
  };
  const proposals = (["ms-rust", "ms-rust-chef"] as const).map(snippet =>
    proposal(folder, fields, snippet, ordered, labels[snippet]),
  );
  const notes = [...(problem === null ? [] : [problem]), ...configNotes(config)];
  return {
    what: isWorkspace ? l10n.t("Rust, a workspace") : "Rust",
    manifest: "Cargo.toml",
    proposals,
    notes,
  };
}

/** Libraries of windows. */
const DESKTOP = ["tauri", "eframe", "iced", "bevy", "gtk4", "gtk", "fltk", "slint", "dioxus-desktop"];
/** Crates whose build starts a program, and what brings it. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  bindgen: ["clang", "libclang-dev"],
  cmake: ["cmake", "g++", "make"],
  "cxx-build": ["g++"],
  "librocksdb-sys": ["clang", "g++", "libclang-dev", "make"],
  "prost-build": ["protobuf-compiler"],
  "rdkafka-sys": ["g++", "make"],
  "tikv-jemalloc-sys": ["make"],
};
/** Crates that read the certificates of the system. */
const TRUSTS = ["native-tls", "openssl-sys", "rustls-native-certs", "rustls-platform-verifier"];

function lockOf(folder: ProjectFolder): ReadonlyMap<string, readonly string[]> {
  const text = folder.read("Cargo.lock");
  return text === null ? new Map() : packagesIn("rust", "Cargo.lock", text);
}

/** The manifests of a workspace's packages: those that it names, but for examples and what it leaves out. */
function membersOf(folder: ProjectFolder, fields: Fields): string[] {
  const texts = (key: string) => listOf(field(fields, "workspace", key)).flatMap(text => textOf(text) ?? []);
  const isLike = (patterns: readonly string[], path: string) =>
    patterns.some(pattern => {
      const [parts, names] = [pattern.replace(/^\.\//, "").replace(/\/$/, "").split("/"), path.split("/")];
      return (
        parts.length === names.length &&
        parts.every(
          (part, at) =>
            part === "*" ||
            part === names[at] ||
            (part.includes("*") && (names[at] ?? "").startsWith(part.split("*")[0] ?? "")),
        )
      );
    });
  const members = texts("members");
  const preferred = texts("default-members");
  const found = matching(folder, /(?:^|\/)Cargo\.toml$/).filter(file => {
    const path = parentOf(file);
    const isMember = path === "" || members.length === 0 || isLike(members, path);
    return (
      isMember &&
      !isLike(texts("exclude"), path) &&
      !/(?:^|\/)(?:examples?|benches|fuzz|xtask|tests?)(?:\/|$)/.test(path)
    );
  });
  const rank = (file: string) => (isLike(preferred, parentOf(file)) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other));
}

/** What Cargo makes of a package: the programs that it names, that of src/main.rs, and those of src/bin. */
function programsOf(folder: ProjectFolder): string[] {
  const { fields } = readToml(folder, "Cargo.toml");
  const own = sanitize.name(field(fields, "package", "name"));
  const named = listOf(fields["bin"]).flatMap(bin => sanitize.name(fieldsOf(bin)["name"]) ?? []);
  const mains = listOf(fields["bin"]).map(bin => textOf(fieldsOf(bin)["path"]));
  const ofMain =
    folder.files.has("src/main.rs") && own !== null && !mains.includes("src/main.rs") ? [own] : [];
  const others = matching(folder, /^src\/bin\/[^/]+(?:\.rs|\/main\.rs)$/)
    .filter(file => !mains.includes(file))
    .flatMap(file => sanitize.name(file.split("/")[2]?.replace(/\.rs$/, "")) ?? []);
  return [...ofMain, ...named, ...others];
}

function proposal(
  folder: ProjectFolder,
  fields: Fields,
  snippet: "ms-rust" | "ms-rust-chef",
  programs: readonly string[],
  label: string,
): Proposal {
  const question = programs.length > 1 ? askProgram(programs) : null;
  const config = readCargoConfig(folder);
  const ofTarget = askTarget(config);
  return {
    label,
    snippet,
    questions: questionsOf(question, ofTarget),
    plan: answers => {
      const target = answerTo(ofTarget, answers) ?? targetsOf(config)[0] ?? null;
      const version = toolchainOf(folder);
      const port = portOf(folder);
      const program = answerTo(question, answers) ?? programs[0] ?? null;
      const args = program === null ? [] : processArguments(folder, program, port);
      const changes: Change[] = [
        ...(folder.files.has("Cargo.lock") ? [] : withoutLock(snippet)),
        ...configChanges(folder, config, target, snippet),
        ...libraryChanges(folder, snippet, configPackages(config, target, lockOf(folder))),
        ...besideChanges(folder, fields),
        ...(args.length === 0
          ? []
          : [
              {
                replace: 'ENTRYPOINT ["${6:app}"]',
                by: `ENTRYPOINT ["\${6:app}"]\nCMD ${literal(sanitize.execForm(args))}`,
              },
            ]),
        ...(port === null ? [] : [{ replace: "ENTRYPOINT [", by: `EXPOSE ${port}\nENTRYPOINT [` }]),
      ];
      return {
        snippet,
        values: { 2: version, 3: systemOf(version), 6: program },
        changes,
        ignored: [
          "target",
          ...(typeof config?.targetDir === "object" && config.targetDir ? [config.targetDir.path] : []),
          "*.pdb",
          ".env",
        ],
        needed: ["src", "crates", ".cargo", ...(config?.vendored ?? [])],
      };
    },
  };
}

/** The libraries of Debian that crates link with. */
function nativeOf(folder: ProjectFolder): SystemNeeds {
  const release = systemOf(toolchainOf(folder)) ?? "trixie";
  return systemNeeds("rust", lockOf(folder), { kind: "debian", release });
}

/** What crates, and `others`, need of Debian: to be built in the stage with the compiler, and to run. */
function libraryChanges(
  folder: ProjectFolder,
  snippet: "ms-rust" | "ms-rust-chef",
  others: readonly string[],
): Change[] {
  const crates = lockOf(folder);
  const { builds, runs } = nativeOf(folder);
  const tools = Object.entries(TOOLS).flatMap(([name, packages]) => (crates.has(name) ? packages : []));
  const build = [
    ...new Set([...builds, ...(builds.length > 0 ? ["pkg-config"] : []), ...tools, ...others]),
  ].sort();
  const run = [
    ...new Set([...(TRUSTS.some(name => crates.has(name)) ? ["ca-certificates"] : []), ...runs]),
  ].sort();
  const apt = (names: readonly string[]) =>
    `RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends ${names.join(" ")} \\\\\n    && rm -rf /var/lib/apt/lists/*\n`;
  const offline =
    matching(folder, /^(?:\.sqlx\/|sqlx-data\.json$)/).length > 0 ? "ENV SQLX_OFFLINE=true\n" : "";
  const above = (build.length === 0 ? "" : apt(build)) + offline;
  const from = snippet === "ms-rust" ? "AS ${1:toolchain}\n" : "AS ${1:chef}\n";
  return [
    ...(above === "" ? [] : [{ replace: from, by: from + above }]),
    ...(run.length === 0 ? [] : [{ replace: "AS ${7:runtime}\n", by: `AS \${7:runtime}\n${apt(run)}` }]),
  ];
}

function withoutLock(snippet: "ms-rust" | "ms-rust-chef"): Change[] {
  return snippet === "ms-rust"
    ? [{ replace: " --locked", by: "" }]
    : [
        { replace: "--release --locked --recipe-path", by: "--release --recipe-path" },
        { replace: "--release --locked --bin", by: "--release --bin" },
      ];
}

/** The version of rust-toolchain; null for a channel, and where nothing says it: then the newest one does. */
function toolchainOf(folder: ProjectFolder): string | null {
  const text = folder.read("rust-toolchain.toml") ?? folder.read("rust-toolchain");
  const channel = /^\s{0,9}channel\s{0,9}=\s{0,9}["']([^"'\n]{1,40})["']/m.exec(text ?? "")?.[1] ?? text;
  const version = exactVersion(channel, 3) ?? exactVersion(toolVersion(folder, "rust"), 3);
  return version?.includes(".") === true ? version : null;
}

/** The Debian that there are images of a version for: https://hub.docker.com/_/rust */
function systemOf(version: string | null): "bookworm" | "bullseye" | null {
  if (version === null || satisfies(version, ">=1.89")) return null;
  return satisfies(version, ">=1.71") ? "bookworm" : "bullseye";
}
