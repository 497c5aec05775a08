/** Rust: a program is one file that needs the C library it was built with. */
import * as l10n from "@vscode/l10n";
import { compilesAtStart, filesBeside, otherPrograms, programOf } from "../compiled";
import { noBuildCommand } from "../benefit";
import { isAlpine, readImage } from "../image";
import { librariesFor } from "../nativeLibraries";
import { installedPackages } from "../packages";
import { alpineFor, debianFor, isSystemImage } from "../slimImage";
import type { Ecosystem, Plan } from "../plan";
import { allCommands } from "../singleStage";
import { certificates, hasCertificates, missingPrograms } from "../runtimeNeeds";

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
    const installFolder = isSystemImage(image) ? "/root/.cargo/bin" : "/usr/local/cargo/bin";
    const program = programOf(single, installFolder);
    if ("refused" in program) return program;
    const others = otherPrograms(single, installFolder);
    if ("refused" in others) return others;
    const beside = filesBeside(single, project);
    const lock = project.texts.get("Cargo.lock");
    const installed = installedPackages(single.lines);
    const plan: Omit<Plan, "base" | "baseReason" | "installs"> = {
      artifacts: [program, ...others, ...beside.artifacts],
      folder: null,
      buildPackages: TOOLS,
      isBuild: ([name = ""]) => BUILDERS.test(name),
      unknown: [
        ...beside.unknown,
        ...(lock === undefined
          ? [l10n.t("Check which system libraries the program needs, and install them here.")]
          : []),
      ],
    };
    const expanded = { ...readImage(single.stage.base.expanded), prefix: image.prefix };
    if (isAlpine(tag))
      return {
        ...plan,
        base: alpineFor(expanded),
        baseReason: l10n.t("Alpine, with the C library that the program is built with"),
        installs: "apk",
        hasPackages: /^(?:ca-certificates(?:-bundle)?|libstdc\+\+|musl)$/,
        libraries: [
          ...librariesFor(single, project, "rust", { base: alpineFor(expanded), installs: "apk" }),
          ...missingPrograms(single, "alpine"),
        ],
      };
    const base = debianFor(expanded, installed);
    return {
      ...plan,
      base,
      baseReason: l10n.t("Debian slim, with the C library that the program is built with"),
      installs: "apt",
      hasPackages: /^ca-certificates$/,
      artifacts: [...(hasCertificates(single) ? [certificates()] : []), ...plan.artifacts],
      libraries: [
        ...librariesFor(single, project, "rust", { base, installs: "apt" }),
        ...missingPrograms(single),
      ],
    };
  },
};
