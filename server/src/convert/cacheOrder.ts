/**
 * The order in which the build caches best: a COPY of the whole build context before an install of packages makes the install run again
 * at every edit. What the install needs is copied first, and the rest behind it, where nothing can be different for it.
 */
import { NEUTRAL } from "../edits/copyBehind";
import { installNeeds } from "../ecosystems/installs/installNeeds";
import type { InstallFolder } from "../ecosystems/installs/needs";
import type { LogicalLine } from "../dockerfile/logicalLines";
import * as sanitize from "../shared/sanitize";
import type { Project } from "./conversion";
import type { SingleStage, StageLine } from "./singleStage";

/** A COPY that is written behind another instruction. */
export interface CacheOrder {
  readonly copy: LogicalLine;
  /** The last of the instructions that need less than all of it. */
  readonly last: LogicalLine;
  /** What stands in its place: an instruction that copies what they do need. */
  readonly early: string;
}

/** The first COPY of a stage that makes installs run again for nothing; null where there is none, or where somebody could see the difference. */
export function cacheOrder({ analysis, lines }: SingleStage, { names, texts }: Project): CacheOrder | null {
  const at = lines.findIndex(isWholeCopy);
  const copy = lines[at];
  if (names === null || copy?.destination === undefined || copy.destination === null) return null;
  const folder: InstallFolder = { names, text: name => texts.get(name) ?? null };
  const needed = new Set<string>();
  const outputs = new Set<string>();
  let last: StageLine | null = null;
  for (const line of lines.slice(at + 1)) {
    if (NEUTRAL.has(line.keyword)) continue;
    const needs = line.keyword === "RUN" ? needsOf(analysis, line, copy.destination, folder) : null;
    if (needs === null) break;
    for (const file of needs.files) needed.add(file);
    for (const output of needs.outputs) outputs.add(output);
    if (needs.files.length > 0) last = line;
  }
  const { ignoreFile } = analysis.model.options;
  const isIgnored = (name: string) => ignoreFile?.ignores(name.replace(/\/$/, "")) === true;
  const files = withLaterLock([...needed]);
  // A folder is copied with what is in it, so each needs an instruction of its own.
  if (
    !last ||
    [...needed].some(file => file.endsWith("/") || sanitize.path(file) === null || isIgnored(file))
  )
    return null;
  // What the install has written would be replaced by what lies in the build context.
  if ([...outputs].some(output => names.has(output) && !isIgnored(output))) return null;
  const { flags, text, words } = copy.line.instruction;
  const written = flags.map(({ span }) => `${text.slice(span.start, span.end)} `).join("");
  const target = words.at(-1)?.text ?? "./";
  const into = target.endsWith("/") ? target : `${target}/`;
  return { copy: copy.line, last: last.line, early: `COPY ${written}${files.join(" ")} ${into}` };
}

/** A project of npm may get its lock file later: a pattern has it then. */
function withLaterLock(files: readonly string[]): string[] {
  const isNpm =
    files.includes("package.json") && files.every(file => /^(?:package(?:-lock)?\.json|\.npmrc)$/.test(file));
  return isNpm ? ["package*.json", ...files.filter(file => file === ".npmrc")] : [...files];
}

/** `COPY . .`, with flags that say nothing of what is copied. */
function isWholeCopy({ keyword, line: { instruction } }: StageLine): boolean {
  const [source, target, ...more] = instruction.words;
  return (
    keyword === "COPY" &&
    !Array.isArray(instruction.json) &&
    instruction.flags.every(({ name }) => name === "chown" || name === "chmod" || name === "link") &&
    /^\.?\/?$/.test(source?.text ?? "") &&
    /^[\w@+.,/-]+$/.test(target?.text ?? "") &&
    more.length === 0
  );
}

/** What a RUN needs of the build context in the folder where it was copied; null where it may be more than some files. */
function needsOf(
  analysis: SingleStage["analysis"],
  { line, workdir, commands }: StageLine,
  copied: string,
  folder: InstallFolder,
): { files: readonly string[]; outputs: readonly string[] } | null {
  const { json, mounts } = line.instruction;
  const parts = analysis.script(line)?.parts ?? [];
  if (Array.isArray(json) || mounts.some(({ type }) => type === null || type === "bind")) return null;
  if (workdir !== copied || parts.length === 0 || commands.length === 0) return null;
  const files: string[] = [];
  const outputs: string[] = [];
  for (const part of parts) {
    const [words = []] = part.all;
    if (part.isCompound || part.all.length !== 1 || part.outputs.some(file => file !== "/dev/null"))
      return null;
    if (words.length === 0) continue;
    if (words[0] === "cd" || words[0] === "sudo") return null;
    const needs = installNeeds(words, folder);
    if (needs === null || needs.kind === "more") return null;
    if (needs.kind !== "files") continue;
    files.push(...needs.files);
    outputs.push(...needs.outputs);
  }
  return { files, outputs };
}
