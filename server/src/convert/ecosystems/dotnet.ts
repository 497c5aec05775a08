/** .NET: the SDK publishes a folder, which the runtime's image of the same tag runs. */
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import { noBuildCommand } from "../benefit";
import { isAlpine, withTag } from "../image";
import { nameOf, parentOf, resolvePath } from "../paths";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";

const SDK = "mcr.microsoft.com/dotnet/sdk";

export const dotnet: Ecosystem = {
  owns: repository => repository === SDK || repository === "mcr.microsoft.com/dotnet/core/sdk",
  plan: single => {
    const { start, image, tag, workdir } = single;
    const [program = "", ...rest] = start.words;
    const written = start.words.join(" ");
    if (program === "dotnet" && /^(?:run|watch|test)$/.test(rest[0] ?? ""))
      return refusal(
        l10n.t(
          '"{0}" compiles the program each time it starts. Publish it in a RUN instruction, and start the resulting .dll file.',
          written,
        ),
      );
    const commands = allCommands(single);
    if (
      !commands.some(({ words: [name, verb = ""] }) => name === "dotnet" && /^(?:build|publish)$/.test(verb))
    )
      return noBuildCommand("dotnet publish");
    const file = program === "dotnet" ? rest.find(word => word.endsWith(".dll")) : program;
    const path = file === undefined ? null : resolvePath(workdir, file);
    if (path === null || file === undefined || /[*$]/.test(path))
      return refusal(l10n.t('Cannot determine which files "{0}" needs.', written));
    const outputs = commands.flatMap(({ words, at }) => {
      const output = outputOf(words);
      return words[0] === "dotnet" && output !== undefined ? [resolvePath(at.workdir, output)] : [];
    });
    const folder = parentOf(path);
    const isMade = outputs.includes(folder) || /\/bin\/(?:Debug|Release)\//.test(path);
    if (!isMade || folder === "/")
      return refusal(
        l10n.t("No command writes to {0}. Publish with -o to the folder in the start command.", path),
      );
    const core = image.repository.includes("/core/") ? "core/" : "";
    // The SDK's own tags say its version with a patch of its own: 8.0.404 has the runtime 8.0.
    const runtimeTag = image.tag.replace(/^(\d+\.\d+)\.\d+/, "$1");
    return {
      base: withTag(image, `mcr.microsoft.com/dotnet/${core}aspnet`, runtimeTag),
      baseReason: l10n.t(
        "the .NET runtime of the same version, without the SDK ({0} is enough for programs that are no web applications)",
        "dotnet/runtime",
      ),
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [
        {
          from: folder,
          reason: l10n.t("Copy the published application, {0}", nameOf(path)),
        },
      ],
      folder: null,
      libraries: missingPrograms(single, isAlpine(tag) ? "alpine" : "debian"),
      buildPackages: /^(?:curl|git|nodejs|npm|unzip|wget)$/,
      hasPackages: /^ca-certificates$/,
      readsNothingElse: true,
      isBuild,
      unknown: [],
    };
  },
};

/** Whether a command builds: a tool or a certificate that is installed for a user is none of that, unless it is told where to. */
function isBuild([name = "", verb = "", ...rest]: readonly string[]): boolean {
  if (name !== "dotnet") return /^(?:git|npm|node|nuget)$/.test(name);
  return (
    !/^(?:dev-certs|tool)$/.test(verb) ||
    /^(?:restore|list)$/.test(rest[0] ?? "") ||
    rest.some(word => /^(?:-ep|--export-path|--tool-path)(?:=|$)/.test(word))
  );
}

/** The value of `-o`, `--output`. */
function outputOf(words: readonly string[]): string | undefined {
  const [, joined] = /^--output=(.*)$/.exec(words.find(word => word.startsWith("--output=")) ?? "") ?? [];
  const at = words.findIndex(word => word === "-o" || word === "--output");
  return joined ?? (at === -1 ? undefined : words[at + 1]);
}
