/** The tools that read: the stages of a Dockerfile, its problems, the plan of a build, sizes. */
import type {
  DockerfileInfo,
  FactsAnswer,
  FindingInfo,
  ModelRange,
  ModelStage,
  ModelTarget,
  UseInfo,
} from "../../protocol";
import type { Hide } from "./answerText";
import type { RunSteps, ToolDockerfile } from "./host";
import { ToolProblem } from "./toolProblem";

/** Problems in one answer. */
export const MOST_PROBLEMS = 50;
/** Of as many characters as JSON, so that an answer has all of them. */
const LONGEST_PROBLEMS = 30_000;
/** A longer change is for an editor to make. */
const LONGEST_EDIT = 2_000;
const MOST_EDITS = 40;

/** The Dockerfiles of the workspace. */
export function listAnswer(dockerfiles: readonly DockerfileInfo[]): object {
  return {
    dockerfiles: dockerfiles.map(({ path, stages = [] }) => ({
      path,
      stages: stages.map(({ displayName, base, keywordRange }) => ({
        name: displayName,
        base,
        line: keywordRange.start.line + 1,
      })),
    })),
  };
}

/** The stages of a Dockerfile. */
export async function stagesAnswer(
  file: ToolDockerfile,
  facts: FactsAnswer,
  target: string | undefined,
): Promise<object> {
  const { uses, inForce, isKnown } = await file.uses();
  const stage = targetOf(facts, file, target);
  const nameOf = (index: number) => facts.stages[index]?.displayName ?? String(index);
  return {
    path: file.path,
    target: stage?.displayName ?? null,
    stages: facts.stages.map(each => ({
      index: each.index,
      name: each.displayName,
      canBeTarget: each.name !== "" || each.index === facts.stages.length - 1,
      ...(each.description === undefined ? {} : { description: each.description }),
      base: { ...(each.base.text === "" ? {} : { text: each.base.text }), is: meaning(each.base.to, nameOf) },
      ...(each.platform === undefined ? {} : { platform: each.platform }),
      ...lines(each.range),
      needs: each.needs.map(nameOf),
      isNeededByTarget: facts.reachable.includes(each.index),
      ...(each.isReplaced ? { isReplacedByNamedContext: true } : {}),
    })),
    references: facts.references.map(({ kind, text, range, inStage, to }) => ({
      instruction: kind,
      text,
      line: range.start.line + 1,
      inStage: nameOf(inStage),
      is: meaning(to, nameOf),
    })),
    builds: isKnown
      ? uses.map(use => buildInfo(use, use.id === inForce))
      : "The workspace is still being read.",
  };
}

/** The problems of a Dockerfile, from one on. */
export function problemsAnswer(
  file: ToolDockerfile,
  { findings }: FactsAnswer,
  offset: number,
  hide: Hide,
): object {
  const problems: object[] = [];
  let length = 0;
  for (const finding of findings.slice(offset, offset + MOST_PROBLEMS)) {
    const info = problemInfo(finding, hide);
    length += JSON.stringify(info).length;
    if (length > LONGEST_PROBLEMS && problems.length > 0) break;
    problems.push(info);
  }
  const next = offset + problems.length;
  const left = findings.length - next;
  return {
    path: file.path,
    total: findings.length,
    problems,
    ...(left > 0 ? { next: `${left} more: ask with "offset": ${next}.` } : {}),
  };
}

/** What a build of a stage consists of, and what would run. */
export async function planAnswer(
  file: ToolDockerfile,
  facts: FactsAnswer,
  wanted: string | undefined,
): Promise<object> {
  const stage = targetOf(facts, file, wanted);
  if (!stage) throw new ToolProblem(`${file.path} has no stage.`);
  const { history } = file;
  const known = async (ask: (stage: number) => Promise<RunSteps | null>, none: string) =>
    (await ask(stage.index)) ?? none;
  return {
    path: file.path,
    stage: stage.displayName,
    steps: facts.reachable.flatMap(index => stepsOf(facts, index)),
    wouldRunNow:
      typeof history === "string"
        ? history
        : await known(history.wouldRun, "Not known: no build of this Dockerfile is kept."),
    ranLast:
      typeof history === "string"
        ? history
        : await known(history.lastRun, "Not known: no build of this stage has ended in this window."),
  };
}

/** The sizes of the stages that were built. */
export async function sizesAnswer(file: ToolDockerfile): Promise<object> {
  const { path, sizes } = file;
  if (typeof sizes === "string") return { path, sizes };
  const found = await sizes();
  return {
    path,
    sizes: found.length > 0 ? found : "Not known: no stage of this Dockerfile has been built here.",
  };
}

/** The stage that is meant; undefined where there is none at all. Throws where the name means none. */
export function targetOf(
  { stages, target }: FactsAnswer,
  { path }: ToolDockerfile,
  wanted: string | undefined,
): ModelStage | undefined {
  if (target !== null) return stages[target];
  if (wanted === undefined) return undefined;
  const names = stages.flatMap(({ name }) => (name === "" ? [] : [name]));
  const known = names.length === 0 ? "None of its stages has a name." : `Its stages: ${names.join(", ")}.`;
  throw new ToolProblem(`${path} has no stage named ${JSON.stringify(wanted.slice(0, 200))}. ${known}`);
}

function stepsOf({ steps, stages, instructions }: FactsAnswer, index: number): object[] {
  const stage = stages[index];
  return (steps[index]?.steps ?? []).map(step => ({
    stage: stage?.displayName ?? String(index),
    line: (instructions[step.instruction]?.range.start.line ?? 0) + 1,
    instruction: step.text,
    ...(step.isTrigger ? { isTriggeredByBase: true } : {}),
    ...(step.reads.length === 0
      ? {}
      : {
          readsFromContext: step.reads.map(({ context, sources }) => ({
            context: context ?? "main",
            sources,
          })),
        }),
    ...(step.takes.length === 0
      ? {}
      : {
          takesFrom: step.takes.map(({ from, paths }) => ({
            from:
              typeof from === "number" ? `stage ${stages[from]?.displayName ?? from}` : `image ${from.image}`,
            paths,
          })),
        }),
    ...(step.remote.length === 0 ? {} : { fetches: step.remote }),
    ...(step.isOpen ? { dependsOnValuesOfTheBuild: true } : {}),
  }));
}

function problemInfo({ rule, severity, message, page, range, fixes }: FindingInfo, hide: Hide): object {
  return {
    rule,
    severity,
    message,
    ...place(range),
    ...(page === null ? {} : { page }),
    fixes: fixes.map(({ title, isSafe, changes, refused }) => {
      if (refused !== null) return { title, cannotBeDone: refused };
      const isLong =
        changes.length > MOST_EDITS || changes.some(({ newText }) => newText.length > LONGEST_EDIT);
      const isHidden = changes.some(({ newText }) => hide(newText) !== newText);
      if (isLong || isHidden)
        return {
          title,
          edits: isLong ? "Left out: they are too long." : "Left out: they have the value of a secret.",
        };
      return {
        title,
        keepsAllBuilds: isSafe,
        edits: changes.map(change => ({ ...place(change.range), newText: change.newText })),
      };
    }),
  };
}

function buildInfo(use: UseInfo, isInForce: boolean): object {
  const { kind, label, range, context, target, args, contexts, platforms, canBuildWith } = use;
  return {
    build: label,
    kind,
    line: range.start.line + 1,
    isInForce,
    ...(context === null ? {} : { context: context.text }),
    ...(target === null ? {} : { target: target.text }),
    // Values may be anything: names say enough.
    arguments: Object.keys(args),
    namedContexts: Object.fromEntries(Object.entries(contexts).map(([name, { text }]) => [name, text])),
    platforms: platforms.map(({ text }) => text),
    ...(canBuildWith === null ? {} : { builtWith: canBuildWith.tool }),
  };
}

function meaning(to: ModelTarget, nameOf: (index: number) => string): string {
  if (typeof to === "number") return `stage ${nameOf(to)}`;
  return to === null ? "nothing that is known" : to === "context" ? "named context" : to;
}

function lines({ start, end }: ModelRange): object {
  return { line: start.line + 1, endLine: end.line + 1 };
}

function place({ start, end }: ModelRange): object {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
