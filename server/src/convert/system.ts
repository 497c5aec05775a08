/** What a RUN does to the system around a program, and what of it the stage that runs the program needs as well. */
import { adduserScript } from "./accounts";
import { carry, holdsCopies, installedTool } from "./carry";
import type { Surroundings } from "./carry";
import { endsAtFailure } from "./commands";
import type { Command } from "./commands";
import { installs, isPackageCommand } from "./packages";
import { resolvePath } from "./paths";
import type { PackageSources } from "./packageSources";
import type { Analysis } from "../stages/analysis/analysis";
import type { StageLine } from "./singleStage";

/** What a RUN means for the stage that runs the program. */
export interface SystemPart {
  /** Scripts to say again, each a RUN of its own. */
  readonly scripts: readonly string[];
  /** All that it does is said again, and nothing that only the build needs: the RUN itself can be moved. */
  readonly isWhole: boolean;
  /** It leaves nothing that anybody needs: it takes packages away, or cleans up. */
  readonly isNothing: boolean;
  /** Commands of which nobody knows what they leave behind. */
  readonly unknown: readonly Command[];
  /** Packages that the scripts install without anybody knowing what for. */
  readonly unknownPackages: readonly string[];
  readonly left: readonly string[];
  /** Packages of other sources that are left to the build. */
  readonly leftOfSources: readonly string[];
  /** Scripts that come behind what is copied. */
  readonly late: readonly string[];
  /** Paths that are copied from the build. */
  readonly files: readonly string[];
  /** The certificates of the system are others. */
  readonly hasCertificates: boolean;
}

/** A command that is said again, and what stands in front of it there. */
interface Replayed {
  readonly text: string;
  readonly separator: Command["separator"];
}

/** Reads the commands of a RUN. `made` gets the paths that are made where the program runs, `copied` those that are copied by themselves. */
export function systemPart(
  analysis: Analysis,
  at: StageLine,
  around: Surroundings & { readonly made: Set<string>; readonly copied: Set<string> },
  sources: PackageSources,
): SystemPart {
  const { plan, made } = around;
  const packages = at.commands.filter(holdsPackages);
  const ofSource = sources.partOf(at);
  const installed = installs(packages, plan, around.system, sources.isLeft);
  const scripts: string[] = [];
  if (plan.installs !== null && ofSource.script !== null) scripts.push(ofSource.script);
  else if (plan.installs !== null && installed.script !== null) scripts.push(installed.script);
  const unknown: Command[] = [];
  const replayed: Replayed[] = [];
  const late: string[] = [];
  const files: string[] = [];
  const left = [...installed.left];
  let hasCertificates = false;
  let isWhole = true;
  let isNothing = at.commands.length > 0;
  for (const command of at.commands) {
    if (ofSource.commands.has(command)) {
      isWhole &&= ofSource.script !== null;
      isNothing = false;
      continue;
    }
    if (packages.includes(command)) {
      isWhole &&= installed.left.length === 0 && !installed.isRenamed && isPackageCommand(command);
      isNothing &&= installed.isRemoval;
      continue;
    }
    const tool = installedTool(command.text);
    if (tool !== null) left.push(tool);
    left.push(...command.all.flatMap(words => plan.toolsIn?.(words) ?? []));
    const carried = carry(command, around);
    if (carried.how === "again") {
      const text = replay(command, around);
      replayed.push(text);
      isWhole &&= text.text === command.text;
      isNothing = false;
      if (command.words[0] === "mkdir")
        for (const word of command.words.slice(1)) if (word.startsWith("/")) made.add(word);
    } else {
      const isTrailing = replayed.length > 0 && isEnd(command);
      if (isTrailing) replayed.push({ text: command.text, separator: command.separator });
      isWhole &&= isTrailing;
      isNothing &&= carried.how === "build" && isCleaning(command);
    }
    if (carried.how === "late") late.push(lateText(command, around));
    if (carried.how === "unknown") unknown.push(command);
    if (carried.how === "files") {
      files.push(...carried.paths);
      for (const path of carried.paths) around.copied.add(path);
    }
    hasCertificates ||= carried.how === "certificates";
  }
  const script = joined(replayed, endsAtFailure(analysis, at.line));
  if (script !== null) scripts.push(script);
  return {
    scripts,
    isWhole: isWhole && !isNothing,
    isNothing,
    unknown,
    unknownPackages: ofSource.script !== null ? [] : installed.unknown,
    left,
    leftOfSources: ofSource.left,
    late,
    files,
    hasCertificates,
  };
}

/** The commands of a script in order, as they depend on one another; null for none. */
function joined(replayed: readonly Replayed[], endsAtFirst: boolean): string | null {
  // What says how the script ends means nothing without a command in front of it.
  if (replayed.every(({ text }) => /^(?:true|:|exit 0)$/.test(text))) return null;
  return replayed
    .map(({ text, separator }, index) =>
      index === 0 ? text : `${separator === ";" && !endsAtFirst ? ";" : " &&"} ${text}`,
    )
    .join("");
}

function replay(command: Command, { hasAdduser }: Surroundings): Replayed {
  const text = hasAdduser ? command.text : (adduserScript(command) ?? command.text);
  return { text, separator: command.separator };
}

/** Whether a command says only how a script ends. */
function isEnd({ words, all }: Command): boolean {
  return all.length === 1 && (words[0] === "exit" || words[0] === "true");
}

function isCleaning({ all }: Command): boolean {
  return all.every(([name = ""]) => name === "rm" || name === "echo" || name === "exit");
}

function holdsPackages(command: Command): boolean {
  if (command.isCompound) return false;
  return isPackageCommand(command) || command.all.some(words => isPackageCommand({ ...command, words }));
}

/** A change of owner without what is in the folder, which has its owner; with `mkdir` where nothing else makes it. */
function lateText({ text, words, folder }: Command, around: Surroundings): string {
  const isWhole = words.some(word => holdsCopies(resolvePath(folder, word) ?? "", around));
  const isSplit = words.some(word => /^-[a-zA-Z]*R|^--recursive$/.test(word));
  return isSplit && !isWhole && (words[0] === "chown" || words[0] === "chgrp")
    ? text.replace(/\s(?:-R|--recursive)(?=\s)/, "")
    : text;
}

const LONGEST = 60;

/** The text of a command, on one line that is not too long. */
export function shortened({ text }: Command): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
