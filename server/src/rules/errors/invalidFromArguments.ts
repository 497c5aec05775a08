import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";
import { builderName, contextNameError } from "../../stages/model/stageName";
import { insertion } from "../../edits/edit";
import { spaceFixes } from "../facts/wideSpaces";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { OFFICIAL_IMAGES } from "../../stages/model/officialImages";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const invalidFromArguments: Rule = {
  id: "InvalidFromArguments",
  title: "FROM takes a base image, optionally followed by AS and a name.",
  advice: () => l10n.t("Write FROM <base>, or FROM <base> AS <name>."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    const { length } = stage.line.instruction.words;
    if (length === 1 || (length === 3 && stage.nameWord)) return;
    report({
      span: fromSpan(stage),
      message: "FROM requires either one or three arguments",
      fixes: () => fixesOf(analysis, stage),
    });
  },
};

/**
 * `FROM alpine build` lacks its `AS`; in `FROM alpine IS build` it is another word; `FROM alpine AS` lacks the name, and
 * `FROM alpine AS build stage` has two words for one. What is missing there is read from those who use it.
 */
function fixesOf(analysis: Analysis, stage: Stage): Fix[] {
  const { line } = stage;
  const { words } = line.instruction;
  const [, second, third, ...more] = words;
  const last = words.at(-1);
  if (!second || !last) return [];
  const spaces = spaceFixes(line, line.instruction.rest);
  if (spaces.length > 0) return spaces;
  // A comment is no name, and what it says none either: TrailingComment has its fix.
  if (words.some(({ text }) => text.startsWith("#"))) return [];
  const as = writtenKeyword(line.instruction) === "FROM" ? "AS" : "as";
  const span = toDocument(line, second.span);
  if (/^as$/i.test(second.text) && (!third || more.length > 0)) {
    const wanted = wantedNames(analysis, stage);
    const parts = words.slice(2).map(({ text }) => text.toLowerCase());
    const likely = third ? ["-", "_", ""].map(between => parts.join(between)) : wanted;
    const name = likely.find(text => wanted.includes(text)) ?? parts.join("-");
    if (!isName(name)) return [];
    const place = { start: second.span.end, end: last.span.end };
    return [replacement(l10n.t('Name the stage "{0}"', name), toDocument(line, place), ` ${name}`)];
  }
  const name = builderName((third ?? second).text);
  if (more.length > 0 || name === null || !isName(name)) return [];
  if (third) return [replacement(l10n.t('Write "{0}"', as), span, as)];
  return [fix(l10n.t('Name the stage "{0}"', name), { changes: [insertion(span.start, `${as} `)] })];
}

function isName(text: string): boolean {
  return builderName(text) === text && contextNameError(text) === null;
}

/** Names that later stages use, which no stage has and which are no images that people know. */
function wantedNames({ model: { references, names } }: Analysis, stage: Stage): string[] {
  return references
    .filter(({ to, inStage }) => to === "image" && inStage > stage.index)
    .map(({ text }) => text.toLowerCase())
    .filter(text => isName(text) && !names.has(text) && !OFFICIAL_IMAGES.has(text));
}
