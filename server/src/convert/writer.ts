/** How the new file is written: the names of its stages, line ends and keywords as the old one has them, comments of ours. */
import { writtenKeyword } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { lineEnding } from "../edits/lines";
import { freeName } from "../edits/stageNames";
import type { Addition, Plan } from "./plan";
import type { SingleStage } from "./singleStage";

/** What the stages of the new file are called. */
export interface NewNames {
  /** Of the stage that both others are based on, or null. */
  readonly base: string | null;
  readonly build: string;
  readonly runtime: string;
}

/** Names that say that a stage is there to build: such a stage keeps its name, and what runs gets another. */
const BUILDERS = /^(?:build|builder|compile|base|deps)$/;

/** Writes parts of the new file; each text ends with a line end, or is empty. */
export interface Writer {
  readonly names: NewNames;
  readonly newline: string;
  /** `AS` as the file writes it. */
  readonly as: string;
  /** A sentence as a comment; nothing where there is none, or nobody wants comments. */
  readonly comment: (reason: string | undefined) => string;
  /** An instruction of ours, with the comment above it. */
  readonly added: (addition: Addition) => string;
  /** A FROM of ours; `base` with its flags. */
  readonly from: (base: string, name: string) => string;
  /** The lines of an instruction of the file, as they are. */
  readonly kept: (line: LogicalLine) => string;
  /** What stands between an instruction of the file and the one before: blank lines, comments. */
  readonly lead: (line: LogicalLine) => string;
}

/** A writer for the file of a stage. Without `explain` it writes no comment of its own. */
export function writerOf(single: SingleStage, plan: Plan, explain: boolean): Writer {
  const { analysis, stage } = single;
  const { file } = analysis.model;
  const newline = lineEnding(file);
  const isLower = stage.casing.lower > stage.casing.upper;
  const [from, as] = writtenKeyword(stage.line.instruction) === "from" ? ["from", "as"] : ["FROM", "AS"];
  const leads = leadsOf(file.text, [stage.line, ...stage.body]);
  const comment = (reason: string | undefined) =>
    explain && reason !== undefined ? `# ${reason}${newline}` : "";
  const instruction = (text: string) => {
    const [, word = "", rest = ""] = /^(\S+)([^]*)/.exec(text) ?? [];
    return `${isLower ? word.toLowerCase() : word}${rest.replaceAll("\n", newline)}${newline}`;
  };
  return {
    names: newNames(single, plan),
    newline,
    as,
    comment,
    added: ({ text, reason }) => `${comment(reason)}${instruction(text)}`,
    from: (base, name) => `${from} ${base} ${as} ${name}${newline}`,
    kept: line => withEnd(file.text.slice(line.from, line.next), newline),
    lead: line => leads.get(line) ?? "",
  };
}

/** What refers to a stage by its name means what runs: that keeps the name, unless it says that it builds. */
function newNames({ analysis, stage }: SingleStage, { sharedUntil }: Plan): NewNames {
  const isBuilder = stage.nameWord !== null && BUILDERS.test(stage.name);
  return {
    base: sharedUntil ? freeName(analysis, isBuilder && stage.name === "base" ? "common" : "base") : null,
    build: isBuilder ? stage.nameWord.text : freeName(analysis, "build"),
    runtime: stage.nameWord && !isBuilder ? stage.nameWord.text : freeName(analysis, "runtime"),
  };
}

function leadsOf(text: string, lines: readonly LogicalLine[]): Map<LogicalLine, string> {
  return new Map(
    lines
      .slice(1)
      .map((line, index) => [line, text.slice(lines[index]?.next ?? line.from, line.from)] as const),
  );
}

/** A text with a line end behind its last line. */
export function withEnd(text: string, newline: string): string {
  return text.endsWith("\n") ? text : `${text}${newline}`;
}
