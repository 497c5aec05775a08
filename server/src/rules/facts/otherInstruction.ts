/** What an instruction means that has a flag of another one. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { Instruction } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { platformAdded, withoutPlatformFlag } from "../../edits/platformFlag";
import { platformStage } from "../../edits/platformStage";
import type { Analysis } from "../../stages/analysis/analysis";
import { stageAt, stageLabel } from "../../stages/model/stagePlaces";
import { referencedStage } from "../../stages/model/references";
import { choice, fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { flagError } from "./flagError";
import { sourceKind } from "./sourceKind";

/** The fixes of a flag that belongs to another instruction; none where nothing tells what is meant. `analysis`: of the file, where it is known. */
export function otherInstructionFixes(line: LogicalLine, flag: string, analysis: Analysis | null): Fix[] {
  const { keyword } = line.instruction;
  if (flag === "platform" && (keyword === "COPY" || keyword === "ADD"))
    return analysis ? platformFixes(line, analysis) : [];
  const other = keyword === "ADD" ? "COPY" : keyword === "COPY" ? "ADD" : null;
  if (other === null || !canBe(other, line.instruction)) return [];
  const isUpper = writtenKeyword(line.instruction) === keyword;
  const written = isUpper ? other : other.toLowerCase();
  return [replacement(l10n.t('Write "{0}"', other), toDocument(line, line.instruction.keywordSpan), written)];
}

/** Whether an `ADD` or a `COPY` is the other one but for its keyword: of the sources, `COPY` takes paths, and `ADD` does more with them. */
function canBe(other: "ADD" | "COPY", { flags, words }: Instruction): boolean {
  const known = INSTRUCTIONS.get(other);
  if (!known) return false;
  const isTaken = flags.every(
    flag => known.has(flag.name) && flagError(flag, known, flags) === null && !flag.value?.text.includes("$"),
  );
  const sources = other === "COPY" ? words : words.slice(0, -1);
  return (
    isTaken &&
    sources.length > 0 &&
    sources.every(({ text }) => (sourceKind(text) === "path") === (other === "COPY"))
  );
}

/** A platform is chosen where the image is named, in a `FROM`. */
function platformFixes(line: LogicalLine, analysis: Analysis): Fix[] {
  const { flags, keyword } = line.instruction;
  const known = INSTRUCTIONS.get(keyword);
  const platform = flags.find(({ name }) => name === "platform")?.value?.text ?? "";
  const others = flags.filter(({ name }) => name !== "platform");
  // What else is wrong with the flags is mended first.
  if (!known || flags.length > others.length + 1 || others.some(flag => !known.has(flag.name))) return [];
  const remove = choice(l10n.t("Remove the platform"), withoutPlatformFlag(line));
  const consumer = stageAt(analysis.model, line.start);
  const reference = analysis.model.referencesByStage[consumer?.index ?? -1]?.find(
    ({ form, line: there }) => form === "COPY" && there === line,
  );
  if (!consumer || !reference || reference.problem || !/^[^\s"'\\`]+$/.test(platform)) return [remove];
  if (reference.to === "image" && !reference.implicit)
    return [
      fix(
        l10n.t('Add a stage for "{0}" on the platform "{1}"', reference.text, platform),
        platformStage(analysis, consumer, reference, platform),
      ),
      remove,
    ];
  const stage = referencedStage(analysis.model, reference);
  if (!stage || stage.platform !== null || stage.replaced || stage.base.to !== "image") return [remove];
  const { changes, ...refused } = withoutPlatformFlag(line);
  const move = choice(l10n.t('Move the platform to the FROM of "{0}"', stageLabel(stage)), {
    changes: [...changes, platformAdded(stage, platform)],
    ...refused,
  });
  return [move, remove];
}
