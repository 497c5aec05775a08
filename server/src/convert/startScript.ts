/** The script that a container starts with, where it is a file of the build context: which program it comes to, and what else it runs. */
import * as l10n from "@vscode/l10n";
import { healthCommands, readScriptFile } from "../stages/analysis/runTimeCommands";
import { startedBy } from "../stages/analysis/start";
import type { Start } from "../stages/analysis/start";
import { isWithin } from "../stages/files/paths";
import { nameOf, parentOf, resolvePath } from "./paths";
import type { Plan } from "./plan";
import type { SingleStage, StageLine, StartScript } from "./singleStage";

const SHELLS = /^(?:ba|da|a|z|k)?sh$/;
/** Programs whose first line names them run the script, and not a shell. */
const OTHER_INTERPRETER = /^#!(?!.*\b(?:ba|da|a|z|k)?sh\b)/;
/** The arguments of the script, as the reader of scripts gives `"$@"`: the command that stands behind it. */
const ARGUMENTS = /^\$(?:\(\)|\{)?[@*]\}?$/;
/** Scripts that wait for another service and then start what stands behind `--`. */
const WAITS = /^(?:dockerize|wait-for|wait-for-it|wait)(?:\.sh)?$/;

/** The files of the build context that a stage may start as scripts: paths from its root. */
export function scriptFiles(single: SingleStage): string[] {
  return [
    ...new Set(
      [single.start.words, ...checks(single)].flatMap(words =>
        candidates(single, words).map(({ file }) => file),
      ),
    ),
  ];
}

/** The stage with the script that it starts, and with the program that the script comes to, as far as they can be read. */
export function throughScript(single: SingleStage, texts: ReadonlyMap<string, string>): SingleStage {
  const read = (words: readonly string[]): StartScript | null => {
    for (const { file, path, at } of candidates(single, words)) {
      const text = texts.get(file);
      if (text !== undefined && !OTHER_INTERPRETER.test(text))
        return { path, at, text, ...readScriptFile(text) };
    }
    return null;
  };
  const script = read(single.start.words);
  const ofChecks = checks(single).flatMap(words => read(words)?.commands ?? []);
  return {
    ...single,
    script,
    start: (script && startOfScript(single.start, script)) ?? single.start,
    commandsThere: [...single.commandsThere, ...(script?.commands ?? []), ...ofChecks],
  };
}

function checks({ stage }: SingleStage): readonly (readonly string[])[] {
  return healthCommands(stage.body);
}

/** The plan with the script that is started, where single files are copied and the script is in a folder of them. */
export function withScript(single: SingleStage, plan: Plan): Plan {
  const { script } = single;
  if (script === null && plan.isSameBase !== true && startsScript(single))
    return { ...plan, unknown: [...(plan.unknown ?? []), unreadScript(single)] };
  if (script === null || plan.folder !== null) return plan;
  const { path, at } = script;
  const isAlone =
    at.destination === path ||
    (at.line.instruction.words.length === 2 &&
      nameOf(path) === nameOf(at.line.instruction.words[0]?.text ?? ""));
  if (isAlone || plan.artifacts.some(({ from }) => isWithin(path, from))) return plan;
  return { ...plan, artifacts: [...plan.artifacts, { from: path }] };
}

/** Whether what is started is a script by its name. */
function startsScript({ start }: SingleStage): boolean {
  const { name } = scriptWord(start.words);
  return name !== null && /\.sh$|entry-?point/i.test(nameOf(name));
}

function unreadScript({ start }: SingleStage): string {
  return l10n.t(
    'Check which programs of the system "{0}" runs. This image has fewer of them.',
    scriptWord(start.words).name ?? "",
  );
}

interface Candidate {
  readonly file: string;
  readonly path: string;
  readonly at: StageLine;
}

/** The word of a start command that can be a script, and the words behind it. */
function scriptWord(words: readonly string[]): { name: string | null; behind: readonly string[] } {
  const isShell = SHELLS.test(nameOf(words[0] ?? ""));
  const at = isShell ? words.findIndex((word, index) => index > 0 && !word.startsWith("-")) : 0;
  return { name: at === -1 ? null : (words[at] ?? null), behind: at === -1 ? [] : words.slice(at + 1) };
}

/** What the words of a start can be in the build context, the last COPY first. */
function candidates({ lines, workdir }: SingleStage, started: readonly string[]): Candidate[] {
  const { name } = scriptWord(started);
  if (name === null || name === "" || /[$*?[`]/.test(name)) return [];
  const isPath = name.includes("/") || SHELLS.test(nameOf(started[0] ?? ""));
  return lines
    .flatMap(at => {
      const { line, destination } = at;
      const { flags, words } = line.instruction;
      if (destination === null || !/^(?:COPY|ADD)$/.test(at.keyword)) return [];
      if (flags.some(flag => flag.name === "from")) return [];
      const isInPath = /\/s?bin$/.test(destination) || /\/s?bin$/.test(parentOf(destination));
      const path = isPath ? resolvePath(workdir, name) : isInPath ? pathIn(destination, name) : null;
      if (path === null) return [];
      return words
        .slice(0, -1)
        .flatMap(({ text }) => filesOf(text, destination, path))
        .map((file): Candidate => ({ file, path, at }));
    })
    .reverse();
}

/** Where a program that is called by its name lies, if a COPY brings it. */
function pathIn(destination: string, name: string): string {
  return nameOf(destination) === name ? destination : `${destination}/${name}`;
}

/** The files of the context that a source of a COPY brings to a path. */
function filesOf(source: string, destination: string, path: string): string[] {
  const from = source.replace(/\/$/, "");
  const folder = resolvePath("/", /[*?[]/.test(from) ? parentOf(`/${from}`) : from);
  if (folder === null) return [];
  const inContext = (inside: string) => resolvePath(folder, inside)?.slice(1) ?? "";
  const found: string[] = [];
  if (path === destination || (path === `${destination}/${nameOf(from)}` && nameOf(from) !== ""))
    found.push(folder.slice(1));
  if (path !== destination && isWithin(path, destination))
    found.push(inContext(path.slice(destination === "/" ? 1 : destination.length + 1)));
  return found.filter(file => file !== "");
}

/** The program that the last line of a script starts; null where it does so under conditions, or nobody can tell. */
function startOfScript(start: Start, { last, commands }: StartScript): Start | null {
  if (last === null || commands.some(([name]) => name === "cd")) return null;
  const { words: program } = startedBy(last);
  const [first = ""] = program;
  if (ARGUMENTS.test(first)) {
    const { behind } = scriptWord(start.words);
    return behind.length === 0 ? null : { words: startedBy(behind).words, needsShell: true };
  }
  const behindWait = WAITS.test(nameOf(first)) ? program.slice(program.indexOf("--") + 1) : program;
  const found = behindWait.flatMap(word => (ARGUMENTS.test(word) ? scriptWord(start.words).behind : [word]));
  return found.length === 0 || (found[0] ?? "").includes("$") ? null : { words: found, needsShell: true };
}
