/** Ruby: Bundler's folder of gems and the program are copied to the slim image. */
import * as l10n from "@vscode/l10n";
import { isFolderUsed, noBenefit, noProgramFolder, programFolder } from "../benefit";
import { isAlpine } from "../image";
import { librariesFor } from "../nativeLibraries";
import { resolvePath } from "../paths";
import { isSmall, smallBase } from "../slimImage";
import { isWithin } from "../../stages/files/paths";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";

/** Where the official images keep gems: GEM_HOME and BUNDLE_APP_CONFIG (https://github.com/docker-library/ruby). */
const GEMS = "/usr/local/bundle";
const TOOLS = /^(?:bin\/\w+|\.\/bin\/\w+|bundle|gem|git|make|node|npm|rails|rake|ruby|yarn)$/;

/** The folders beside that in which Bundler is told to install gems, and that are not copied with the program. */
function gemFolders(single: SingleStage, workdir: string): string[] {
  const told = allCommands(single).flatMap(({ words, folder }) => {
    const at = words.findIndex(word => /^(?:--)?path(?:=|$)/.test(word));
    if (words[0] !== "bundle" || at === -1) return [];
    const [, joined] = (words[at] ?? "").split(/=(.*)/s);
    return resolvePath(folder, joined ?? words[at + 1] ?? "") ?? [];
  });
  const named = single.env("BUNDLE_PATH") ?? single.env("GEM_HOME");
  const all = named?.startsWith("/") === true ? [...told, named] : told;
  return [...new Set(all)].filter(path => !isWithin(path, workdir) && !isWithin(path, GEMS));
}

export const ruby: Ecosystem = {
  owns: repository => repository === "ruby",
  plan: (single, project) => {
    const { tag, env } = single;
    const commands = allCommands(single);
    const bundles = commands.filter(
      ({ words: [name, ...rest] }) =>
        name === "bundle" && (rest.length === 0 || rest[0] === "install" || rest[0]?.startsWith("-")),
    );
    const base = smallBase(single, l10n.t("the same Ruby version, without compilers and headers"));
    const refused = noBenefit(single, bundles.length > 0, base.base);
    if (refused) return refused;
    const workdir = programFolder(single);
    if (workdir === null) return noProgramFolder();
    const isProduction =
      env("RAILS_ENV") === "production" ||
      env("RACK_ENV") === "production" ||
      env("APP_ENV") === "production";
    const chooses =
      commands.some(
        ({ words }) =>
          words[0] === "bundle" && words.some(word => /^(?:--)?without|^--deployment|^deployment/.test(word)),
      ) || env("BUNDLE_WITHOUT") !== undefined;
    const without = 'ENV BUNDLE_WITHOUT="development:test"';
    const adds = isProduction && !chooses;
    return {
      ...base,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [
        { from: GEMS, reason: l10n.t("Copy the installed gems") },
        ...gemFolders(single, workdir).map(from => ({ from })),
        ...(isFolderUsed(single, workdir) ? [{ from: workdir, reason: l10n.t("Copy the application") }] : []),
      ],
      folder: workdir,
      ...(adds
        ? {
            first: [
              {
                text: without,
                reason: l10n.t("Install production gems only"),
              },
            ],
            head: [{ text: without }],
          }
        : {}),
      libraries: [
        ...librariesFor(single, project, "ruby", { ...base, installs: isAlpine(tag) ? "apk" : "apt" }),
        ...missingPrograms(single, isAlpine(tag) ? "alpine" : "debian"),
      ],
      isSameBase: base.base === single.stage.base.text,
      // RubyGems itself lies beside the gems.
      isBuild: ([name = "", ...rest]) => TOOLS.test(name) && !(name === "gem" && rest.includes("--system")),
      unknown: [
        ...(isProduction || chooses
          ? []
          : [
              l10n.t(
                "Check whether the program runs in production. All gems are kept, including those for development.",
              ),
            ]),
        ...(isSmall(tag) || project.texts.has("Gemfile.lock")
          ? []
          : [l10n.t("Check which system libraries the gems need, and install them here.")]),
      ],
    };
  },
};
