/**
 * What stages lack that are made of an image without a shell: where a shell would have to be there and nothing brings one, and
 * the same for the names of users. Nothing is said of a stage once a command has run in it that may have made anything.
 */
import type { Analysis } from "../../stages/analysis/analysis";
import { linkedStart } from "../../stages/analysis/linkedStages";
import type { LinkedStage } from "../../stages/analysis/linkedStages";
import type { StageChain, StageUses } from "../../stages/analysis/uses";
import { joinPath } from "../../stages/evaluation/workdir";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { kindAt } from "../../stages/files/fileTree";
import { ownFiles } from "../../stages/files/filesOfStage";
import type { StageFiles } from "../../stages/files/fileTree";
import type { Stage } from "../../stages/model/model";
import { SCRATCH, bareImage } from "./bareImages";
import type { BareImage } from "./bareImages";
import { mayCopyTo } from "./copiesTo";
import type { IsFile } from "./copiesTo";

/** What may be there, after some of the instructions of a stage. */
interface Brought {
  readonly shell: boolean;
  readonly users: boolean;
  readonly groups: boolean;
}

/** A step of a bare stage, with what may have been brought by the time it runs. */
export interface BareStep extends Brought {
  readonly step: EvaluatedInstruction;
}

export interface BareStage {
  readonly stage: Stage;
  /** The stage that the chain of its bases ends in, which is made of the image; it may be one of another Dockerfile. */
  readonly root: Stage;
  /** The root is a stage of another Dockerfile. */
  readonly isElsewhere: boolean;
  readonly image: BareImage;
  readonly steps: readonly BareStep[];
  /** What may be there after the last one. */
  readonly end: Brought;
}

/** What a stage leaves to those that are based on it. */
type Left = Pick<BareStage, "root" | "isElsewhere" | "image" | "end">;

const NOTHING: Brought = { shell: false, users: false, groups: false };
const ANYTHING: Brought = { shell: true, users: true, groups: true };

const knownStages = new WeakMap<StageUses, BareStage | null>();
const knownBases = new WeakMap<StageChain, Left | null>();

/** What a stage lacks; null for a stage whose image may have a shell, or that a named context replaces. */
export function bareStage(uses: StageUses, analysis: Analysis): BareStage | null {
  let found = knownStages.get(uses);
  if (found === undefined) knownStages.set(uses, (found = readStage(uses, analysis)));
  return found;
}

function readStage(uses: StageUses, analysis: Analysis): BareStage | null {
  const { stage, base } = uses;
  const below = base ? leftBy(base, analysis) : rootOf(stage, analysis);
  const evaluation = below && analysis.evaluation(stage);
  if (!below || !evaluation) return null;
  const isFile: IsFile = (step, source) => isFileOfStage(uses, analysis, step, source);
  let now = below.end;
  const steps = evaluation.steps.map((step): BareStep => {
    const here = { ...now, step };
    now = after(step, now, isFile);
    return here;
  });
  return { ...below, stage, steps, end: now };
}

/** What a base leaves, by its own instructions and those of its bases. */
function leftBy(chain: StageChain, analysis: Analysis): Left | null {
  // Without recursion: a file may chain thousands of stages.
  const open: StageChain[] = [];
  let at: StageChain | null = chain;
  for (; at && !knownBases.has(at); at = at.base) open.push(at);
  for (const each of open.reverse()) {
    const below = each.base ? knownBases.get(each.base) : rootOf(each.stage, analysis);
    // What takes the place of a stage, all of it stands in the other Dockerfile.
    if (each.stage.replaced) {
      knownBases.set(each, below ?? null);
      continue;
    }
    const evaluation = below && analysis.evaluation(each.stage);
    const end = evaluation?.steps.reduce((now, step) => after(step, now), below?.end ?? NOTHING);
    knownBases.set(each, below && end ? { ...below, end } : null);
  }
  return knownBases.get(chain) ?? null;
}

function rootOf(root: Stage, analysis: Analysis): Left | null {
  const { base, replaced } = root;
  const linked = analysis.linkedImage(root);
  if (linked) return leftByLinked(linked);
  if (replaced || base.problem || base.expansion.dependsOnBuild) return null;
  const isImage = base.to === "image";
  const image = base.to === "scratch" ? SCRATCH : isImage ? bareImage(base.expanded) : null;
  return image && { root, isElsewhere: false, image, end: NOTHING };
}

/** What a stage of another Dockerfile leaves, with what its ONBUILD lines do. */
function leftByLinked(linked: LinkedStage): Left | null {
  const { analysis, stage } = linked;
  const uses = analysis.uses(stage);
  const there = uses && bareStage(uses, analysis);
  if (!there) return null;
  const end = linkedStart(linked).triggered.reduce((now, step) => after(step, now), there.end);
  return { root: there.root, isElsewhere: true, image: there.image, end };
}

function after(step: EvaluatedInstruction, now: Brought, isFile?: IsFile): Brought {
  const { keyword, mounts, json } = step.instruction;
  switch (keyword) {
    case "ADD":
    case "COPY": {
      const brings = (path: string) => mayCopyTo(step, path, isFile);
      return {
        shell: now.shell || brings("/bin/sh") || brings("/usr/bin/sh"),
        users: now.users || brings("/etc/passwd"),
        groups: now.groups || brings("/etc/group"),
      };
    }
    case "RUN":
      // The shell form fails; a mount may bring what it needs, and a program may install anything.
      return mounts.length > 0 || json !== null ? ANYTHING : now;
    case "SHELL":
      return { ...now, shell: true };
    default:
      return now;
  }
}

/** Whether the stage that a step copies from makes a file of a source. */
function isFileOfStage(
  { stage, own, triggered, meant }: StageUses,
  analysis: Analysis,
  { line, onbuildSource }: EvaluatedInstruction,
  source: string,
): boolean {
  const at = onbuildSource ?? line;
  const index = [...own, ...triggered].findIndex(
    reference => reference.form === "COPY" && reference.line === at,
  );
  const from = meant[index];
  if (!from || from.stage.index >= stage.index || from.stage.replaced) return false;
  return kindAt(filesOf(from, analysis), joinPath("/", source), () => null) === "file";
}

/** Many stages may copy from the same one. */
const knownFiles = new WeakMap<StageChain, StageFiles>();

function filesOf(chain: StageChain, analysis: Analysis): StageFiles {
  const files = knownFiles.get(chain) ?? ownFiles(analysis, chain.stage);
  knownFiles.set(chain, files);
  return files;
}
