/** Rust: a program is one file that needs the C library it was built with. */
import * as l10n from "@vscode/l10n";
import { compilesAtStart, filesBeside, programOf } from "../compiled";
import { noBuildCommand } from "../benefit";
import { isAlpine, readImage } from "../image";
import { alpineFor, debianFor } from "../slimImage";
import type { Ecosystem, Plan } from "../plan";
import { allCommands } from "../singleStage";
import { certificates, missingPrograms } from "../runtimeNeeds";

const BUILDERS = /^(?:cargo|git|just|make|protoc|rustc|rustup|sqlx|strip|trunk|wasm-pack)$/;

/** Packages that builds ask for. */
const TOOLS = /^(?:clang|cmake|curl|git|llvm|lld|mold|musl-tools|protobuf-compiler|protoc|unzip|wget)$/;

export const rust: Ecosystem = {
  owns: repository => repository === "rust",
  plan: (single, project) => {
    const { start, tag, image } = single;
    if (start.words[0] === "cargo") return compilesAtStart(single);
    const builds = allCommands(single).some(
      ({ words: [program = "", ...rest] }) =>
        (program === "cargo" && rest.some(word => /^(?:build|install|b)$/.test(word))) ||
        /^(?:just|make|rustc)$/.test(program),
    );
    if (!builds) return noBuildCommand("cargo build");
    const program = programOf(single, "/usr/local/cargo/bin");
    if ("refused" in program) return program;
    const beside = filesBeside(single, project);
    const lock = project.texts.get("Cargo.lock");
    const usesOpenssl = lock?.includes('name = "openssl-sys"');
    const plan: Omit<Plan, "base" | "baseReason" | "installs"> = {
      artifacts: [program, ...beside.artifacts],
      folder: null,
      buildPackages: usesOpenssl ? new RegExp(`${TOOLS.source}|^(?:libssl-dev|openssl-dev)$`) : TOOLS,
      isBuild: ([name = ""]) => BUILDERS.test(name),
      unknown: [
        ...beside.unknown,
        ...(lock === undefined
          ? [l10n.t("Not known: which system libraries the program needs. Install them here.")]
          : []),
      ],
    };
    const expanded = { ...readImage(single.stage.base.expanded), prefix: image.prefix };
    if (isAlpine(tag))
      return {
        ...plan,
        base: alpineFor(expanded),
        baseReason: l10n.t("Alpine, because the program is built with its C library."),
        installs: "apk",
        hasPackages: /^(?:ca-certificates(?:-bundle)?|musl)$/,
        libraries: usesOpenssl ? ["libssl3"] : [],
      };
    return {
      ...plan,
      base: debianFor(expanded),
      baseReason: l10n.t("Debian slim, because the program is built with its C library."),
      installs: "apt",
      hasPackages: /^ca-certificates$/,
      // The slim image has no certificates that could be copied.
      artifacts: [...(/(?:^|-)slim/.test(tag) ? [] : [certificates()]), ...plan.artifacts],
      libraries: [...(usesOpenssl ? ["libssl3"] : []), ...missingPrograms(single)],
    };
  },
};
