/**
 * What makes a result stale: the fingerprint of its stage, one short text of all that a build of the stage is made of. A result holds
 * as long as its stage has the same fingerprint, wherever the stage moves; comments and blank lines don't count.
 */
import { createHash } from "node:crypto";
import type { ModelAnswer, ModelInstruction, ModelRange } from "../../../server/src/protocol";

/** A Dockerfile at one moment: its lines without their ends, and what the server says of them. */
export interface FileNow {
  lines: readonly string[];
  model: ModelAnswer;
  instructions: readonly ModelInstruction[];
}

/** What a build is given beside the file. */
export interface BuildInputs {
  context: string;
  buildArgs: Readonly<Record<string, string>>;
  contexts: Readonly<Record<string, string>>;
  platforms: readonly string[];
}

/**
 * The fingerprint of each stage, by its index: its own instructions, each as the builder reads it (`ModelInstruction.text`)
 * with the bodies of its heredocs, the arguments before the first stage, and the same of all stages that it needs.
 */
export function stageFingerprints(
  { lines, model, instructions }: FileNow,
  buildInputs: BuildInputs,
): string[] {
  const own = new Map<number | null, string[]>();
  for (const instruction of instructions) {
    const texts = own.get(instruction.stage);
    const text = builtText(instruction, lines);
    if (texts === undefined) own.set(instruction.stage, [text]);
    else texts.push(text);
  }
  const outside = hash([own.get(null) ?? [], sorted(buildInputs)]);
  const found: string[] = [];
  for (const { index, needs } of model.stages) {
    // A later stage cannot be needed: what refers to it, no build accepts.
    const needed = needs.map(stage => found[stage] ?? null);
    found.push(hash([outside, own.get(index) ?? [], needed]));
  }
  return found;
}

/** The stages that a build of one of them needs, itself included, in the order of the file; none for a stage that is not there. */
export function neededStages({ stages }: ModelAnswer, target: number): number[] {
  const seen = new Set<number>();
  const open = [target];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const stage = stages[index];
    if (stage === undefined || seen.has(index)) continue;
    seen.add(index);
    open.push(...stage.needs);
  }
  return [...seen].sort((a, b) => a - b);
}

function builtText({ text, heredocs = [] }: ModelInstruction, lines: readonly string[]): string {
  return [text, ...heredocs.map(range => wholeLines(range, lines))].join("\n");
}

/** The lines of a range that begins at the start of one; its last line may lack an end. */
function wholeLines({ start, end }: ModelRange, lines: readonly string[]): string {
  return lines.slice(start.line, end.character > 0 ? end.line + 1 : end.line).join("\n");
}

/** In an order that does not hang on that of the settings file. */
function sorted({ context, buildArgs, contexts, platforms }: BuildInputs): unknown {
  const entries = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return [context, entries(buildArgs), entries(contexts), platforms];
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22);
}
