import * as l10n from "@vscode/l10n";
import { heredocWords } from "../../dockerfile/heredoc";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { originSpan } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import {
  CHECKED_CHMOD,
  CHECKS,
  EXPERIMENTAL_CHECKS,
  GIT_CHECKSUMS,
  GIT_SOURCES,
  HEREDOCS,
  KNOWS_GIT,
  SEVERAL_ARGS,
  SYMBOLIC_CHMOD,
  TRIGGERED_SOURCES,
  bareRequiredSince,
  flagGraduation,
  flagSince,
  hasFeature,
  modifierRefusal,
  modifierSince,
  mountKeySince,
  triggeredSources,
  unknownFlagWords,
} from "../../stages/model/frontendFeatures";
import type { Since } from "../../stages/model/frontendFeatures";
import { lexedVariables } from "../../stages/model/lexedVariables";
import { globalValues } from "../../stages/model/variables";
import { heredocRefusal } from "../facts/heredocRefusal";
import { raise, requires } from "../facts/raise";
import { sourceKind } from "../facts/sourceKind";
import { cannotCopy, cannotMount } from "../facts/sourceRefusal";
import { unbuiltSources } from "../facts/unbuiltSources";
import { variableUse } from "../facts/variablePlaces";
import { isHeredoc, stepFixes, stepPlace, triggeredIn } from "../rule";
import type { Finding, Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

/** `RUN --device` has a rule of its own, because the frontend of the builder refuses it as well. */
const HAS_RULE = "device";

export const unsupportedByFrontend: Rule = {
  id: "UnsupportedByFrontend",
  title: "The frontend that # syntax= names must have what the file uses.",
  advice: () => l10n.t("Name a newer frontend in # syntax=."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStageLocally(stage, analysis, report) {
    if (!isOld(analysis)) return;
    for (const line of [stage.line, ...stage.body]) {
      const refusal = lineRefusal(analysis, line);
      if (refusal) report(toFinding(analysis, line, refusal));
    }
  },
  checkStage({ steps }, analysis, report) {
    if (!isOld(analysis)) return;
    const { escape } = analysis.model.file;
    for (const step of steps) {
      const refusals = step.words.flatMap(({ text, offsets, span, role }): Refusal[] => {
        const refusal = modifierRefusalIn(analysis, text, escape, role === "heredoc");
        if (!refusal) return [];
        const use = variableUse(text, refusal.start);
        const place = role === "heredoc" ? span : originSpan({ text, offsets }, use.start, use.end);
        return [{ ...refusal, span: place }];
      });
      const [refusal = sourceRefusal(analysis, step)] = refusals;
      if (!refusal) continue;
      report({
        ...stepPlace(step, refusal.span),
        message: refusal.message,
        advice: requires(analysis, refusal.since),
        ...stepFixes(step, () => [raise(analysis, refusal.since)]),
      });
    }
  },
  checkUses(uses, analysis, report) {
    if (triggeredSources(analysis.frontend) !== "refused") return;
    const { stage } = uses;
    for (const { line, span, from, form, mount } of unbuiltSources(uses, analysis))
      report({
        span: toDocument(line, span),
        message: form === "COPY" ? cannotCopy(from, stage) : cannotMount(from, mount),
        advice: requires(analysis, TRIGGERED_SOURCES),
        related: triggeredIn(stage),
        fixes: () => [raise(analysis, TRIGGERED_SOURCES)],
      });
  },
  check(analysis, report) {
    if (!isOld(analysis)) return;
    const { model, directives, frontend, checkOptions } = analysis;
    const { check } = directives;
    const isRead = hasFeature(frontend, CHECKS) && !hasFeature(frontend, EXPERIMENTAL_CHECKS);
    if (check && isRead && checkOptions.problem === null && /(?:^|;)experimental=/.test(check.value))
      report({
        span: check.valueSpan,
        message: 'failed to parse check options: invalid check option "experimental"',
        advice: requires(analysis, EXPERIMENTAL_CHECKS),
        fixes: () => [raise(analysis, EXPERIMENTAL_CHECKS)],
      });
    for (const line of model.preamble) {
      const refusal = lineRefusal(analysis, line);
      if (refusal) report(toFinding(analysis, line, refusal));
    }
    for (const line of [...model.preamble, ...model.stages.map(stage => stage.line)])
      for (const value of globalValues(model, line)) {
        const refusal = modifierRefusalIn(analysis, value.text, model.file.escape);
        if (!refusal) continue;
        const { start, end } = variableUse(value.text, refusal.start);
        report(toFinding(analysis, line, { ...refusal, span: originSpan(value, start, end) }));
      }
  },
};

/** What a frontend refuses, in its words, and since when others have it. The span is in the text of the line. */
interface Refusal {
  readonly span: Span;
  readonly message: string;
  readonly since: Since;
}

/** Nothing is too new for the newest frontend; one that is not known may have everything. */
function isOld({ frontend }: Analysis): boolean {
  return frontend.minor !== Infinity;
}

function toFinding(analysis: Analysis, line: LogicalLine, { span, message, since }: Refusal): Finding {
  return {
    span: toDocument(line, span),
    message,
    advice: requires(analysis, since),
    fixes: () => [raise(analysis, since)],
  };
}

/** What is refused while the text of an instruction is read: the first of its flags, its mounts, its heredocs. */
function lineRefusal({ frontend, model }: Analysis, line: LogicalLine): Refusal | null {
  const { instruction } = line;
  const { keyword, flags, mounts, words, rest } = instruction;
  for (const { name, span } of flags) {
    if (!INSTRUCTIONS.get(keyword)?.has(name)) return null;
    const since = flagSince(keyword, name);
    const words = unknownFlagWords(frontend, name);
    if (!hasFeature(frontend, since)) return { span, message: words, since: fullSince(keyword, name, since) };
  }
  for (const { name, span } of flags) {
    const graduation = name === HAS_RULE ? null : flagGraduation(keyword, name);
    if (graduation && !hasFeature(frontend, graduation.since))
      return { span, message: graduation.refusal, since: graduation.since };
  }
  for (const { options } of mounts)
    for (const { key, field, value, span } of options) {
      const required = key === "required" && value === null ? bareRequiredSince(frontend) : null;
      // It has not read the type by then.
      if (required)
        return { span, message: `unexpected key '${key}' for mount type 'bind'`, since: required };
      const since = mountKeySince(key);
      if (!hasFeature(frontend, since))
        return { span, message: `unexpected key '${key}' in '${field.text}'`, since };
    }
  if (line.heredocs.length > 0 && !hasFeature(frontend, HEREDOCS)) {
    const [span = rest] = heredocWords(instruction, line.heredocs);
    return { span, message: heredocRefusal(frontend, line, model.file.text), since: HEREDOCS };
  }
  if (keyword === "ARG" && words.length > 1 && !hasFeature(frontend, SEVERAL_ARGS))
    return { span: rest, message: "ARG requires exactly one argument", since: SEVERAL_ARGS };
  return null;
}

/** A flag is asked for what it does: the version that has it, not the one that has heard of it. */
function fullSince(keyword: string, flag: string, since: Since): Since {
  return flagGraduation(keyword, flag)?.since ?? since;
}

function modifierRefusalIn(
  { frontend }: Analysis,
  text: string,
  escape: string,
  isHeredocBody = false,
): (Omit<Refusal, "span"> & { start: number }) | null {
  for (const { modifier, start } of lexedVariables(text, { escape, plainQuotes: isHeredocBody })) {
    const since = modifierSince(modifier);
    if (hasFeature(frontend, since)) continue;
    return {
      start,
      since,
      message: `failed to process ${quoted(text)}: ${modifierRefusal(frontend, modifier)}`,
    };
  }
  return null;
}

/** What is refused once the variables of `ADD` and `COPY` are known. */
function sourceRefusal({ frontend }: Analysis, step: Parameters<typeof isHeredoc>[0]): Refusal | null {
  const { instruction, words } = step;
  if (instruction.keyword !== "ADD" && instruction.keyword !== "COPY") return null;
  const knows = (since: Since) => hasFeature(frontend, since);
  for (const { role, text, span, expansion } of words) {
    if (expansion.dependsOnBuild || expansion.error !== null) continue;
    const { result } = expansion;
    if (role === "chmod" && knows(CHECKED_CHMOD) && !knows(SYMBOLIC_CHMOD) && /^[^\d]/.test(result)) {
      const message = `invalid chmod parameter: '${result}'. it should be octal string and between 0 and 07777`;
      return { span, message, since: SYMBOLIC_CHMOD };
    }
    const isGit = role === "operand" && !isHeredoc(step, text) && sourceKind(result) === "git";
    if (!isGit || instruction.keyword !== "ADD") continue;
    if (knows(KNOWS_GIT) && !knows(GIT_SOURCES.since))
      return { span, message: GIT_SOURCES.refusal, since: GIT_SOURCES.since };
    const checksum = words.find(word => word.role === "checksum");
    if (checksum && knows(GIT_SOURCES.since) && !knows(GIT_CHECKSUMS))
      return {
        span: checksum.span,
        message: `checksum can't be specified for non-${frontend.minor < 9 ? "HTTP" : "HTTP(S)"} sources`,
        since: GIT_CHECKSUMS,
      };
  }
  return null;
}
