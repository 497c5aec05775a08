/** Owners of linked copies that are names: the layer of such a copy has no file in which they could be looked up. */
import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { removal } from "../../edits/edit";
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageEvaluation } from "../../stages/evaluation/stageEvaluation";
import { baseImage } from "../../stages/model/baseStage";
import type { Stage } from "../../stages/model/model";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Finding } from "../rule";
import { asNumbers, isLookedUp } from "./owners";

/** https://github.com/nodejs/docker-node: the user and the group of the image. */
const NODE = new Map([["node", "1000"]]);
const NODE_IMAGE = /^(?:docker\.io\/)?(?:library\/)?node(?:[:@]|$)/;

/** More white space than anybody writes between two flags. */
const MOST_BLANKS = 100;

/** The copies of a stage with `--link` and a name in `--chown`; `say` makes the message of an owner. */
export function linkedOwners(
  { stage, steps }: StageEvaluation,
  analysis: Analysis,
  say: (owner: string) => string,
): Finding[] {
  return steps.flatMap(step => {
    const { instruction, line } = step;
    const link = instruction.flags.find(({ name }) => name === "link");
    if (!link || (link.value !== null && link.value.text.toLowerCase() !== "true")) return [];
    const owner = step.words.find(({ role }) => role === "chown");
    if (!owner || owner.expansion.conditional || owner.expansion.error !== null) return [];
    const { result } = owner.expansion;
    if (!isLookedUp(result)) return [];
    const places = { link: link.span, owner: owner.span };
    return [
      {
        ...stepPlace(step, owner.span),
        message: say(result),
        line,
        ...stepFixes(step, () => fixesOf(analysis, stage, line, result, places)),
      },
    ];
  });
}

function fixesOf(
  { model }: Analysis,
  stage: Stage,
  line: LogicalLine,
  value: string,
  { link, owner }: { link: Span; owner: Span },
): Fix[] {
  const { start, end } = toDocument(line, link);
  const [blanks = ""] = /^[ \t]*/.exec(model.file.text.slice(end, end + MOST_BLANKS)) ?? [];
  const unlinked = fix(l10n.t("Remove --link"), {
    changes: [removal({ start, end: end + blanks.length })],
  });
  const numbers = asNumbers(value, NODE_IMAGE.test(baseImage(model, stage) ?? "") ? NODE : null);
  if (numbers === null || isLookedUp(numbers)) return [unlinked];
  const written = `--chown=${numbers}`;
  return [replacement(l10n.t('Write "{0}"', written), toDocument(line, owner), written), unlinked];
}
