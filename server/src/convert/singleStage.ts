/** The one stage of a file, line by line, with what is in force at each: what every ecosystem reads. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Analysis } from "../stages/analysis/analysis";
import { runTimeCommands } from "../stages/analysis/runTimeCommands";
import { startOf } from "../stages/analysis/start";
import type { Start } from "../stages/analysis/start";
import type { ExpandedWord, StageEvaluation } from "../stages/evaluation/stageEvaluation";
import { valueOf } from "../stages/evaluation/environment";
import type { Stage } from "../stages/model/model";
import { commandsOf, wordsIn } from "./commands";
import type { Command } from "./commands";
import { readImage } from "./image";
import type { WrittenImage } from "./image";
import { resolvePath } from "./paths";

/** An instruction of the stage. */
export interface StageLine {
  readonly line: LogicalLine;
  readonly keyword: string;
  /** What relative paths count from, before the instruction; null where only the image knows. */
  readonly workdir: string | null;
  /** The user that it runs as; null for that of the image. */
  readonly user: string | null;
  readonly commands: readonly Command[];
  /** Of `COPY` and `ADD`: where to, an absolute path; null where that is not known. */
  readonly destination: string | null;
  /** Of `ENV`: what it sets, by name; null for a value that only a build or the image knows. */
  readonly variables: ReadonlyMap<string, string | null>;
}

/** A script that is started, and that could be read. */
export interface StartScript {
  /** Where it lies in the image: an absolute path. */
  readonly path: string;
  /** The line that copies it. */
  readonly at: StageLine;
  readonly text: string;
  /** Its commands as their words, those of conditions and functions, too. */
  readonly commands: readonly (readonly string[])[];
  /** The one at its end; null where it runs under conditions, or in the background. */
  readonly last: readonly string[] | null;
}

export interface SingleStage {
  readonly analysis: Analysis;
  readonly stage: Stage;
  readonly lines: readonly StageLine[];
  /** The base as it is written, and the tag of it with its variables filled in. */
  readonly image: WrittenImage;
  readonly tag: string;
  /** What starts: the program behind a script of the project, where that could be read. */
  readonly start: Start;
  /** The script of the project that is started; null for none, and where nobody can read it. */
  readonly script: StartScript | null;
  /** The commands that run in a container: of the start command, of the health check, and of scripts of the project. */
  readonly commandsThere: readonly (readonly string[])[];
  /** At the end; null where only the image knows. */
  readonly workdir: string | null;
  readonly user: string | null;
  /** The value of a variable at the end, as far as the file says it. */
  readonly env: (name: string) => string | undefined;
}

/** Reads a stage that is based on an image. `imageFolder` is the WORKDIR that the image has of its own, if that is known. */
export function readSingleStage(
  analysis: Analysis,
  { stage, steps, end }: StageEvaluation,
  imageFolder: string | null,
): SingleStage {
  let user: string | null = null;
  let workdir = imageFolder;
  const known = new Map<string, string>();
  const lines = steps.map(({ instruction: { keyword }, line, words, declared }): StageLine => {
    const target = words.find(({ role }) => role === "destination")?.expansion;
    const destination = target && !target.conditional ? resolvePath(workdir, target.result) : null;
    for (const { name, value, isOpen } of declared)
      if (value === undefined || isOpen) known.delete(name);
      else known.set(name, value);
    const commands = commandsOf(analysis, line, workdir, name => known.get(name));
    const variables = keyword === "ENV" ? variablesOf(words) : NO_VARIABLES;
    const one: StageLine = { line, keyword, workdir, user, commands, destination, variables };
    const said = words[0]?.expansion;
    if (keyword === "USER" && said) user = said.conditional ? (words[0]?.text ?? null) : said.result;
    if (keyword === "WORKDIR") workdir = said && !said.conditional ? resolvePath(workdir, said.result) : null;
    return one;
  });
  return {
    analysis,
    stage,
    lines,
    image: readImage(stage.base.text),
    tag: readImage(stage.base.expanded).tag,
    start: startOf(stage.body),
    script: null,
    commandsThere: runTimeCommands(stage.body),
    workdir,
    user,
    env: name => valueOf(end, name),
  };
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/** The keys and values of an `ENV`, which stand in turn. */
function variablesOf(words: readonly ExpandedWord[]): Map<string, string | null> {
  const keys = words.filter(({ role }) => role === "key");
  const values = words.filter(({ role }) => role === "value");
  return new Map(
    keys.map(({ expansion: { result } }, index) => {
      const value = values[index]?.expansion;
      return [result, value && !value.conditional ? value.result : null] as const;
    }),
  );
}

/** A command, with where it stands. */
export interface PlacedCommand {
  readonly words: readonly string[];
  /** What relative paths count from, each `cd` before it counted; null where nothing says. */
  readonly folder: string | null;
  readonly at: StageLine;
  readonly command: Command;
}

/** Every command of the stage with the line that it stands in, those inside of others too. */
export function allCommands({ lines }: SingleStage): PlacedCommand[] {
  return lines.flatMap(at =>
    at.commands.flatMap(command =>
      wordsIn(command).map(({ words, folder }) => ({ words, folder, at, command })),
    ),
  );
}
