/** Elixir: a release has all that it runs but the libraries of its system, which the small image of the same version has. */
import * as l10n from "@vscode/l10n";
import { noBuildCommand } from "../benefit";
import { compilesAtStart } from "../compiled";
import { refusal } from "../conversion";
import { isAlpine } from "../image";
import { resolvePath } from "../paths";
import { smallBase } from "../slimImage";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";

/** Where `mix release` writes to: the folder of a release holds bin/, lib/ and its Erlang (hexdocs.pm/mix/Mix.Tasks.Release.html). */
const RELEASE = /^(.*\/rel\/[^/]+)\/bin\/[^/]+$/;

export const elixir: Ecosystem = {
  owns: repository => repository === "elixir" || repository === "hexpm/elixir",
  plan: single => {
    const { start, tag, workdir, image } = single;
    const [program = ""] = start.words;
    if (/^(?:elixir|iex|mix)$/.test(program)) return compilesAtStart(single);
    const commands = allCommands(single);
    if (!commands.some(({ words }) => words[0] === "mix" && words.includes("release")))
      return noBuildCommand("mix release");
    const path = resolvePath(workdir, program);
    const told = commands.flatMap(({ words, folder: where }) => {
      const at = words.indexOf("--path");
      const target = at === -1 ? null : resolvePath(where, words[at + 1] ?? "");
      return words[0] === "mix" && target !== null ? [target] : [];
    });
    const named = path === null ? undefined : RELEASE.exec(path)?.[1];
    const folder = told.find(one => path !== null && path.startsWith(`${one}/`)) ?? named;
    if (folder === undefined)
      return refusal(l10n.t('Cannot determine which files "{0}" needs.', start.words.join(" ")));
    const base = smallBase(single, l10n.t("the same Elixir version, without compilers and headers"));
    return {
      // Tags of hexpm/elixir name versions of all, and none of them is small in another way.
      ...(image.repository === "elixir" ? base : { ...base, base: single.stage.base.text }),
      installs: isAlpine(tag) ? "apk" : "apt",
      isSameBase: base.base === single.stage.base.text || image.repository !== "elixir",
      artifacts: [{ from: folder, reason: l10n.t("Copy the release") }],
      folder: null,
      buildPackages: /^(?:curl|git|nodejs|npm|wget|yarn)$/,
      hasPackages: /^(?:ca-certificates|libgcc|libstdc\+\+|ncurses-libs|openssl)$/,
      isBuild: ([name = ""]) => /^(?:git|mix|node|npm|npx|yarn)$/.test(name),
    };
  },
};
