import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/place";
import { stageLabel } from "../stages/model";
import type { Rule, RuleContext } from "./rule";

/** Paths that all stand for the root, from where the sources of a stage count. */
const ROOT = /^[./]+$/;

export const copyWholeStage: Rule = {
  id: "CopyWholeStage",
  title: "COPY --from should name what the stage has made, not all of the stage's files",
  advice: () => l10n.t("Name the files that this stage needs."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check(context, report) {
    const { model } = context;
    for (const { form, onbuild, to, inStage, line } of model.references) {
      const source = form === "COPY" && !onbuild && typeof to === "number" ? model.stages[to] : undefined;
      if (!source) continue;
      const { words } = line.instruction;
      const root = words.find(({ text }) => ROOT.test(text));
      if (root === words.at(-1) || !hasSystem(context, source.index)) continue;
      // A stage of nothing but this is how people put the layers of another one together.
      if (!root || isFirstOfScratch(context, inStage, line)) continue;
      report({
        span: toDocument(line, root.span),
        message: l10n.t('This copies all of "{0}", its system and its tools too', stageLabel(source)),
        line,
      });
    }
  },
};

/** A stage that has more than what it was copied: the chain of its bases ends in an image, and commands have run on it. */
function hasSystem({ model, graph }: RuleContext, index: number): boolean {
  let hasRun = false;
  for (let at: number | null = index; at !== null; at = graph.bases[at] ?? null) {
    const stage = model.stages[at];
    hasRun ||= stage?.body.some(({ instruction }) => instruction.keyword === "RUN") ?? false;
    if (stage?.base.to === "image") return hasRun;
  }
  return false;
}

function isFirstOfScratch({ model }: RuleContext, index: number, line: LogicalLine): boolean {
  const stage = model.stages[index];
  const files = stage?.body.find(({ instruction }) => /^(?:ADD|COPY|RUN)$/.test(instruction.keyword));
  return stage?.base.to === "scratch" && files === line;
}
