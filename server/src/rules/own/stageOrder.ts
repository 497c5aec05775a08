import * as l10n from "@vscode/l10n";
import { nameSpan } from "../../stages/model/stagePlaces";
import { isIndex } from "../../stages/model/references";
import { renameWithIndexes } from "../../edits/nameStage";
import { freeName } from "../../edits/stageNames";
import { fix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const stageOrder: Rule = {
  id: "StageOrder",
  title: "If a later stage has the same name, you can refer to a stage only by its index",
  advice: () => l10n.t("Rename this stage."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  check(analysis, report) {
    const { model, graph } = analysis;
    if (model.stages.length === model.names.size) return;
    const bases = new Set([...graph.bases, ...graph.otherBases.flat()]);
    const copied = new Set(model.references.filter(isIndex).map(({ to }) => to));
    for (const stage of model.stages) {
      const { name, index } = stage;
      const later = model.stages[model.names.get(name) ?? index];
      // A FROM in between still means the earlier one by its name; of one that nobody reaches, UnusedStage tells.
      if (name === "" || !later || later === stage || bases.has(index) || !copied.has(index)) continue;
      report({
        span: nameSpan(stage) ?? fromSpan(stage),
        message: l10n.t(
          '"{0}" refers to a later stage, so you can refer to this stage only by its index, --from={1}',
          name,
          index,
        ),
        related: [
          {
            span: nameSpan(later) ?? fromSpan(later),
            message: l10n.t('"{0}" refers to this stage', name),
          },
        ],
        line: stage.line,
        fixes: () => {
          const renamed = freeName(analysis, `${name}-${index}`);
          return [
            fix(l10n.t('Rename this stage to "{0}"', renamed), renameWithIndexes(analysis, stage, renamed)),
          ];
        },
      });
    }
  },
};
