/**
 * Which paths a stage has after its last instruction, as far as the file and the build context say so: what `WORKDIR`
 * makes, what `COPY` and `ADD` put there, what commands are seen to write, and what all of that is in its bases and in the
 * stages that it copies from. Nothing is known of what an image brings.
 */
import type { Instruction } from "../../dockerfile/instruction";
import type { Analysis } from "../analysis/analysis";
import { linkedStart } from "../analysis/linkedStages";
import type { LinkedStage } from "../analysis/linkedStages";
import type { Script } from "../analysis/scripts";
import { fileEffects } from "./commandFiles";
import type { FileEffect } from "./commandFiles";
import { addCopied } from "./copiedFiles";
import type { Origin } from "./copiedFiles";
import type { EvaluatedInstruction } from "../evaluation/stageEvaluation";
import { expandInStage } from "../evaluation/expandInStage";
import { joinPath } from "../evaluation/workdir";
import type { Environment } from "../evaluation/environment";
import { put, remove, treeOn } from "./fileTree";
import { isWithin } from "./paths";
import type { FileTree, ListContext, StageFiles } from "./fileTree";
import { baseChain } from "../model/baseStage";
import { reachableFrom } from "../model/graph";
import type { Stage, StageModel } from "../model/model";

/** An answer is waited for: what stands farther back than anybody's files go is not looked at. */
const MOST_INSTRUCTIONS = 1000;

const NO_SCRIPT: Pick<Script, "commands" | "outputs" | "sets"> = {
  commands: [],
  outputs: [],
  sets: new Map(),
};
const NO_LIST: ListContext = () => null;

/** The files of stages of other Dockerfiles, as far as they are known by now: many instructions may copy from one. */
type LinkedFiles = Map<LinkedStage, StageFiles>;

/** The files of a stage. `list` answers what is in the build context, where that is known. */
export function stageFiles(analysis: Analysis, stage: Stage, list: ListContext = NO_LIST): StageFiles {
  return readFiles(analysis, stage, list, new Map());
}

function readFiles(analysis: Analysis, stage: Stage, list: ListContext, others: LinkedFiles): StageFiles {
  const { model, graph, evaluation, linkedImage, linkedSource } = analysis;
  // What a build can use stands before it: in the order of the file, each stage finds all that it takes from.
  const indexes = reachableFrom(graph, stage.index).filter(index => index <= stage.index);
  const known = new Map<number, StageFiles>();
  for (const index of nearest(model, indexes)) {
    const current = model.stages[index];
    const evaluated = current && evaluation(current);
    if (!evaluated) continue;
    const { parent } = evaluated;
    // A stage of the file goes before what that is based on itself, unless it is replaced.
    const linked = parent && !parent.replaced ? null : linkedImage(parent ?? current);
    const tree = linked ? linkedFiles(linked, list, others) : treeOn(known.get(parent?.index ?? -1));
    const references = [index, ...(parent ? [parent.index] : [])].flatMap(
      at => model.referencesByStage[at] ?? [],
    );
    const targets = new Map(
      references.filter(({ form }) => form === "COPY").map(reference => [reference.line, reference]),
    );
    const originOf = ({ instruction, onbuildSource, line }: EvaluatedInstruction): Origin => {
      if (!namesSource(instruction)) return { files: null, list };
      const target = targets.get(onbuildSource ?? line);
      const source = target && linkedSource(target);
      if (source) return { files: filesOfLinked(source, list, others), list };
      return { files: typeof target?.to === "number" ? known.get(target.to) : undefined, list };
    };
    for (const step of evaluated.steps) addStep(analysis, tree, step, evaluated.end, originOf);
    known.set(index, tree);
  }
  return known.get(stage.index) ?? treeOn(undefined);
}

/**
 * The files of a stage of another Dockerfile. `list` is asked for what is in the build context of the other build with the stage that it
 * is of: each Dockerfile has a build context of its own.
 */
export function filesOfLinked(
  linked: LinkedStage,
  list: ListContext,
  others: LinkedFiles = new Map(),
): StageFiles {
  const known = others.get(linked);
  if (known) return known;
  const { analysis, stage } = linked;
  const files = readFiles(analysis, stage, (folder, of = linked) => list(folder, of), others);
  const made = { ...files, copied: files.copied.map(copied => ({ of: linked, ...copied })) };
  others.set(linked, made);
  return made;
}

/** What a stage that is based on it begins with: these, and what its ONBUILD lines bring from the build context of that stage. */
function linkedFiles(linked: LinkedStage, list: ListContext, others: LinkedFiles): FileTree {
  const { triggered, environment } = linkedStart(linked);
  const tree = treeOn(filesOfLinked(linked, list, others));
  for (const step of triggered)
    addStep(linked.analysis, tree, step, environment, ({ instruction }) => ({
      files: namesSource(instruction) ? undefined : null,
      list,
    }));
  return tree;
}

/**
 * The files of a stage as far as its own instructions and those of its bases say it: of what is copied from other stages, where it
 * is put. Nothing but these stages changes the answer.
 */
export function ownFiles(analysis: Analysis, stage: Stage): StageFiles {
  const known = filesByStage.get(analysis) ?? new Map<Stage, StageFiles>();
  filesByStage.set(analysis, known);
  const files = known.get(stage) ?? readOwnFiles(analysis, stage);
  known.set(stage, files);
  return files;
}

/** Many stages copy from the same one. */
const filesByStage = new WeakMap<Analysis, Map<Stage, StageFiles>>();

function readOwnFiles(analysis: Analysis, stage: Stage): StageFiles {
  const { model, evaluation, linkedImage } = analysis;
  const stages = baseChain(model, stage);
  const root = stages.at(-1);
  const linked = root ? linkedImage(root) : null;
  const tree = linked ? linkedFiles(linked, NO_LIST, new Map()) : treeOn(undefined);
  const chain = stages.map(({ index }) => index).reverse();
  for (const index of nearest(model, chain)) {
    const current = model.stages[index];
    const evaluated = current && evaluation(current);
    if (!evaluated) continue;
    for (const step of evaluated.steps)
      addStep(analysis, tree, step, evaluated.end, ({ instruction }) => ({
        files: namesSource(instruction) ? undefined : null,
        list: NO_LIST,
      }));
  }
  return tree;
}

/** Whether an instruction takes files from somewhere else than the build context. */
function namesSource({ keyword, flags }: Instruction): boolean {
  return keyword !== "ADD" && flags.some(({ name, value }) => name === "from" && Boolean(value?.text));
}

/** The last of some stages that have {@link MOST_INSTRUCTIONS} among them, in the order of the file. */
function nearest({ stages }: StageModel, indexes: readonly number[]): number[] {
  let left = MOST_INSTRUCTIONS;
  const first = indexes.findLastIndex(index => (left -= 1 + (stages[index]?.body.length ?? 0)) < 0);
  return indexes.slice(first + 1);
}

function addStep(
  analysis: Analysis,
  tree: FileTree,
  step: EvaluatedInstruction,
  environment: Environment,
  originOf: (step: EvaluatedInstruction) => Origin,
): void {
  const { instruction, words, workdir, line } = step;
  switch (instruction.keyword) {
    case "WORKDIR": {
      const [word] = words;
      if (!word || word.expansion.error !== null || word.expansion.conditional) return;
      const { result } = word.expansion;
      if (workdir === null && !result.startsWith("/")) return;
      put(tree, { path: joinPath(workdir ?? "/", result), kind: "folder", certainty: "known", line });
      return;
    }
    case "ADD":
    case "COPY":
      addCopied(tree, step, originOf(step));
      return;
    case "RUN":
      for (const { path, kind, isRemoved } of effectsOf(analysis, step, environment)) {
        if (isRemoved) remove(tree, path);
        else put(tree, { path, kind, certainty: "guessed", line });
      }
  }
}

/** What the commands of a `RUN` do to files, but for those in its mounts, which are no part of the stage. */
function effectsOf(
  { model, script }: Analysis,
  step: EvaluatedInstruction,
  environment: Environment,
): FileEffect[] {
  const { instruction, line, onbuildSource, workdir, words } = step;
  const { json } = instruction;
  const { commands, outputs, sets } = Array.isArray(json)
    ? { ...NO_SCRIPT, commands: [json as readonly string[]] }
    : (script(onbuildSource ?? line) ?? NO_SCRIPT);
  const fill = (word: string): string | null => {
    if (!word.includes("$")) return word;
    const expansion = expandInStage(environment, word, { escape: model.file.escape });
    const isUnknown = expansion.error !== null || expansion.conditional || expansion.unmatched.size > 0;
    return isUnknown || [...expansion.matched].some(name => sets.has(name)) ? null : expansion.result;
  };
  const targets = new Set(
    instruction.mounts.flatMap(({ options }) =>
      options.flatMap(({ key, value }) =>
        value && /^(?:target|dst|destination)$/.test(key) ? [value.text] : [],
      ),
    ),
  );
  const mounted = words
    .filter(({ role, text }) => role === "mount" && targets.has(text))
    .map(({ expansion }) => joinPath(workdir ?? "/", expansion.result));
  return fileEffects(commands, workdir, fill, outputs).filter(
    ({ path }) => !mounted.some(target => target !== "/" && isWithin(path, target)),
  );
}
