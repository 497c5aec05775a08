/** Cargo.toml: the programs of a package or a workspace, and the toolchain. */
import * as l10n from "@vscode/l10n";
import { below, matching, parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { field, fieldsOf, listOf, readToml, textOf } from "../ecosystems/manifest";
import type { Change, Found, Proposal } from "./plan";
import { answerTo, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, satisfies, toolVersion } from "../ecosystems/versions";

/** Reads a package or a workspace of Cargo that has a program; null where the folder has none. */
export function readRustProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("Cargo.toml")) return null;
  const { fields, problem } = readToml(folder, "Cargo.toml");
  const isWorkspace = fields["workspace"] !== undefined;
  const manifests = isWorkspace ? matching(folder, /(?:^|\/)Cargo\.toml$/) : ["Cargo.toml"];
  const programs = [...new Set(manifests.flatMap(manifest => programsOf(below(folder, parentOf(manifest)))))];
  if (programs.length === 0 && problem === null) return null;
  const preferred = sanitize.name(field(fields, "package", "default-run"));
  const ordered = [...programs].sort((one, other) => Number(other === preferred) - Number(one === preferred));
  const labels = {
    "ms-rust": l10n.t("A program, compiled with cache mounts"),
    "ms-rust-chef": l10n.t("With cargo-chef: dependencies in a separate layer"),
  };
  const proposals = (["ms-rust", "ms-rust-chef"] as const).map(snippet =>
    proposal(folder, snippet, ordered, labels[snippet]),
  );
  const notes = problem === null ? [] : [problem];
  return {
    what: isWorkspace ? l10n.t("Rust, a workspace") : "Rust",
    manifest: "Cargo.toml",
    proposals,
    notes,
  };
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
  snippet: "ms-rust" | "ms-rust-chef",
  programs: readonly string[],
  label: string,
): Proposal {
  const question = programs.length > 1 ? askProgram(programs) : null;
  return {
    label,
    snippet,
    questions: questionsOf(question),
    plan: answers => {
      const version = toolchainOf(folder);
      const port = portOf(folder);
      const changes: Change[] = [
        ...(folder.files.has("Cargo.lock") ? [] : withoutLock(snippet)),
        ...(port === null ? [] : [{ replace: "ENTRYPOINT [", by: `EXPOSE ${port}\nENTRYPOINT [` }]),
      ];
      return {
        snippet,
        values: { 2: version, 3: systemOf(version), 6: answerTo(question, answers) ?? programs[0] ?? null },
        changes,
        ignored: ["target", "*.pdb", ".env"],
        needed: ["src", "crates"],
      };
    },
  };
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
function systemOf(version: string | null): string | null {
  if (version === null || satisfies(version, ">=1.89")) return null;
  return satisfies(version, ">=1.71") ? "bookworm" : "bullseye";
}

function portOf(folder: ProjectFolder): string | null {
  const text = folder.read("src/main.rs") ?? "";
  const written =
    /"(?:0\.0\.0\.0|127\.0\.0\.1|\[::\]):(\d{2,5})"/.exec(text)?.[1] ??
    /"(?:0\.0\.0\.0|127\.0\.0\.1)",\s{0,3}(\d{2,5})\b/.exec(text)?.[1] ??
    /\(\[0, ?0, ?0, ?0\],\s{0,3}(\d{2,5})\)/.exec(text)?.[1];
  return sanitize.port(written);
}
