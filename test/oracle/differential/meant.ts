/** Differences that are meant: what newer builders do otherwise than the one asked, and what no text decides. */
import { includesRule, instructionCheckOptions } from "../../../server/src/stages/model/checkOptions";
import type { LogicalLine } from "../../../server/src/dockerfile/logicalLines";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import type { StageModel } from "../../../server/src/stages/model/model";
import { expandIn } from "../../../server/src/stages/model/scope";
import { reachableFrom, stageGraph } from "../../../server/src/stages/model/graph";
import type { BuilderSays } from "./ask";
import { completeLines } from "./compare";
import type { Difference } from "./compare";
import { lineAt } from "./ours";

interface Meant {
  readonly id: string;
  readonly reason: string;
  readonly explains: (difference: Difference, model: StageModel, builder: BuilderSays | null) => boolean;
}

/** Each with its reason. What none of them explains is a mistake, of ours or of this list. */
export const MEANT: readonly Meant[] = [
  {
    id: "argument not given",
    reason:
      "it hangs on an argument that has no default, an empty one, or one that asks for it, and that a build has to give",
    explains: ({ kind, lines }, model) =>
      ["missed error", "another error", "another line", "another image"].includes(kind) &&
      linesOfBuilds(model).some(
        ({ line, isFrom }) =>
          (kind === "another image" && isFrom) || lines.includes(lineAt(model.file.text, line.start)),
      ),
  },
  {
    id: "newer flags",
    reason: "the builder asked is older than --parents, --exclude, --security and --device",
    explains: ({ message }) =>
      /^unknown flag: --(parents|exclude|security)|^device feature is only supported/.test(message),
  },
  {
    id: "epochs",
    reason: "the builder asked is older than SOURCE_DATE_EPOCH that names a stage",
    explains: ({ rule, message }) => /SOURCE_DATE_EPOCH/.test(message) || rule === "InvalidSourceDateEpoch",
  },
  {
    id: "check comments",
    reason: "the builder asked is older than the check comments above an instruction",
    explains: ({ kind, rule, lines }, model) =>
      kind === "missed warning" &&
      linesAt(model, lines).some(({ comments }) =>
        includesRule(instructionCheckOptions(comments).skip, rule),
      ),
  },
  {
    id: "names of secrets",
    reason: "newer builders leave names with the words file and version alone",
    explains: ({ kind, rule, lines }, model) =>
      kind === "missed warning" &&
      rule === "SecretsUsedInArgOrEnv" &&
      linesAt(model, lines).some(line => /file|version/i.test(model.file.text.slice(line.start, line.end))),
  },
  {
    id: "before the directive",
    reason: "of a directive at fault the builder names the line before it",
    explains: ({ kind, rule }) => kind === "another line" && rule === "InvalidDirective",
  },
  {
    id: "case of a FROM that is refused",
    reason: "of a FROM that it refuses the builder says, too, how it is written; we say why it is refused",
    explains: ({ kind, rule, lines }, _, builder) =>
      kind === "missed warning" &&
      (rule === "StageNameCasing" || rule === "FromAsCasing") &&
      builder?.error?.lines.some(line => lines.includes(line)) === true,
  },
  {
    id: "quotes in a pattern",
    reason: "the builder asked is older than patterns whose quotes keep the escape characters in them",
    explains: ({ kind, message }) =>
      (kind === "missed error" || kind === "another error") && message.includes("invalid pattern ("),
  },
  {
    id: "target of a mount",
    reason: "we say where a mount goes as it is written, the builder with its variables filled in",
    explains: ({ kind, rule, message }, model) =>
      kind === "another error" &&
      rule.includes("ForwardStageReference") &&
      message.startsWith("cannot mount from stage") &&
      model.file.text.includes("$"),
  },
  {
    id: "triggers of other targets",
    reason:
      "the builder reads the triggers of the stages that the last one needs; for us every stage may be a target",
    explains: ({ lines }, model) => lines.some(line => isTriggeredAside(model, line)),
  },
  {
    id: "variables of the image",
    reason: "it hangs on a variable that the stand-in lacks and the image may have",
    explains: ({ kind, rule, lines }, model, builder) => {
      if (kind === "another image") return false;
      const isUndefined = builder?.warnings.some(
        warning => warning.rule === "UndefinedVar" && lines.includes(warning.line),
      );
      if (isUndefined && !lines.some(line => completeLines(model).has(line))) return true;
      if (kind === "missed warning" && rule !== "WorkdirRelativePath") return false;
      return !kind.startsWith("invented") && lines.some(line => linesOfImages(model).has(line));
    },
  },
  {
    id: "mount in a folder of the image",
    reason: "the stand-in has no folder of its own to mount below; the image may have one",
    explains: ({ kind, message }) =>
      ["missed error", "another error", "another line"].includes(kind) &&
      message === 'invalid mount target "/"',
  },
];

/** Why a difference is meant, or null where nothing explains it. */
export function meantBecause(
  difference: Difference,
  model: StageModel,
  builder: BuilderSays | null,
): Meant | null {
  return MEANT.find(({ explains }) => explains(difference, model, builder)) ?? null;
}

/** The lines that hang on what a build has to give. */
function linesOfBuilds(model: StageModel): { line: LogicalLine; isFrom: boolean }[] {
  const { scope, stages, file, options } = model;
  const { evaluation } = analyze(file, options);
  const hangs = (text: string | null) => text !== null && expandIn(scope, text).dependsOnBuild;
  return [
    ...scope.args.filter(arg => arg.isRequired).map(({ line }) => ({ line, isFrom: false })),
    ...stages
      .filter(({ base, platform }) => base.expansion.dependsOnBuild || hangs(platform))
      .map(({ line }) => ({ line, isFrom: true })),
    ...stages
      .flatMap(stage => evaluation(stage)?.steps ?? [])
      .filter(({ words }) =>
        words.some(({ expansion }) => expansion.dependsOnBuild && !expansion.conditional),
      )
      .map(({ line }) => ({ line, isFrom: false })),
  ];
}

/** The lines with a word whose value only a build or an image knows. */
function linesOfImages({ stages, file, options }: StageModel): Set<number> {
  const { evaluation } = analyze(file, options);
  const hanging = stages
    .flatMap(stage => evaluation(stage)?.steps ?? [])
    .filter(({ words }) => words.some(({ expansion }) => expansion.conditional));
  return new Set(hanging.map(({ line }) => lineAt(file.text, line.start)));
}

function linesAt({ file }: StageModel, lines: readonly number[]): LogicalLine[] {
  return file.lines.filter(({ start }) => lines.includes(lineAt(file.text, start)));
}

/** Whether a line is of a stage that the last one does not need, and in which a base, near or far, has triggers to run. */
function isTriggeredAside(model: StageModel, line: number): boolean {
  const graph = stageGraph(model);
  const needed = new Set(reachableFrom(graph, model.stages.length - 1));
  const isTriggered = (index: number): boolean => {
    const base = graph.bases[index] ?? null;
    return (
      base !== null &&
      (model.stages[base]?.body.some(({ instruction }) => instruction.trigger) === true || isTriggered(base))
    );
  };
  return model.stages
    .filter(({ index }) => !needed.has(index) && isTriggered(index))
    .some(stage => [stage.line, ...stage.body].some(({ start }) => lineAt(model.file.text, start) === line));
}
