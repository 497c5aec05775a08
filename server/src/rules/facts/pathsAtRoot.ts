/**
 * Whether something may stand at the root of the files of a stage: for the paths that a copy takes from there, although they are
 * written as if they counted from the working directory.
 */
import { filePattern, matchesWhole } from "../../shared/filePattern";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseChain, baseImage } from "../../stages/model/baseStage";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import type { Stage } from "../../stages/model/model";
import { kindAt } from "../../stages/files/fileTree";
import { ownFiles } from "../../stages/files/filesOfStage";
import { isWithin } from "../../stages/files/paths";
import { isBuildImage } from "./buildTools";
import { mayCopyTo } from "./copiesTo";
import { OFFICIAL_IMAGES } from "../../stages/model/officialImages";

/** What images have at their root: the file system hierarchy, and what official images add to it. */
const OF_IMAGES = (
  "bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var " +
  "go data app apps config conf build src source work workspace packages entrypoint.sh docker-entrypoint.sh docker-entrypoint.d " +
  "docker-entrypoint-initdb.d start.sh .dockerenv nix nonexistent rootfs out output artifacts host"
).split(" ");
/** Of these, an image that is nothing but a system or a language has none. */
const OF_OTHERS = new Set(
  "data app apps config conf build src source work workspace packages rootfs out output artifacts host".split(
    " ",
  ),
);

/** Names that scripts like to give to folders at the root. */
const OF_SCRIPTS = new Set(["artifacts", "out", "output", "rootfs"]);

/** Programs that put files of any name where they run, unless all that they name is absolute. */
const WRITERS = new Set(
  "cargo cmake cp curl dotnet go gradle install ln make mkdir mv mvn npm npx pnpm tar tee touch unzip wget yarn".split(
    " ",
  ),
);

/** What is known of the working directory of a stage, and of what its instructions put there. */
export interface WorkdirFiles {
  /** At the end of the stage: absolute, and not the root. */
  readonly workdir: string;
  /** Whether a path is there, or may be: in a folder of the build context that is copied, or by what a command makes where it runs. */
  readonly mayHave: (path: string) => boolean;
  /** Whether anything of a name, which may be a pattern, may be at the root. */
  readonly mayBeAtRoot: (name: string) => boolean;
}

/** What is known of a stage; null where its working directory is the root or not known. */
export function workdirFiles(analysis: Analysis, stage: Stage): WorkdirFiles | null {
  const { model, evaluation } = analysis;
  const chain = baseChain(model, stage);
  const end = evaluation(stage)?.end;
  if (!end?.hasWorkdir || end.workdir === null || end.workdir === "/") return null;
  if (chain.some(({ replaced }) => replaced)) return null;
  // What is at the root of an image of another build, only that knows.
  if (chain.at(-1)?.base.to === "context") return null;
  const files = ownFiles(analysis, stage);
  const scripts = scriptsOf(analysis, chain);
  const image = baseImage(model, stage);
  const isPlain = image === null || isPlainImage(image);
  const copies = stepsOf(analysis, chain, /^(?:ADD|COPY)$/);
  return {
    workdir: end.workdir,
    mayHave: path =>
      kindAt(files, path, () => null) !== undefined ||
      copies.some(step => mayCopyTo(step, path)) ||
      scripts.some(({ isWriting, workdir }) => isWriting && workdir !== null && isWithin(path, workdir)),
    mayBeAtRoot: name => {
      if (OF_IMAGES.some(known => !(isPlain && OF_OTHERS.has(known)) && matches(name, known))) return true;
      if (copies.some(step => mayCopyTo(step, `/${name}`))) return true;
      const [fixed = ""] = name.split(/[*?[\\]/, 1);
      if ([...files.paths.keys(), ...files.parents].some(path => isAtRoot(path, name))) return true;
      return scripts.some(
        ({ text, isWriting, isScripted, workdir }) =>
          (isScripted && OF_SCRIPTS.has(name)) ||
          (isWriting && (workdir === null || workdir === "/")) ||
          mentions(text, fixed),
      );
    },
  };
}

function isPlainImage(image: string): boolean {
  const [repository = ""] = image.replace(/^(?:docker\.io\/)?(?:library\/)?/, "").split(/[:@]/, 1);
  return OFFICIAL_IMAGES.has(repository) || isBuildImage(image);
}

function matches(pattern: string, name: string): boolean {
  if (!/[*?[\\]/.test(pattern)) return pattern === name;
  const steps = filePattern(pattern);
  return steps === null || matchesWhole(steps, name);
}

/** Whether a path is one at the root whose name matches. */
function isAtRoot(path: string, name: string): boolean {
  return path.lastIndexOf("/") === 0 && matches(name, path.slice(1));
}

/** Whether a script names a path at the root that begins so, or goes up by `..`, from where it may come to the root. */
function mentions(script: string, name: string): boolean {
  if (/(?:^|[\s=/"'])\.\.(?:$|[\s/;&"'])|\bcd\s+\/(?:$|[\s;&])/.test(script)) return true;
  for (let at = script.indexOf(`/${name}`); at !== -1; at = script.indexOf(`/${name}`, at + 1))
    if (!/[\w.~}*-]/.test(script.charAt(at - 1))) return true;
  return false;
}

interface RunScript {
  readonly text: string;
  /** Where it runs, or null. */
  readonly workdir: string | null;
  /** What it runs is in a file. */
  readonly isScripted: boolean;
  /** It puts files there of names that are not to be seen. */
  readonly isWriting: boolean;
}

function stepsOf(
  { evaluation }: Analysis,
  stages: readonly Stage[],
  keyword: RegExp,
): EvaluatedInstruction[] {
  return stages.flatMap(stage =>
    (evaluation(stage)?.steps ?? []).filter(({ instruction }) => keyword.test(instruction.keyword)),
  );
}

/** What the `RUN` instructions of stages run. */
function scriptsOf(analysis: Analysis, stages: readonly Stage[]): RunScript[] {
  const { script } = analysis;
  return stepsOf(analysis, stages, /^RUN$/).map(({ instruction, line, onbuildSource, workdir }) => {
    const found = script(onbuildSource ?? line);
    const { commands, outputs } = found ?? {
      commands: [Array.isArray(instruction.json) ? (instruction.json as readonly string[]) : []],
      outputs: [],
    };
    return {
      text: found?.text ?? instruction.text,
      workdir,
      isScripted: commands.some(([program = ""]) => /\/|^(?:make|ba?sh|sh)$/.test(program)),
      isWriting: commands.some(writesHere) || outputs.some(({ file }) => !file.startsWith("/")),
    };
  });
}

/** Whether a command may leave files of any name where it runs. */
function writesHere([program = "", ...words]: readonly string[]): boolean {
  if (program === "git") return words.includes("clone") || words.includes("init");
  if (!WRITERS.has(program)) return !/^[\w.+-]+$/.test(program);
  if (words.some(word => word === "-g" || word === "--global")) return false;
  return words.some(word => !word.startsWith("/") && !word.startsWith("-")) || words.length === 0;
}
