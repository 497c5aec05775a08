/** How our answer differs from the builder's: fails or not, the error's words and line, the rules with their lines. */
import type { StageModel } from "../../../server/src/stages/model/model";
import { stageGraph } from "../../../server/src/stages/model/graph";
import type { BuilderSays } from "./ask";
import { lineAt } from "./ours";
import type { Said } from "./ours";

/** The ways in which two answers can differ. */
export const DIFFERENCE_KINDS = [
  "missed error",
  "invented error",
  "another error",
  "another line",
  "another image",
  "missed warning",
  "invented warning",
] as const;

/** One thing that one side says and the other does not. */
export interface Difference {
  readonly kind: (typeof DIFFERENCE_KINDS)[number];
  /** Our rule, or the builder's; empty for an error of the builder that none of ours stands beside. */
  readonly rule: string;
  /** The lines, from 1, that it is about. */
  readonly lines: readonly number[];
  /** The message, of the builder where it says something, else ours. */
  readonly message: string;
}

/** Only an image decides the one; the other needs the files that are copied. */
const NOT_COMPARED = new Set(["InvalidBaseImagePlatform", "CopyIgnoredFile"]);

/** What `# check=error=true` makes of warnings. The builder goes through the whole file first. */
const LINT_FAILURE = "lint violation found for rules: ";

/** Where the two answers differ; empty where they agree. */
export function compare(
  text: string,
  model: StageModel,
  builder: BuilderSays,
  ours: readonly Said[],
): Difference[] {
  const errors = ours.filter(({ rule }) => rule.origin === "error");
  const { error } = builder;
  // The builder warns as far as it comes; where it stops, we may well say more.
  if (error && !error.message.startsWith(LINT_FAILURE))
    return [
      ...compareErrors(text, model, error, errors),
      ...compareWarnings(text, model, builder, ours).filter(({ kind }) => kind === "missed warning"),
    ];
  const invented = errors.map(({ rule, lines, message }): Difference => {
    return { kind: "invented error", rule: rule.id, lines, message };
  });
  return [...invented, ...compareWarnings(text, model, builder, ours)];
}

function compareErrors(
  text: string,
  model: StageModel,
  { message, lines }: NonNullable<BuilderSays["error"]>,
  ours: readonly Said[],
): Difference[] {
  if (ours.length === 0) return [{ kind: "missed error", rule: "", lines, message }];
  const said = withoutGuess(message);
  const same = ours.filter(one => said.includes(withoutGuess(one.message)));
  const rules = (some: readonly Said[]) => [...new Set(some.map(({ rule }) => rule.id))].join();
  if (same.length === 0) return [{ kind: "another error", rule: rules(ours), lines, message }];
  // Of an instruction of several lines the builder may name the first alone, where we name that of the word at fault.
  const linesOf = (one: Said) => [...one.lines, instructionLine(text, model, one)];
  if (lines.length === 0 || same.some(one => linesOf(one).some(line => lines.includes(line)))) return [];
  return [{ kind: "another line", rule: rules(same), lines, message }];
}

/** Where several names are as near, the builder leaves it to chance which of them it guesses. */
function withoutGuess(message: string): string {
  return message.replace(/ \(did you mean .*\?\)$/, "");
}

function compareWarnings(
  text: string,
  model: StageModel,
  builder: BuilderSays,
  ours: readonly Said[],
): Difference[] {
  const complete = completeLines(model);
  const isCompared = (rule: string, line: number) =>
    !NOT_COMPARED.has(rule) && (rule !== "UndefinedVar" || complete.has(line));
  const theirs = new Map(
    builder.warnings
      .filter(({ rule, line }) => isCompared(rule, line))
      .map(({ rule, line }) => [`${rule}@${line}`, { rule, line }]),
  );
  const said = new Map(
    ours
      .filter(({ rule }) => rule.origin === "builder")
      .map(one => ({ one, line: instructionLine(text, model, one) }))
      .map(({ one, line }) => [`${one.rule.id}@${line}`, { rule: one.rule.id, line, message: one.message }]),
  );
  const missed = [...theirs].filter(([key]) => !said.has(key));
  const invented = [...said].filter(([key]) => !theirs.has(key));
  return [
    ...missed.map(([key, { rule, line }]): Difference => {
      return { kind: "missed warning", rule, lines: [line], message: key };
    }),
    ...invented.map(([, { rule, line, message }]): Difference => {
      return { kind: "invented warning", rule, lines: [line], message };
    }),
  ];
}

/** The builder speaks of the first line of an instruction, but for one rule. */
function instructionLine(text: string, { file }: StageModel, { rule, start }: Said): number {
  const of = file.lines.findLast(line => line.start <= start)?.start ?? 0;
  return lineAt(text, rule.id === "NoEmptyContinuation" ? start : of);
}

/** The lines of stages whose chain of bases ends in `scratch`: below an image, it may define what nobody else does. */
export function completeLines(model: StageModel): Set<number> {
  const { bases } = stageGraph(model);
  const complete = new Set<number>();
  const lines = new Set<number>();
  for (const { index, base, line, body } of model.stages) {
    if (base.to !== "scratch" && !complete.has(bases[index] ?? -1)) continue;
    complete.add(index);
    for (const { start } of [line, ...body]) lines.add(lineAt(model.file.text, start));
  }
  return lines;
}
