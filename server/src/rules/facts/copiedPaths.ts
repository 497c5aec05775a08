/** What COPY and ADD bring into a stage from the build context, as paths: where each source goes. */
import { cleanPath } from "../../shared/ignorePatterns";
import { filePattern, matchesWhole } from "../../shared/filePattern";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { joinPath } from "../../stages/evaluation/workdir";
import type { BuildCosts } from "../../stages/model/buildCosts";
import { isWithin } from "../../stages/files/paths";
import { isHeredoc } from "../rule";
import { sourceKind } from "./sourceKind";

/** An instruction that copies from the main build context alone. */
export interface ContextCopy {
  readonly step: EvaluatedInstruction;
  /** From the build context, clean; empty for the context itself. */
  readonly sources: readonly string[];
  /** Absolute, without a slash at its end. */
  readonly destination: string;
}

const WILDCARD = /[*?[\\]/;

/** Null for a step that copies something else, or of which not all is known. */
export function contextCopy(step: EvaluatedInstruction): ContextCopy | null {
  const { instruction, words, workdir, onbuildSource } = step;
  const { keyword, flags } = instruction;
  if (onbuildSource !== null || (keyword !== "COPY" && keyword !== "ADD")) return null;
  if (flags.some(({ name }) => name === "from" || name === "exclude" || name === "parents")) return null;
  const target = words.find(({ role }) => role === "destination");
  const operands = words.filter(({ role }) => role === "operand");
  if (!target || operands.length === 0) return null;
  if ([target, ...operands].some(({ expansion }) => expansion.conditional || expansion.error !== null))
    return null;
  if (workdir === null && !target.expansion.result.startsWith("/")) return null;
  const texts = operands.map(({ expansion }) => expansion.result);
  if (texts.some(text => isHeredoc(step, text) || sourceKind(text) !== "path")) return null;
  const destination = joinPath(workdir ?? "/", target.expansion.result);
  return { step, sources: texts.map(text => cleanPath(`/${text}`).slice(1)), destination };
}

/** The folder of the build context whose files a copy puts into a folder of the stage; null where that is not known. */
export function contextFolderOf(
  { sources, destination }: ContextCopy,
  folder: string,
  { folders }: BuildCosts,
): string | null {
  for (const source of sources) {
    if (!WILDCARD.test(source) && folders.has(source)) {
      if (isWithin(folder, destination)) return joined(source, relativeTo(folder, destination));
    } else if (folder === destination) return parentOf(source);
  }
  return null;
}

/** Whether a copy brings a path of the build context; a folder has a slash at its end. */
export function brings({ sources }: ContextCopy, path: string, { folders }: BuildCosts): boolean {
  const clean = path.replace(/\/$/, "");
  return sources.some(source => {
    if (source === "" || clean === source || (folders.has(source) && clean.startsWith(`${source}/`)))
      return true;
    if (!WILDCARD.test(source) || parentOf(source) !== parentOf(clean)) return false;
    const steps = filePattern(source);
    return steps !== null && matchesWhole(steps, clean);
  });
}

/** Whether it brings nothing but these paths. */
export function bringsOnly(
  { sources }: ContextCopy,
  paths: readonly string[],
  { folders }: BuildCosts,
): boolean {
  const clean = new Set(paths.map(path => path.replace(/\/$/, "")));
  return sources.every(source => {
    if (!WILDCARD.test(source)) return clean.has(source);
    const steps = filePattern(source);
    const folder = parentOf(source);
    const listed = folders.get(folder);
    if (steps === null || listed === undefined) return true;
    return [...listed.names]
      .map(name => joined(folder, name.replace(/\/$/, "")))
      .every(path => !matchesWhole(steps, path) || clean.has(path));
  });
}

/** A path from another one that holds it; empty for the same. */
function relativeTo(path: string, folder: string): string {
  return path === folder ? "" : path.slice(folder === "/" ? 1 : folder.length + 1);
}

/** Two parts of a path from the build context. */
export function joined(folder: string, name: string): string {
  return folder === "" ? name : name === "" ? folder : `${folder}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
