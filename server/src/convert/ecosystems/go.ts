/** Go: a program is one file. Without C it needs no system at all, else the C library that it was built with. */
import * as l10n from "@vscode/l10n";
import { compilesAtStart, filesBeside, otherPrograms, programOf } from "../compiled";
import { noBuildCommand } from "../benefit";
import { isAlpine, readImage } from "../image";
import { alpineFor, debianFor, isSystemImage } from "../slimImage";
import { librariesFor } from "../nativeLibraries";
import { installedPackages, installs } from "../packages";
import type { Ecosystem, Plan } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { certificates, hasCertificates, missingPrograms, needsSystem } from "../runtimeNeeds";

/** A base with the certificates and the time zones that programs ask for, and nothing to run (github.com/GoogleContainerTools/distroless). */
const DISTROLESS = "gcr.io/distroless/static-debian13";
const BUILD_PACKAGES =
  /^(?:bash|curl|git|openssh-client|openssh|upx|wget|unzip|protobuf-compiler|protoc|protobuf)$/;
const BUILDERS = /^(?:buf|git|go|gofmt|goreleaser|mage|make|protoc|sqlc|strip|swag|task|templ|upx|wire)$/;

export const go: Ecosystem = {
  owns: repository => repository === "golang",
  folder: "/go",
  plan: (single, project) => {
    const { image, tag, start } = single;
    if (start.words[0] === "go") return compilesAtStart(single);
    const builds = allCommands(single).some(
      ({ words: [program = "", verb = ""] }) =>
        (program === "go" && /^(?:build|install)$/.test(verb)) ||
        /^(?:goreleaser|mage|make|task)$/.test(program),
    );
    if (!builds) return noBuildCommand("go build");
    const installFolder = isSystemImage(image) ? "/root/go/bin" : "/go/bin";
    const program = programOf(single, installFolder);
    if ("refused" in program) return program;
    const others = otherPrograms(single, installFolder);
    if ("refused" in others) return others;
    const beside = filesBeside(single, project);
    const hasNoC = withoutC(single);
    const plan: Omit<Plan, "base" | "baseReason" | "installs"> = {
      artifacts: [program, ...others, ...beside.artifacts],
      folder: null,
      buildPackages: BUILD_PACKAGES,
      isBuild: ([name = ""]) => BUILDERS.test(name),
      unknown: beside.unknown,
    };
    const small = {
      ...plan,
      base: DISTROLESS,
      baseReason: "",
      installs: null,
      hasPackages: /^(?:ca-certificates(?:-bundle)?|libstdc\+\+|tzdata)$/,
    };
    if (hasNoC && !needsSystem(single, small) && !keepsPackages(single, small))
      return {
        ...small,
        baseReason: l10n.t(
          "no operating system, because the program is built without C and needs only certificates and time zones",
        ),
      };
    if (isAlpine(tag))
      return {
        ...plan,
        base: alpineFor(readImage(single.stage.base.expanded)),
        baseReason: l10n.t("Alpine, with the C library that the program is built with"),
        installs: "apk",
        hasPackages: /^(?:ca-certificates(?:-bundle)?|libstdc\+\+|musl)$/,
        libraries: missingPrograms(single, "alpine"),
      };
    const written = { ...readImage(single.stage.base.expanded), prefix: image.prefix };
    const base = debianFor(written, installedPackages(single.lines));
    return {
      ...plan,
      base,
      baseReason: hasNoC
        ? l10n.t("Debian slim, because other commands run next to the program")
        : l10n.t("Debian slim, with the C library that the program is built with (CGO_ENABLED=0 needs none)"),
      installs: "apt",
      hasPackages: /^ca-certificates$/,
      artifacts: [...(hasCertificates(single) ? [certificates()] : []), ...plan.artifacts],
      buildPackages: new RegExp(`${BUILD_PACKAGES.source}|^golang.*$`),
      libraries: [
        ...librariesFor(single, project, "go", { base, installs: "apt" }),
        ...missingPrograms(single),
      ],
    };
  },
};

/** Whether every build says that it goes without C. */
function withoutC(single: SingleStage): boolean {
  if (single.env("CGO_ENABLED") === "0") return true;
  const builds = single.lines
    .flatMap(({ commands }) => commands)
    .filter(({ all }) =>
      all.some(([program, verb]) => program === "go" && /^(?:build|install)$/.test(verb ?? "")),
    );
  return builds.length > 0 && builds.every(({ text }) => /\bCGO_ENABLED=["']?0\b/.test(text));
}

/** Whether packages are installed that the program may need. */
function keepsPackages({ lines }: SingleStage, plan: Pick<Plan, "buildPackages" | "hasPackages">): boolean {
  return lines.some(({ commands }) => installs(commands, plan).script !== null);
}
