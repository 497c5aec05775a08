/** What a rule is: its facts, and a check that reads the stage model and reports findings. */
import { toDocument } from "../dockerfile/place";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Span } from "../dockerfile/source";
import type { Stage, StageModel } from "../stages/model";
import type { Cycle, StageGraph } from "../stages/graph";
import type { Reference } from "../stages/references";
import type { Trigger } from "./triggers";

/** Everything a check may read. Nothing in it is remembered between two checks. */
export interface RuleContext {
  readonly model: StageModel;
  readonly graph: StageGraph;
  readonly cycle: Cycle | null;
  readonly triggers: readonly Trigger[];
  /** The base of each stage by the defaults of its arguments alone, whatever a build passes in. */
  readonly defaults: StageModel;
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  /** In the document. */
  readonly span: Span;
  /** The builder's own words where the builder says it. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** The line whose `# check=skip=` comment may silence it. */
  readonly line?: LogicalLine;
}

export interface Rule {
  /** PascalCase; the builder's own name for a rule of the builder. It is the code of the diagnostic. */
  readonly id: string;
  /** One sentence for the list of rules. */
  readonly title: string;
  /** Error: a build fails. Warning: the builder warns. */
  readonly severity: "error" | "warning";
  /** Off unless `# check=experimental=` names it. */
  readonly experimental?: true;
  /** Judges the file as a whole. */
  readonly check?: (context: RuleContext, report: Report) => void;
  /** Judges one instruction by itself: nothing else of the file changes what it says. */
  readonly checkLine?: (line: LogicalLine, report: Report) => void;
}

export type Report = (finding: Finding) => void;

/** The builder's page on one of its own rules. */
export function builderRulePage(id: string): string {
  const kebab = id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
  return `https://docs.docker.com/go/dockerfile/rule/${kebab}/`;
}

/** The label under which the builder speaks of a stage. */
export function stageLabel(stage: Stage | undefined): string {
  return stage ? stage.name || `stage-${stage.index}` : "";
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

/** Where a reference that ONBUILD holds back is triggered; nothing for a reference of the stage's own. */
export function triggeredBy(reference: Reference, consumer: Stage): RelatedPlace[] {
  if (!reference.onbuild) return [];
  return [{ span: fromSpan(consumer), message: `Triggered in stage "${stageLabel(consumer)}"` }];
}
