import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { LostSlip } from "../../stages/analysis/escapeSlips";
import type { TextChange } from "../../edits/edit";
import { useEscape } from "../../edits/escape";
import { commentAbove } from "../../edits/trailingComment";
import { ALL_UNSEEN, nameOfUnseen, ONE_UNSEEN } from "../facts/unseenCharacter";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

/** No instruction has more lines. */
const MOST_LINES = 200;
const OPERATOR = /^(?:&&|\|\|?|;)$/;
const WINDOWS = /\b(?:windows|nanoserver)\b|\b[A-Za-z]:\\/i;

export const misplacedEscape: Rule = {
  id: "MisplacedEscape",
  title: "Only the escape character of the file, as the last character of a line, continues an instruction",
  advice: () => l10n.t("End the line with the escape character of the file, and write nothing after it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkStageLocally({ body }, { model: { file } }, report) {
    if (file.escape !== "\\") return;
    for (const line of body)
      for (const { start, end } of line.instruction.text.includes("\\ ") ? escapedSpaces(line) : [])
        report({
          span: toDocument(line, { start, end: start + 1 }),
          message: l10n.t(
            "{0} is not the last character of the line, so the shell reads a space as an argument",
            "\\",
          ),
          line,
          fixes: () => [
            fix(l10n.t("Remove {0}", "\\"), {
              changes: [{ span: toDocument(line, { start, end }), text: "" }],
            }),
          ],
        });
  },
  checkSection({ slips: { lost: slips } }, analysis, report) {
    for (const [index, slip] of slips.entries()) {
      const { kind, place, lost, line } = slip;
      if (kind === "missing") continue;
      report({
        span: place,
        message: messageOf(analysis, slip),
        related: [
          {
            span: { start: lost.start, end: lost.end },
            message: l10n.t("So the builder looks for an instruction here"),
          },
        ],
        line,
        fixes: () => (kind === "other" ? otherFixes(analysis, slips, index) : lastFixes(analysis, slip)),
      });
    }
  },
};

/** An escape character before a space, and an operator of the shell: the line was to go on in the next one, and did not break there. */
const BEFORE_OPERATOR = /(?<=\s)\\[ \t]+(?=(?:&&|\|\|)\s+\S)/g;

/** Where a script has such a thing outside of quotes, in the text of its instruction. */
function escapedSpaces({ instruction }: LogicalLine): Span[] {
  const { keyword, json, rest, text } = instruction.trigger ?? instruction;
  if (keyword !== "RUN" || Array.isArray(json)) return [];
  const script = text.slice(rest.start, rest.end);
  const quote = script.search(/["']/);
  return [...script.matchAll(BEFORE_OPERATOR)]
    .filter(({ index }) => quote === -1 || index < quote)
    .map(({ 0: { length }, index }) => ({ start: rest.start + index, end: rest.start + index + length }));
}

function messageOf({ model: { file } }: Analysis, { kind, place, behind }: LostSlip): string {
  const { escape, text } = file;
  const written = text.slice(place.start, place.end);
  const unseen = ONE_UNSEEN.exec(text.slice(behind.start, behind.end))?.[0];
  if (written === escape + escape)
    return l10n.t("{0} does not continue this line: the first {1} escapes the second", written, escape);
  if (kind === "other")
    return l10n.t(
      "{0} does not continue this line: the escape character of this file is {1}",
      written,
      escape,
    );
  return unseen === undefined
    ? l10n.t("{0} does not continue this line, because it is not the last character", escape)
    : l10n.t("{0} does not continue this line, because {1} is behind it", escape, nameOfUnseen(unseen));
}

const known = new WeakMap<Dockerfile, boolean>();

/** Whether an escape character continues a line of a file: asked once for all fixes. */
function isContinued(file: Dockerfile): boolean {
  const answer = known.get(file) ?? file.lines.some(({ pieces }) => pieces.length > 0);
  known.set(file, answer);
  return answer;
}

const joining = new WeakMap<Dockerfile, Map<string, boolean>>();

/**
 * Whether a line that ends with a character stands above an instruction, which would be part of it if that were the escape character: asked
 * once for all fixes.
 */
function wouldJoin(file: Dockerfile, character: string): boolean {
  const { lines, text } = file;
  const known = joining.get(file) ?? new Map<string, boolean>();
  joining.set(file, known);
  const answer =
    known.get(character) ??
    lines.some(
      ({ start, end }, index) =>
        INSTRUCTIONS.has(lines[index + 1]?.instruction.keyword ?? "") &&
        text.slice(start, end).trimEnd().endsWith(character),
    );
  known.set(character, answer);
  return answer;
}

/** The character of this file on this line and on those that go on from it, or a directive that makes this one right. */
function otherFixes(analysis: Analysis, lost: readonly LostSlip[], from: number): Fix[] {
  const { file } = analysis.model;
  const { escape, text } = file;
  const changes: TextChange[] = [];
  for (let index = from; changes.length < MOST_LINES; index++) {
    const slip = lost[index];
    if (slip?.kind !== "other" || (index > from && slip.line !== lost[index - 1]?.lost)) break;
    // Where the right one stands in front of it already, a second one would escape the first.
    const isThere = slip.place.start > 0 && text[slip.place.start - 1] === escape;
    changes.push({ span: slip.place, text: isThere ? "" : escape });
  }
  const place = lost[from]?.place;
  const written = text.slice(place?.start, place?.end);
  const write = fix(l10n.t("End the line with {0}", escape), { changes });
  if ((written !== "`" && written !== "\\") || isContinued(file) || wouldJoin(file, written)) return [write];
  const directive = fix(
    l10n.t("Begin the file with {0}", `# escape=${written}`),
    useEscape(analysis, written),
  );
  return written === "`" && WINDOWS.test(text) ? [directive, write] : [write, directive];
}

/** What stands behind the escape character comes in front of it, a comment above the line. */
function lastFixes(analysis: Analysis, { line, place, behind, operator }: LostSlip): Fix[] {
  const { text, escape } = analysis.model.file;
  const rest = text.slice(behind.start, behind.end);
  const written = rest.replace(ALL_UNSEEN, " ").trim();
  const title = l10n.t("End the line with {0}", escape);
  if (!written.startsWith("#")) {
    // `a; \\ ;` has its operator already.
    const isThere = OPERATOR.test(written) && text.slice(line.start, place.start).trimEnd().endsWith(written);
    const parts = [isThere ? "" : written, operator, escape].filter(part => part !== "");
    return [
      fix(title, { changes: [{ span: { start: place.start, end: behind.end }, text: parts.join(" ") }] }),
    ];
  }
  const start = behind.start + rest.indexOf("#");
  return [fix(title, commentAbove(analysis, line, { start, end: behind.end }))];
}
