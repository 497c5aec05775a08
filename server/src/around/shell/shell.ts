/** Uses in shell text, wherever it stands: in a script, a recipe, a step of a workflow. */
import { existing } from "../dockerfilePath";
import type { Files } from "../files";
import { MOST, outcomes } from "../outcomes";
import type { Choose } from "../outcomes";
import { folderOf, joinPath } from "../paths";
import type { NamedFile, Use } from "../use";
import { readBuildCommand } from "./buildCommand";
import type { BuildCommand } from "./buildCommand";
import { readScript } from "./script";
import type { ScriptCommand } from "./script";
import { useOf } from "./shellUse";
import type { Outcome, ShellText } from "./shellUse";

/** What shell text builds. */
export interface ShellReading {
  readonly uses: readonly Use[];
  readonly names: readonly NamedFile[];
}

const MAY_BUILD = /docker|podman|nerdctl|build|finch|depot/i;

/** The builds of shell text. */
export function readShell(shell: ShellText, files: Files): ShellReading {
  const uses: Use[] = [];
  const names: NamedFile[] = [];
  const { text } = shell.template.mapped;
  if (!MAY_BUILD.test(text) && shell.template.holes.length === 0) return { uses, names };
  const onLimit = (what: string) => files.onLimit?.(shell.file, what);
  for (const each of readScript(shell.template, shell, onLimit)) {
    const seen = new Set<string>();
    const limit = { isReached: false };
    const all = outcomes(
      choose => outcomeOf(each, shell, files, choose),
      () => (limit.isReached = true),
    );
    const isCut = limit.isReached;
    if (isCut) onLimit(`a command may come out in more than ${MOST} ways`);
    for (const outcome of all) {
      if (!outcome) continue;
      if (outcome.command.kind === "build") {
        const whole = useOf(outcome, shell, files);
        // Of the values that are left out, each may be the stage.
        const target = whole.target && { ...whole.target, isOpen: whole.target.isOpen || isCut };
        const use = { ...whole, target };
        const key = JSON.stringify([
          use.dockerfile,
          use.target,
          use.context,
          [...use.args],
          [...use.contexts],
        ]);
        if (!seen.has(key)) uses.push(use);
        seen.add(key);
      } else names.push(...namesOf(outcome));
    }
  }
  return { uses, names };
}

/** What a command does, in the first of the folders in which it may be run where there is what it builds. */
function outcomeOf(command: ScriptCommand, shell: ShellText, files: Files, choose: Choose): Outcome | null {
  const { text } = shell.template.mapped;
  const [first] = command.words;
  const last = command.words.at(-1);
  if (!first || !last || !isCandidate(text.slice(first.start, last.end))) return null;
  let found: Outcome | null = null;
  const starts = shell.folders(choose);
  for (const start of starts.length > 0 ? starts : [null]) {
    const read = readBuildCommand(command.fields(choose, start ?? "/"));
    if (!read) return found;
    const folder = start === null ? null : command.folder(choose, start);
    // Where it changes to cannot be seen: it may be here, if the Dockerfile is.
    const base = folder && !folder.isOpen ? joinPath(start ?? "/", folder.text) : start;
    if (base !== null && isThere(read, base, files)) return { command: read, base };
    found ??= { command: read, base: folder?.isOpen === false ? base : null };
  }
  return found;
}

/** Whether a folder has the Dockerfile that a command names, counted from there, or the file of bake or Compose. */
function isThere(command: BuildCommand, base: string, files: Files): boolean {
  const file = command.flags.get("--file")?.at(-1);
  if (command.kind !== "build")
    return file !== undefined && !file.isOpen && files.text(joinPath(base, file.text)) !== null;
  if (file) return !file.isOpen && files.has(joinPath(base, file.text));
  const operand = command.operands.at(-1);
  return (
    operand !== undefined &&
    !operand.isOpen &&
    files.has(existing(joinPath(base, `${operand.text}/Dockerfile`), files))
  );
}

/** Whether a command may build: it says so, or a variable may. */
function isCandidate(text: string): boolean {
  return MAY_BUILD.test(text) || /[\uE000-\uEFFF]|--target/.test(text) || /^["']?\$/.test(text);
}

/** The files that `docker buildx bake -f` and `docker compose -f` name. */
function namesOf({ command, base }: Outcome): NamedFile[] {
  if (base === null) return [];
  const named = (command.flags.get("--file") ?? []).filter(({ isOpen, text }) => !isOpen && text !== "-");
  const paths = named.map(({ text }) => joinPath(base, text));
  const [first] = paths;
  if (first === undefined) return [];
  return paths.map((path): NamedFile => {
    if (command.kind === "bake")
      return { kind: /\.ya?ml$/.test(path) ? "compose" : "bake", path, folder: base };
    return { kind: "compose", path, folder: folderOf(first) };
  });
}
