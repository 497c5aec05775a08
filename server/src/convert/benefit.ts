/** When several stages gain anything over one, and what is said where they do not: the same in every language. */
import * as l10n from "@vscode/l10n";
import { refusal } from "./conversion";
import type { Refusal } from "./conversion";
import { isSmall, isSystemImage } from "./slimImage";
import { installs } from "./packages";
import { isWithin } from "../stages/files/paths";
import { isTemporary } from "./effects";
import { allCommands } from "./singleStage";
import type { SingleStage } from "./singleStage";

/** Whether the stage installs packages of the system that only a build needs: compilers, headers. */
export function installsForBuild({ lines }: SingleStage): boolean {
  return lines.some(({ commands }) => installs(commands, {}).left.length > 0);
}

/**
 * Refuses a stage that several stages would not make smaller, where nothing but packages is installed (`hasInstalls`): none
 * are, or the base is small and nothing is built on it. Null where they would. `smaller` is the base that would do, `hasTools` says
 * that tools of the language are installed which only the build needs.
 */
export function noBenefit(
  single: SingleStage,
  hasInstalls: boolean,
  smaller: string,
  hasTools = false,
): Refusal | null {
  const isSmallAlready = isSmall(single.tag) || isSystemImage(single.image);
  if (hasInstalls && (!isSmallAlready || hasTools || installsForBuild(single))) return null;
  return isSmallAlready ? smallAlready(single) : nothingBuilt(smaller);
}

/**
 * The folder that the program lies in, with all that it was built of, an absolute path: that of the working directory, or one
 * above it, if something is installed, built or copied there. Null where nothing in the file says which.
 */
export function programFolder(
  single: SingleStage,
  isInstall: (words: readonly string[]) => boolean = () => false,
): string | null {
  const { workdir, lines } = single;
  if (workdir === null || workdir === "/") return null;
  const worked = allCommands(single).flatMap(({ words, folder }) => (isInstall(words) ? (folder ?? []) : []));
  const copied = lines.flatMap(({ keyword, destination, line: { instruction } }) =>
    keyword === "COPY" && destination !== null && instruction.flags.every(({ name }) => name !== "from")
      ? destination
      : [],
  );
  // What lies beside the program is copied with it where both are in one folder.
  const around = [
    ...worked.filter(folder => !/^\/(?:etc|usr(?:\/local)?|var|root)?$/.test(folder)),
    ...copied.filter(folder => !isTemporary(folder) && !isOfSystem(folder)),
  ];
  return around.reduce((folder, other) => {
    const both = commonFolder(folder, other);
    if (isWithin(folder, other) && other !== "/") return other;
    return both !== "/" && !isOfSystem(both) && worked.includes(other) ? both : folder;
  }, workdir);
}

/** Whether anything of the file works in a folder, or is copied to it: else nothing but WORKDIR makes it. */
export function isFolderUsed({ lines }: SingleStage, folder: string): boolean {
  return lines.some(
    ({ keyword, workdir, destination }) =>
      (keyword === "RUN" && workdir !== null && isWithin(workdir, folder)) ||
      (destination !== null && (isWithin(destination, folder) || isWithin(folder, destination))),
  );
}

/** Folders of a system, in which programs have folders of their own. */
function isOfSystem(path: string): boolean {
  return /^\/(?:bin|data|etc|home|lib|mnt|opt|root|run|sbin|srv|usr(?:\/(?:local|share|src)(?:\/\w+)?)?|var(?:\/\w+)?)?$/.test(
    path,
  );
}

function commonFolder(one: string, other: string): string {
  const [some, others] = [one.split("/"), other.split("/")];
  const at = some.findIndex((part, index) => part !== others[index]);
  return (at === -1 ? some : some.slice(0, at)).join("/") || "/";
}

/** Refuses a stage that leaves nothing behind. `smaller` is the base that would do for it. */
export function nothingBuilt(smaller: string): Refusal {
  return refusal(
    l10n.t(
      "This file builds nothing, so a second stage would leave nothing behind. Use {0} as the base image instead.",
      smaller,
    ),
  );
}

/** Refuses a stage that compiles no program. `command` is one that would, as it is typed. */
export function noBuildCommand(command: string): Refusal {
  return refusal(l10n.t('No command in this file builds a program, such as "{0}".', command));
}

/** Refuses a stage whose base is small, with nothing on it that could be left behind. */
export function smallAlready({ stage }: SingleStage): Refusal {
  return refusal(
    l10n.t(
      "{0} is already small, and this file installs nothing that only the build needs.",
      stage.base.text,
    ),
  );
}

/** Refuses a stage of which {@link programFolder} is not known. */
export function noProgramFolder(): Refusal {
  return refusal(l10n.t("The file has no WORKDIR, so the folder of the program is not known."));
}
