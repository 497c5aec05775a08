/** What a RUN does to the system around a program, and what of it the stage that runs the program needs as well. */
import { fileEffects } from "../stages/files/commandFiles";
import type { Command } from "./commands";
import { installs, isPackageCommand } from "./packages";
import { resolvePath } from "./paths";
import { isWithin } from "../stages/files/paths";
import type { Plan } from "./plan";
import type { StageLine } from "./singleStage";

/** Programs that make users and groups, or change them. */
export const ACCOUNTS = new Set([
  "addgroup",
  "adduser",
  "groupadd",
  "groupmod",
  "passwd",
  "useradd",
  "usermod",
]);
/** Commands that leave no file behind, or take files away. */
const HARMLESS =
  /^(?:\[|cat|cd|date|echo|env|exit|export|find|grep|id|java|ldconfig|ls|printenv|printf|pwd|rm|sleep|test|true|uname|unset|update-ca-certificates|which|whoami)$/;
/** Commands that change what their operands name. */
const ON_FILES =
  /^(?:\.\/|bash$|bunzip2$|bzip2$|chgrp$|chmod$|chown$|cp$|curl$|dos2unix$|gunzip$|gzip$|install$|ln$|mkdir$|mv$|sed$|sh$|tar$|tee$|touch$|unzip$|wget$|xz$)/;

/** What a RUN means for the stage that runs the program. */
export interface SystemPart {
  /** Scripts to say again, each a RUN of its own. */
  readonly scripts: readonly string[];
  /** What else of the command is the build's: nothing, if all of it is said again. */
  readonly isWhole: boolean;
  /** Commands of which nobody knows what they leave behind. */
  readonly unknown: readonly Command[];
  /** Packages that the scripts install without anybody knowing what for. */
  readonly unknownPackages: readonly string[];
  readonly left: readonly string[];
  /** Scripts that change what is copied: they come behind it. */
  readonly late: readonly string[];
}

/** What is asked of a plan to read a RUN: all but what the new stage begins with. */
export type SystemPlan = Pick<
  Plan,
  "artifacts" | "buildPackages" | "folder" | "hasPackages" | "installs" | "isBuild" | "isForBoth"
>;

/**
 * Reads the commands of a RUN. `endFolder` is the WORKDIR at the end of the stage; `made` are folders that earlier commands
 * have made where the program runs, and more are added.
 */
export function systemPart(
  at: StageLine,
  plan: SystemPlan,
  endFolder: string | null,
  made: Set<string>,
): SystemPart {
  const packages = at.commands.filter(holdsPackages);
  const installed = installs(packages, plan);
  const scripts: string[] = installed.script === null || plan.installs === null ? [] : [installed.script];
  const unknown: Command[] = [];
  const replayed: string[] = [];
  const late: string[] = [];
  let isWhole = true;
  for (const command of at.commands) {
    if (packages.includes(command)) {
      isWhole &&= installed.left.length === 0 && isPackageCommand(command);
      continue;
    }
    const [program = ""] = command.words;
    if ((ACCOUNTS.has(program) && !command.isCompound) || plan.isForBoth?.(command))
      replayed.push(command.text);
    else {
      const said = folderCommand(command, at, plan, endFolder, made);
      if (said === "again") replayed.push(command.text);
      else isWhole = false;
      if (said === "late") late.push(lateText(command));
      if (said === "unknown") unknown.push(command);
    }
  }
  if (replayed.length > 0) scripts.push(replayed.join(" && "));
  return { scripts, isWhole, unknown, unknownPackages: installed.unknown, left: installed.left, late };
}

function holdsPackages(command: Command): boolean {
  if (command.isCompound) return false;
  return isPackageCommand(command) || command.all.some(words => isPackageCommand({ ...command, words }));
}

/** What becomes of a command that is neither of packages nor of accounts. */
function folderCommand(
  { words, all, isCompound }: Command,
  { workdir }: StageLine,
  plan: SystemPlan,
  endFolder: string | null,
  made: Set<string>,
): "again" | "build" | "late" | "unknown" {
  const [program = "", ...rest] = words;
  if (all.every(one => plan.isBuild(one) || HARMLESS.test(one[0] ?? ""))) return "build";
  if (isCompound || all.length > 1)
    return all.every(one => isInside(one, workdir, plan)) ? "build" : "unknown";
  const paths = rest.filter(word => !word.startsWith("-")).map(word => resolvePath(workdir, word));
  if (program === "mkdir") {
    const folders = fileEffects([words], workdir, word => word).map(({ path }) => path);
    if (
      folders.length > 0 &&
      plan.folder !== null &&
      folders.every(path => isWithin(path, plan.folder ?? ""))
    )
      return "build";
    if (folders.length === 0 || paths.includes(null)) return "unknown";
    for (const path of folders) made.add(path);
    return rest.every(word => word.startsWith("-") || word.startsWith("/")) || workdir === endFolder
      ? "again"
      : "unknown";
  }
  if (program === "chown" || program === "chmod" || program === "chgrp") {
    const [, ...targets] = rest.filter(word => !word.startsWith("-")).map(word => resolvePath(workdir, word));
    if (
      targets.length > 0 &&
      targets.every(path => path !== null && (made.has(path) || isSystemFolder(path)))
    )
      return "again";
    // What is in the folder keeps its owner when it is copied, the folder itself does not.
    if (targets.includes(endFolder) && endFolder !== null && endFolder !== "/") return "late";
  }
  // What is made under the path of something that is copied is what is copied.
  const written = fileEffects([words], workdir, word => word).filter(({ isRemoved }) => !isRemoved);
  if (
    written.length > 0 &&
    written.every(({ path }) => plan.artifacts.some(({ from }) => isWithin(path, from)))
  )
    return "build";
  return isInside(words, workdir, plan) ? "build" : "unknown";
}

/** Whether a command works on files alone that are copied as a whole, or that nobody needs. */
function isInside(words: readonly string[], workdir: string | null, plan: SystemPlan): boolean {
  const [program = "", ...rest] = words;
  if (HARMLESS.test(program) || plan.isBuild(words)) return true;
  if (!ON_FILES.test(program)) return false;
  const paths = rest
    .filter(word => !word.startsWith("-") && !/^[a-z+]+:\/\//i.test(word))
    .map(word => (word.startsWith("/") ? word : resolvePath(workdir, word)));
  const folder = plan.folder ?? workdir;
  return (
    folder !== null &&
    paths.every(path => path !== null && (isWithin(path, folder) || isWithin(path, "/tmp")))
  );
}

function isSystemFolder(path: string): boolean {
  return /^\/(?:data|etc|home|mnt|opt|run|srv|tmp|var\/(?:cache|lib|log|run|tmp))$/.test(path);
}

/** A change of owner without what is in the folder, which has its owner. */
function lateText({ text, words }: Command): string {
  const isSplit = words.some(word => /^-[a-zA-Z]*R|^--recursive$/.test(word));
  return isSplit && words[0] !== "chmod" ? text.replace(/\s(?:-R|--recursive)(?=\s)/, "") : text;
}

const LONGEST = 60;

/** The text of a command, on one line that is not too long. */
export function shortened({ text }: Command): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
