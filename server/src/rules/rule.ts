/** What a rule is: its facts, and a check that reads the stage model and reports findings. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import type { Section } from "../stages/analysis/sections";
import type { StageUses } from "../stages/analysis/uses";
import type { FolderAbove } from "../stages/files/contextPaths";
import type { StageEvaluation, EvaluatedInstruction } from "../stages/evaluation/stageEvaluation";
import { stageLabel } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import type { Fix } from "./fix";

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  /** In the document. */
  readonly span: Span;
  /** The builder's own words, untranslated, where the builder says it; else in the reader's language. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[] | undefined;
  /** The line whose `# check=skip=` comment may silence it. */
  readonly line?: LogicalLine | undefined;
  /** What is at fault is not needed: editors fade it. */
  readonly isUnnecessary?: true | undefined;
  /** What to do, in place of the advice of the rule: a sentence. */
  readonly advice?: string | undefined;
  /** The folder above the build context that would mend it as the build context. */
  readonly otherContext?: FolderAbove | undefined;
  /** What mends it, best first; computed when somebody asks. */
  readonly fixes?: (() => readonly Fix[]) | undefined;
}

/** How loud a rule speaks. */
export type Severity = "error" | "warning" | "information" | "hint";

export interface Rule {
  /** PascalCase; the builder's own name for a rule of the builder. It is the code of the diagnostic. */
  readonly id: string;
  /** One sentence for the list of rules, in English; of a rule of the builder it is the builder's. */
  readonly title: string;
  /** In plain words what to do: a sentence, in the reader's language. */
  readonly advice: () => string;
  /** Error: the builder fails for at least one target. Warning: it warns. The rest is ours. */
  readonly severity: Severity;
  /** Whose it is: a hard error or a lint rule of the builder, or a rule of our own. */
  readonly origin: "error" | "builder" | "own";
  /** It is about stages; other tools report the rest, too. */
  readonly isAboutStages: boolean;
  /** What it finds makes other things look wrong that are not. */
  readonly namesCause?: true;
  /** It speaks of what every frontend reads alike; of a file for somebody else's frontend nothing else is known. */
  readonly isOfEveryFrontend?: true;
  /** It speaks of the files of the build context, of which each build may have another one. */
  readonly isAboutContext?: true;
  /** Off unless a setting turns it on. */
  readonly isOffByDefault?: true;
  /** It says what builds of this machine have shown: a setting turns it off, and not only a comment that all others would read. */
  readonly isOfThisMachine?: true;
  /** Off unless `# check=experimental=` names it. */
  readonly experimental?: true;
  /**
   * Judges one instruction by itself: nothing else of the file changes what it says. The analysis is for fixes alone, and null for an
   * instruction that a base holds back.
   */
  readonly checkLine?: (line: LogicalLine, report: Report, analysis: Analysis | null) => void;
  /** Judges instructions that stand together: nothing else of the file but its escape character changes what it says. */
  readonly checkSection?: (section: Section, analysis: Analysis, report: Report) => void;
  /** Judges a stage by itself: nothing but the arguments before the first stage changes what it says. */
  readonly checkStageLocally?: (stage: Stage, analysis: Analysis, report: Report) => void;
  /** Judges what the builder does in one stage, with what its bases have left to it. */
  readonly checkStage?: (evaluation: StageEvaluation, analysis: Analysis, report: Report) => void;
  /**
   * Judges a stage with all that it is made of: nothing but this, the stages below that it means, and what `dependsOn` answers
   * changes what it says.
   */
  readonly checkUses?: (uses: StageUses, analysis: Analysis, report: Report) => void;
  /** For `checkUses`: the one fact of the whole file that counts, too. It is another one where it is not `===`. */
  readonly dependsOn?: (analysis: Analysis) => unknown;
  /** Judges the file as a whole, on every edit. */
  readonly check?: (analysis: Analysis, report: Report) => void;
}

/** Takes the findings of a rule. */
export interface Report {
  (finding: Finding): void;
  /** Something is left out that costs too much to check. */
  readonly tooLarge: () => void;
  /**
   * For a rule about the whole file: what is found about a stage, a reference or a line. As long as that, and all that the
   * finding depends on beside it, an object or a value, are the same (`===`), it is the same finding, which is not made anew. The
   * finding has its places in the lines of those objects. `find` is one function for all subjects, because nearly all are the same.
   */
  readonly about: <Subject extends object, DependsOn>(
    subject: Subject,
    dependsOn: DependsOn,
    find: (subject: Subject, dependsOn: DependsOn) => Finding,
  ) => void;
}

/** The report that hands on what it is given. */
export function reportTo(
  take: (finding: Finding) => void,
  tooLarge: () => void,
  about: Report["about"] = (subject, dependsOn, find) => {
    take(find(subject, dependsOn));
  },
): Report {
  return Object.assign(
    (finding: Finding) => {
      take(finding);
    },
    { tooLarge, about },
  );
}

/** The builder's page on one of its own rules. */
export function builderRulePage(id: string): string {
  const kebab = id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
  return `https://docs.docker.com/go/dockerfile/rule/${kebab}/`;
}

/** The `FROM` line of a stage in the document, for findings about the stage as a whole. */
export function fromSpan(stage: Stage): Span {
  return stage.line;
}

/** The `--platform` flag of a stage in the document. */
export function platformSpan(stage: Stage): Span {
  const flag = stage.line.instruction.flags.find(({ name }) => name === "platform");
  return flag ? toDocument(stage.line, flag.span) : fromSpan(stage);
}

/** The base of a stage in the document. */
export function baseSpan(stage: Stage): Span {
  return toDocument(stage.line, stage.base.span);
}

/** Where a fault in a step is reported: the place at fault, or the `FROM` that triggers what the base holds back. */
export function stepPlace(
  { line, onbuildSource }: EvaluatedInstruction,
  span: Span,
): Pick<Finding, "span" | "related"> {
  if (!onbuildSource) return { span: toDocument(line, span) };
  return { span: line, related: onbuildSourceAt(onbuildSource) };
}

/** The place of what a base holds back, for a finding at the `FROM` that triggers it. */
export function onbuildSourceAt({ start, end }: Span): RelatedPlace[] {
  return [{ span: { start, end }, message: l10n.t("ONBUILD instruction, triggered in this stage") }];
}

/** Whether an operand of a step is a heredoc: a source that no file gives. */
export function isHeredoc({ line, onbuildSource }: EvaluatedInstruction, operand: string): boolean {
  return operand.startsWith("<<") && (onbuildSource ?? line).heredocs.length > 0;
}

/** The fixes of a step of the stage's own: what a base holds back is mended where it stands. */
export function stepFixes(
  { onbuildSource }: EvaluatedInstruction,
  fixes: () => readonly Fix[],
): Pick<Finding, "fixes"> {
  return onbuildSource ? {} : { fixes };
}

/** Where a reference that ONBUILD holds back is triggered; nothing for a reference of the stage's own. */
export function triggeredBy(reference: Reference, consumer: Stage): RelatedPlace[] {
  return reference.onbuild ? triggeredIn(consumer) : [];
}

/** Where what ONBUILD holds back is triggered. */
export function triggeredIn(consumer: Stage): RelatedPlace[] {
  return [{ span: fromSpan(consumer), message: l10n.t('Triggered in stage "{0}"', stageLabel(consumer)) }];
}
