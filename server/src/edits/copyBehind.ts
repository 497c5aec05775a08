/** A COPY moved behind a RUN that does not need it, with what the RUN does need copied where it stood. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import * as sanitize from "../shared/sanitize";
import type { Analysis } from "../stages/analysis/analysis";
import { insertion, refuse, removal } from "./edit";
import type { Edit } from "./edit";
import { lineEnding, wholeLines } from "./lines";

/** What is copied first: a folder has a slash at its end. */
export interface EarlyCopy {
  /** From the build context. */
  readonly sources: readonly string[];
  /** Where to: absolute; null for where the COPY itself goes. */
  readonly folder: string | null;
}

/** Where to: a word that is written without quotes; values may stand in it. */
const PLAIN = /^[\w@+.,/${}-]+$/;

/** Instructions that neither make files nor change where a COPY goes. */
export const NEUTRAL: ReadonlySet<string> = new Set([
  "ARG",
  "CMD",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "STOPSIGNAL",
  "USER",
]);

/**
 * Moves `copy` behind `last`; `between` are the instructions from one to the other without those that are known not to need it. Refused
 * where one of these may see the difference.
 */
export function copyBehind(
  { model: { file } }: Analysis,
  copy: LogicalLine,
  last: LogicalLine,
  between: readonly LogicalLine[],
  early: readonly EarlyCopy[],
): Edit {
  const target = copy.instruction.words.at(-1)?.text ?? "";
  const hasVariables = copy.instruction.text.includes("$");
  const other = between.find(({ instruction: { keyword } }) => {
    if (keyword === "WORKDIR") return !target.startsWith("/");
    if (keyword === "ARG" || keyword === "ENV") return hasVariables;
    return !NEUTRAL.has(keyword);
  });
  if (other) return refuse(l10n.t("{0} stands between the two instructions.", other.instruction.keyword));
  const { flags, text } = copy.instruction;
  const written = flags.map(({ span }) => `${text.slice(span.start, span.end)} `).join("");
  const keyword = writtenKeyword(copy.instruction);
  const lines = early.flatMap(({ sources, folder }) =>
    linesOf(sources, folder ?? target).map(rest => `${keyword} ${written}${rest}`),
  );
  const odd =
    early.flatMap(({ sources }) => sources).find(source => sanitize.path(source) === null) ??
    early.map(({ folder }) => folder ?? target).find(folder => !PLAIN.test(folder));
  if (odd !== undefined) return refuse(l10n.t("The path {0} cannot be written in another COPY.", odd));
  const newline = lineEnding(file);
  const whole = wholeLines(file, copy);
  const indentation = file.text.slice(copy.from, copy.start);
  const moved = file.text.slice(whole.start, whole.end).replace(/\r?\n$/, "");
  const ended = file.text[last.next - 1] === "\n";
  return {
    changes: [
      ...(lines.length > 0
        ? [insertion(whole.start, lines.map(line => `${indentation}${line}${newline}`).join(""))]
        : []),
      removal(whole),
      insertion(last.next, ended ? `${moved}${newline}` : `${newline}${moved}`),
    ],
  };
}

/** The operands of the instructions: files together, each folder by itself, because a COPY takes what a folder holds. */
function linesOf(sources: readonly string[], target: string): string[] {
  const into = target.endsWith("/") ? target : `${target}/`;
  const files = sources.filter(source => !source.endsWith("/"));
  const folders = sources.filter(source => source.endsWith("/")).map(source => source.slice(0, -1));
  return [
    ...(files.length > 0 ? [`${files.join(" ")} ${into}`] : []),
    ...folders.map(source => `${source} ${into}${source.slice(source.lastIndexOf("/") + 1)}`),
  ];
}
