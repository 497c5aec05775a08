/** Bun: the program folder with its packages on the slim image, or the one file that `bun build --compile` makes. */
import * as l10n from "@vscode/l10n";
import { noProgramFolder, nothingBuilt, programFolder, smallAlready } from "../benefit";
import { refusal } from "../conversion";
import { developmentStart } from "../developmentStart";
import { isAlpine } from "../image";
import { librariesFor } from "../nativeLibraries";
import { isSmall, smallBase } from "../slimImage";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import { packageFile, startWords } from "./nodeStart";
import { loadsBrowser } from "./nodeCommands";

export const bun: Ecosystem = {
  owns: repository => repository === "oven/bun",
  // The WORKDIR of its images (github.com/oven-sh/bun, dockerhub/).
  folder: "/home/bun/app",
  plan: (single, project) => {
    const { start, tag } = single;
    const file = packageFile(project);
    const words =
      start.words[0] === "bun" && start.words[1] === "run" ? ["npm", ...start.words.slice(1)] : start.words;
    const development = developmentStart(startWords(words, file));
    if (development !== null) return development;
    if (start.words.some(word => /^--(?:hot|watch)$/.test(word)))
      return refusal(
        l10n.t(
          '"{0}" builds and starts the program again after each change. Start the program itself instead.',
          start.words.join(" "),
        ),
      );
    const base = smallBase(single, l10n.t("the same Bun version on Debian slim"));
    const installs = allCommands(single).some(
      ({ words: [name, verb] }) => name === "bun" && /^(?:ci|i|install)$/.test(verb ?? ""),
    );
    if (isSmall(tag)) return smallAlready(single);
    if (!installs) return nothingBuilt(base.base);
    const workdir = programFolder(single, ([name]) => name === "bun");
    if (workdir === null) return noProgramFolder();
    return {
      ...base,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [{ from: workdir, reason: l10n.t("Copy the application with its dependencies") }],
      folder: workdir,
      libraries: librariesFor(single, project, "node", { ...base, installs: "apt" }),
      buildPackages: /^python3$/,
      isBuild: commandWords =>
        /^(?:bun|bunx|git|node|npm|npx|tsc)$/.test(commandWords[0] ?? "") &&
        !commandWords.includes("-g") &&
        !commandWords.includes("--global") &&
        !loadsBrowser(commandWords),
      runsThere: loadsBrowser,
    };
  },
};
