/** Deno: what `deno compile` makes is one file that needs a C library; anything else needs Deno and its cache, which is the image. */
import * as l10n from "@vscode/l10n";
import { filesBeside, programOf } from "../compiled";
import { refusal } from "../conversion";
import { isAlpine } from "../image";
import { resolvePath } from "../paths";
import { certificates } from "../runtimeNeeds";
import { alpineFor, debianFor } from "../slimImage";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";

export const deno: Ecosystem = {
  owns: repository => repository === "denoland/deno",
  plan: (single, project) => {
    const { start, tag, image, workdir } = single;
    const [program = ""] = start.words;
    const compiled = allCommands(single).flatMap(({ words, folder }) =>
      words[0] === "deno" && words[1] === "compile" ? [compiledFile(words, folder)] : [],
    );
    if (program === "deno" || compiled.length === 0)
      return refusal(
        l10n.t(
          '"{0}" needs Deno, so a second stage would leave nothing behind. Compile the program with "deno compile", and start the resulting file.',
          start.words.join(" "),
        ),
      );
    const found = programOf(single, "/usr/local/bin");
    if ("refused" in found) return found;
    const path = resolvePath(workdir, program);
    if (!compiled.includes(path))
      return refusal(l10n.t('Cannot determine which files "{0}" needs.', start.words.join(" ")));
    const beside = filesBeside(single, project);
    const base = isAlpine(tag) ? alpineFor(image) : debianFor(image);
    return {
      base,
      baseReason: isAlpine(tag)
        ? l10n.t("Alpine, with the C library that the program is built with")
        : l10n.t("Debian slim, with the C library that the program is built with"),
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [...(isAlpine(tag) ? [] : [certificates()]), found, ...beside.artifacts],
      folder: null,
      hasPackages: /^ca-certificates$/,
      isBuild: ([name = ""]) => name === "deno",
      unknown: beside.unknown,
    };
  },
};

/** The file that `deno compile` writes: that of its option, else null, because its name comes from the module. */
function compiledFile(words: readonly string[], folder: string | null): string | null {
  const at = words.findIndex(word => word === "-o" || word === "--output");
  const joined = words.find(word => word.startsWith("--output="))?.slice("--output=".length);
  const name = joined ?? (at === -1 ? undefined : words[at + 1]);
  return name === undefined ? null : resolvePath(folder, name);
}
