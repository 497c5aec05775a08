import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Instruction } from "../../dockerfile/instruction";
import type { Analysis } from "../../stages/analysis/analysis";
import { contextKey, parseImageReference } from "../../stages/model/imageReference";
import { STAGE_EPOCHS, hasFeature } from "../../stages/model/frontendFeatures";
import type { Stage } from "../../stages/model/model";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";
import { sourceKind } from "../facts/sourceKind";

const NAME = "SOURCE_DATE_EPOCH";
const ONE_ADD = `${NAME} stage must contain exactly one remote ADD`;

export const invalidSourceDateEpoch: Rule = {
  id: "InvalidSourceDateEpoch",
  title:
    "SOURCE_DATE_EPOCH must be a number of seconds, a context, or a stage that only downloads one source.",
  advice: () =>
    l10n.t(
      "Use the number of seconds since 1970, or a stage that is FROM scratch and has a single remote ADD.",
    ),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check(analysis, report) {
    const { model, frontend } = analysis;
    const { scope, options, stages } = model;
    const [first] = stages;
    const value = options.buildArgs.get(NAME) ?? scope.values.get(NAME) ?? "";
    if (!first || value === "" || isInteger(value) || value === "context" || scope.openNames.has(NAME))
      return;
    if (!hasFeature(frontend, STAGE_EPOCHS)) return;
    const arg = scope.args.findLast(({ name }) => name === NAME);
    const place = arg ? toDocument(arg.line, arg.word.span) : fromSpan(first);
    // It is looked for among the contexts before the stages, so it has to have the form of a context's name.
    const { error } = parseImageReference(value);
    if (error !== null) {
      report({ span: place, message: `invalid context name ${value}: ${error}` });
      return;
    }
    const isContext = options.contexts.some(name => contextKey(name) === contextKey(value));
    if (isContext) return;
    const stage = stages.find(({ name }) => name === value.toLowerCase());
    const message = stage ? stageFault(stage, analysis) : `invalid ${NAME}: ${value}`;
    if (message === null) return;
    const related = [{ span: place, message: l10n.t("It is used here") }];
    report(stage ? { span: fromSpan(stage), message, related } : { span: place, message });
  },
};

/** Whether it is a number that the builder takes: it may have a sign, and fits in 64 bits. */
function isInteger(value: string): boolean {
  if (!/^[+-]?\d+$/.test(value)) return false;
  const number = BigInt(value.replace("+", ""));
  return BigInt.asIntN(64, number) === number;
}

/** Why the time of what a stage fetches cannot be taken, in the builder's words, or null. */
function stageFault({ base, body }: Stage, { model: { file } }: Analysis): string | null {
  if (base.expansion.dependsOnBuild || base.expansion.error !== null) return null;
  if (base.expanded !== "scratch") return `${NAME} stage must use FROM scratch`;
  let count = 0;
  for (const { instruction, heredocs } of body) {
    const { keyword, keywordSpan, text } = instruction;
    if (keyword === "ARG") continue;
    if (keyword !== "ADD") {
      const written = text.slice(keywordSpan.start, keywordSpan.end);
      return `${NAME} stage does not meet source-only requirements: unsupported ${written} instruction`;
    }
    if (count++ > 0) return ONE_ADD;
    const sources = sourcesOf(instruction);
    if (sources.length !== 1 || heredocs.length > 0) return `${ONE_ADD} source`;
    const [source = ""] = sources;
    // What its variables stand for may well be an address.
    if (!source.includes("$") && !source.includes(file.escape) && sourceKind(source) === "path")
      return `${NAME} stage source must be a single HTTP(S) or Git ADD`;
  }
  return count === 1 ? null : ONE_ADD;
}

function sourcesOf({ json, words }: Instruction): readonly string[] {
  return (Array.isArray(json) ? (json as readonly string[]) : words.map(({ text }) => text)).slice(0, -1);
}
