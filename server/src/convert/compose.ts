/** The text of the new file: every line of the old one in the stage that needs it, with the comments above it. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/place";
import { freeName } from "../edits/stageNames";
import { lineEnding } from "../edits/lines";
import { nameSpan } from "../stages/model";
import type { Command } from "./commands";
import { refusal } from "./conversion";
import type { Choice, Conversion, ConversionOptions } from "./conversion";
import { installScript } from "./packages";
import type { Addition, Plan } from "./plan";
import { divide } from "./divide";
import type { RuntimeItem } from "./divide";
import type { SingleStage } from "./singleStage";
import { shortened } from "./system";

/** Names that say that a stage is there to build: such a stage keeps its name, and what runs gets another. */
const BUILDERS = /^(?:build|builder|compile|base|deps)$/;

/** With more commands that nobody knows, a file is a guess. */
const MOST_UNKNOWN = 3;

/** The new file, or why there is none. Answers one change, since half of it would be no file. */
export function compose(single: SingleStage, plan: Plan, { explain }: ConversionOptions): Conversion {
  const { model, stage } = single;
  const { file } = model;
  const { text } = file;
  const newline = lineEnding(file);
  const isLower = stage.casing.lower > stage.casing.upper;
  const division = divide(single, plan);
  const [strange, ...others] = division.unknown;
  if (strange && others.length >= MOST_UNKNOWN)
    return refusal(
      l10n.t(
        'Too much of this file is not known: "{0}" and {1} other commands may leave behind what the program needs.',
        shortened(strange),
        others.length,
      ),
    );
  const names = stageNames(single, plan);
  const keyword = (word: string) => (isLower ? word.toLowerCase() : word);
  const [from, as] = writtenKeyword(stage.line.instruction) === "from" ? ["from", "as"] : ["FROM", "AS"];
  const platform = stage.line.instruction.flags
    .map(({ span }) => `${stage.line.instruction.text.slice(span.start, span.end)} `)
    .join("");
  /** An instruction of ours, with its keyword as the file writes them. */
  const ours = (line: string) => {
    const [, word = "", rest = ""] = /^(\S+)([^]*)$/.exec(line) ?? [];
    return `${keyword(word)}${rest.replaceAll("\n", newline)}${newline}`;
  };
  const comment = (reason: string | undefined) =>
    explain && reason !== undefined ? `# ${reason}${newline}` : "";
  const added = ({ text: line, reason }: Addition) => `${comment(reason)}${ours(line)}`;

  const gaps = leads(text, [stage.line, ...stage.body]);
  const raw = (line: LogicalLine) => withEnd(text.slice(line.from, line.next), newline);
  const builder = (lines: readonly LogicalLine[]) =>
    lines
      .map(line => {
        const behind = plan.behind?.line === line ? plan.behind.additions.map(added).join("") : "";
        return `${gaps.get(line) ?? ""}${raw(line)}${behind}`;
      })
      .join("");

  const lines = stage.body.filter(line => division.build.has(line));
  const until = plan.sharedUntil ? lines.indexOf(plan.sharedUntil) + 1 : 0;
  const first = (plan.first ?? []).map(added).join("");
  const building = l10n.t("installs and builds: nothing of it is in the image but what is copied out of it.");
  const head =
    names.base === null
      ? [describe(stage.line, names.build, building), named(single, names.build, as), first, builder(lines)]
      : [
          describe(stage.line, names.base, l10n.t("is what both of the others need.")),
          named(single, names.base, as),
          `${builder(lines.slice(0, until))}${newline}`,
          comment(`${names.build} ${building}`),
          `${from} ${names.base} ${as} ${names.build}${newline}${first}`,
          trimmedStart(builder(lines.slice(until))),
        ];

  const artifacts = plan.artifacts.map(({ from: path, to, reason }) => {
    const target =
      to ?? (path.endsWith("*") || path.includes("*") ? `${path.slice(0, path.lastIndexOf("/"))}/` : path);
    return added({
      text: `COPY --from=${names.build} ${path} ${target}`,
      ...(reason === undefined ? {} : { reason }),
    });
  });
  const installed = division.runtime.flatMap(item => (item.kind === "run" ? item.text.split(/\s+/) : []));
  const missing = (plan.libraries ?? []).filter(name => !installed.includes(name));
  const libraries =
    missing.length > 0 && plan.installs !== null
      ? added({
          text: `RUN ${installScript(plan.installs, missing)}`,
          reason: l10n.t("What the program needs of the system, and this base does not have."),
        })
      : "";
  const written = (item: RuntimeItem): string => {
    switch (item.kind) {
      case "moved":
        return `${squeezed(gaps.get(item.line) ?? "", newline)}${raw(item.line)}`;
      case "copied":
        return raw(item.line);
      case "artifacts":
        return artifacts.join("");
      case "run":
        return `${item.reasons.map(comment).join("")}${ours(item.text)}`;
    }
  };
  const digest =
    single.image.hasDigest && !plan.base.includes("@")
      ? [l10n.t("Not known: the digest of {0}. The one in the file is that of the other image.", plan.base)]
      : [];
  const unknown = [...new Set([...(plan.unknown ?? []), ...digest, ...division.unknown.map(unknownCommand)])];
  const ending = text.slice(stage.body.at(-1)?.next ?? stage.line.next);
  const base = names.base ?? plan.base;
  const runtime = [
    comment(`${names.runtime} ${l10n.t("runs the program.")} ${plan.baseReason}`),
    `${from} ${names.base === null ? platform : ""}${base} ${as} ${names.runtime}${newline}`,
    ...unknown.map(comment),
    ...(plan.head ?? []).map(added),
    libraries,
    ...division.runtime.map(written),
  ];
  const stages = [head, runtime].map(parts => `${trimmedEnd(parts.join(""))}${newline}`);
  const result = stages.join(newline) + (ending.trim() === "" ? "" : ending);
  const choices: Choice[] = [
    { text: l10n.t("{0} builds, {1} runs.", stage.base.text, plan.base), isUnknown: false },
    { text: plan.baseReason, isUnknown: false },
    ...plan.artifacts.flatMap(({ reason }) =>
      reason === undefined ? [] : [{ text: reason, isUnknown: false }],
    ),
    ...division.left.map(left => ({ text: left, isUnknown: false })),
    ...[...unknown, ...division.unknownPackages].map(sentence => ({ text: sentence, isUnknown: true })),
  ];
  return { changes: [{ span: { start: stage.line.from, end: text.length }, text: result }], choices };

  /** What a stage is for, above its FROM, in the form that the builder reads; not where a person has written something. */
  function describe(line: LogicalLine, name: string, what: string): string {
    return line.comments.length === 0 ? comment(`${name} ${what}`) : "";
  }
}

function unknownCommand(command: Command): string {
  return l10n.t('Not known: whether the program needs what "{0}" leaves behind.', shortened(command));
}

interface Names {
  /** Of the stage that both others are based on, or null. */
  readonly base: string | null;
  readonly build: string;
  readonly runtime: string;
}

/** What refers to a stage by its name means what runs: that keeps the name, unless it says that it builds. */
function stageNames({ model, stage }: SingleStage, plan: Plan): Names {
  const isBuilder = stage.nameWord !== null && BUILDERS.test(stage.name);
  const build = isBuilder ? stage.nameWord.text : freeName(model, "build");
  const runtime = stage.nameWord && !isBuilder ? stage.nameWord.text : freeName(model, "runtime");
  return {
    base: plan.sharedUntil ? freeName(model, isBuilder && stage.name === "base" ? "common" : "base") : null,
    build,
    runtime,
  };
}

/** The lines of the FROM, with another name of the stage. */
function named({ model: { file }, stage }: SingleStage, name: string, as: string): string {
  const { line, base } = stage;
  const span = nameSpan(stage);
  const at = toDocument(line, base.span).end;
  const text =
    span === null
      ? `${file.text.slice(line.from, at)} ${as} ${name}${file.text.slice(at, line.next)}`
      : `${file.text.slice(line.from, span.start)}${name}${file.text.slice(span.end, line.next)}`;
  return withEnd(text, lineEnding(file));
}

/** What stands between an instruction and the one before: blank lines and comments, those that stand alone too. */
function leads(text: string, lines: readonly LogicalLine[]): Map<LogicalLine, string> {
  return new Map(
    lines
      .slice(1)
      .map((line, index) => [line, text.slice(lines[index]?.next ?? line.from, line.from)] as const),
  );
}

function withEnd(text: string, newline: string): string {
  return text.endsWith("\n") ? text : `${text}${newline}`;
}

/** Several blank lines are one. */
function squeezed(text: string, newline: string): string {
  return text.replace(/(?:[^\S\n]*\r?\n){2,}/g, found =>
    text.startsWith(found) ? newline : newline + newline,
  );
}

function trimmedStart(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, "");
}

function trimmedEnd(text: string): string {
  return text.replace(/(?:[^\S\n]*\n)+$/, "");
}
