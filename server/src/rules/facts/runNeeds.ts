/** What a RUN needs of what the COPY and ADD before it bring: nothing, some files, or more than anybody can say. */
import * as l10n from "@vscode/l10n";
import { installNeeds } from "../../ecosystems/installs/installNeeds";
import { readsElsewhere, type InstallFolder, type InstallNeeds } from "../../ecosystems/installs/needs";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { entriesOf } from "../../shared/persistentMap";
import { joinPath } from "../../stages/evaluation/workdir";
import type { BuildCosts, ListedFolder } from "../../stages/model/buildCosts";
import { contextFolderOf, joined, type ContextCopy } from "./copiedPaths";

export interface RunNeeds {
  /** Paths from the build context, a folder with a slash at its end; each with the folder of the stage that it is in. */
  readonly files: readonly NeededFile[];
  /** What it writes where files of the build context could lie, as such paths. */
  readonly outputs: readonly string[];
  /** Why it may need more: a sentence; null where it does not. */
  readonly more: string | null;
}

export interface NeededFile {
  readonly path: string;
  /** Absolute. */
  readonly folder: string;
}

const NO_FOLDER: InstallFolder = { names: new Set(), text: () => null };
/** Where programs are configured: what is copied there may change what any command does. */
const CONFIGURES =
  /^\/$|^\/(?:bin|boot|dev|etc|lib\d*|proc|run|sbin|sys)(?:\/|$)|^\/usr(?:\/local)?(?:\/(?:bin|etc|include|lib\d*|libexec|sbin|share)(?:\/|$)|$)|^\/var(?:\/(?:cache|lib)(?:\/|$)|$)|^\/(?:root|home\/[^/]+)$/;

/** Whether files in a folder may change what commands do that read nothing of a project. */
export function mayConfigure(path: string): boolean {
  return CONFIGURES.test(path);
}

/**
 * What a RUN needs; null where nobody knows. `copies` are those of its stage that stand before it. Every command of it has to be one
 * that is known.
 */
export function runNeeds(
  { script }: Analysis,
  { instruction, line, workdir, onbuildSource, variables }: EvaluatedInstruction,
  copies: readonly ContextCopy[],
  costs: BuildCosts,
): RunNeeds | null {
  if (instruction.keyword !== "RUN" || onbuildSource !== null || Array.isArray(instruction.json)) return null;
  // A mount may be all that it reads.
  if (instruction.mounts.some(({ type }) => type === null || type === "bind")) return null;
  const isMoved = [...entriesOf(variables)].some(([name, { value }]) => readsElsewhere(name, value ?? ""));
  if (isMoved) return null;
  const parts = script(line)?.parts ?? [];
  const files: NeededFile[] = [];
  const outputs: string[] = [];
  let more: string | null = null;
  let folder = workdir;
  for (const part of parts) {
    if (part.isCompound || part.all.length !== 1 || part.outputs.some(file => file !== "/dev/null"))
      return null;
    // Lists of packages that it is given, and files that a variable names.
    if (part.inputs.some(file => file !== "/dev/null") || part.given.some(movesInstall)) return null;
    const words = withoutSudo(part.all[0] ?? []);
    if (words.length === 0) continue;
    if (words[0] === "cd") {
      const to = words[1] ?? "";
      folder =
        /[$~`]/.test(to) || (folder === null && !to.startsWith("/")) ? null : joinPath(folder ?? "/", to);
      continue;
    }
    const at = folder;
    const from = at === null ? null : folderFor(at, copies, costs);
    const listed = from === null ? undefined : costs.folders.get(from);
    const needs: InstallNeeds | null = installNeeds(words, listed ? installFolder(listed) : NO_FOLDER);
    if (needs === null) return null;
    if (needs.kind === "more") more ??= needs.reason;
    if (needs.kind !== "files") continue;
    if (at === null || from === null) more ??= l10n.t("The files of the build context are not known.");
    else {
      files.push(...needs.files.map(name => ({ path: joined(from, name), folder: at })));
      outputs.push(...needs.outputs.map(name => joined(from, name)));
    }
  }
  return parts.length === 0 ? null : { files, outputs, more };
}

/** The folder of the build context whose files lie in a folder of the stage: that of the last copy there whose files are known. */
function folderFor(folder: string, copies: readonly ContextCopy[], costs: BuildCosts): string | null {
  for (const copy of copies.toReversed()) {
    const found = contextFolderOf(copy, folder, costs);
    if (found !== null && costs.folders.has(found)) return found;
  }
  return null;
}

function installFolder({ names, texts }: ListedFolder): InstallFolder {
  return { names, text: name => texts.get(name) ?? null };
}

/** Whether an assignment (`NAME=value`) makes an install read other files. */
function movesInstall(assignment: string): boolean {
  const [name = "", ...value] = assignment.split("=");
  return readsElsewhere(name, value.join("="));
}

function withoutSudo(words: readonly string[]): readonly string[] {
  return words[0] === "sudo" ? words.slice(1) : words;
}
