/** PHP: extensions belong to both stages, Composer and what it needs to the build alone. */
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import { noProgramFolder, programFolder } from "../benefit";
import { isAlpine } from "../image";
import { isWithin } from "../../stages/files/paths";
import type { Ecosystem } from "../plan";
import { allCommands } from "../singleStage";

const TOOLS = /^(?:\.\/artisan|bin\/console|composer|git|node|npm|php|yarn|\.\/vendor\/bin\/\w+)$/;
/** Composer itself, and the script that installs it. */
const COMPOSER_FILE = /(?:^|\/)composer(?:\.phar|-setup\.php)?$|getcomposer\.org/;
/** What changes PHP and its server, and not the program. */
const SYSTEM = /^(?:a2\w+|docker-php-(?:ext|source)\S*|install-php-extensions|pear|pecl|setcap)$/;

export const php: Ecosystem = {
  owns: repository => repository === "php",
  folder: "/var/www/html",
  startsByItself: true,
  plan: single => {
    const { lines, tag } = single;
    const commands = allCommands(single);
    const base = single.stage.base.text;
    const installs = commands.filter(
      ({ words: [name, ...rest] }) =>
        name === "composer" && /^(?:install|i|update)$/.test(rest.find(word => !word.startsWith("-")) ?? ""),
    );
    const composerAt = lines.findIndex(
      ({ commands: own, line }) =>
        own.some(
          ({ all, text }) => all.some(([name]) => name === "composer") || /getcomposer\.org/.test(text),
        ) ||
        /\bcomposer\b/i.test(line.instruction.flags.find(({ name }) => name === "from")?.value?.text ?? ""),
    );
    if (installs.length === 0 || composerAt === -1)
      return refusal(
        l10n.t("Composer installs nothing in this file, so there is nothing that only the build needs."),
      );
    if (
      lines
        .slice(composerAt)
        .some(({ commands: own }) => own.some(({ all }) => all.some(([name = ""]) => SYSTEM.test(name))))
    )
      return refusal(
        l10n.t(
          "PHP extensions are installed after Composer. Install them before Composer, so that both stages can share them.",
        ),
      );
    const folder = programFolder(single);
    if (folder === null || installs.some(({ at }) => at.workdir === null || !isWithin(at.workdir, folder)))
      return noProgramFolder();
    if (single.start.words[0] === "composer")
      return refusal(
        l10n.t(
          '"{0}" starts the program. Cannot determine what it needs in addition to the packages.',
          "composer",
        ),
      );
    const hasAll = installs.some(({ words }) => !words.includes("--no-dev"));
    const last = installs.at(-1);
    const shared = lines.slice(0, composerAt).findLast(({ keyword }) => keyword === "RUN");
    return {
      base,
      baseReason: l10n.t("the same PHP version with the same extensions, without Composer"),
      isSameBase: true,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts: [{ from: folder, reason: l10n.t("Copy the application with its dependencies") }],
      folder,
      ...(shared ? { sharedUntil: shared.line } : {}),
      ...(hasAll && last?.command.all.length === 1
        ? {
            behind: {
              line: last.at.line,
              additions: [
                {
                  text: `RUN ${last.command.text} --no-dev`,
                  reason: l10n.t("Remove development dependencies, which only the build needs"),
                },
              ],
            },
          }
        : {}),
      buildPackages: /^(?:git|unzip|zip|7zip|p7zip-full|subversion|mercurial)$/,
      isBuild,
      unknown: [],
    };
  },
};

/** Whether a command leaves nothing but what it does to the project: packages that Composer installs for a user are elsewhere. */
function isBuild(words: readonly string[]): boolean {
  const [name = "", verb] = words;
  if (name === "composer" && verb === "global") return false;
  return TOOLS.test(name) || words.some(word => COMPOSER_FILE.test(word));
}
