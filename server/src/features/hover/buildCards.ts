/** What a hover says where each of several builds may be meant, and they take stages of other Dockerfiles: what it is in each of them. */
import * as l10n from "@vscode/l10n";
import { areAllRead, buildsThrough, stagesWithLinks } from "../../stages/analysis/readingStages";
import { inDocument } from "../../stages/cursor/occurrence";
import { targetAt } from "../../stages/cursor/symbols";
import type { CursorTarget } from "../../stages/cursor/symbols";
import { buildLabels } from "../../stages/model/buildsAround";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import { stageAt } from "../../stages/model/stagePlaces";
import type { FeatureContext } from "../context";
import { filled, paragraph, strong } from "./markup";
import type { Block } from "./markup";

/** The card of what is at the cursor: once where it is the same in all builds, else that of each with what people call these. */
export function cardInBuilds(
  context: FeatureContext,
  target: CursorTarget,
  cardOf: (context: FeatureContext, target: CursorTarget) => readonly Block[] | null,
): readonly Block[] | null {
  const own = cardOf(context, target);
  const { analysis } = context;
  const index = stageAt(analysis.model, target.line.start)?.index;
  if (index === undefined || !analysis.readings.some(each => stagesWithLinks(each.analysis).has(index)))
    return own;
  const at = inDocument(target, target.touched).start;
  const cards = new Map<
    string,
    { readonly card: readonly Block[] | null; readonly builds: DescribedBuild[] }
  >();
  for (const reading of analysis.readings) {
    const builds = buildsThrough(reading, index);
    const there = targetAt(reading.analysis, at);
    if (builds.length === 0 || !there) continue;
    const card = cardOf({ ...context, analysis: reading.analysis }, there);
    const known = cards.get(JSON.stringify(card));
    if (known) known.builds.push(...builds);
    else cards.set(JSON.stringify(card), { card, builds: [...builds] });
  }
  const isOfAllBuilds = areAllRead(analysis) && cards.size > 0;
  const [first] = cards.values();
  if (isOfAllBuilds && cards.size === 1 && first) return first.card;
  const told = [...cards.values()].flatMap(({ card, builds }) =>
    card ? [paragraph(...filled(l10n.t("In {0}:"), strong(buildLabels(builds)))), ...card] : [],
  );
  return isOfAllBuilds ? told : [...(own ?? []), ...told];
}
