import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { moveStageBefore } from "../../edits/stageOrder";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { mountsWithoutFrom } from "../../stages/model/graph";
import type { Cycle } from "../../stages/model/cycles";
import type { Reference } from "../../stages/model/references";
import { nameSpan, stageLabel } from "../../stages/model/stagePlaces";
import { referencedStage } from "../../stages/model/references";
import { cannotCopy, cannotMount } from "../facts/sourceRefusal";
import { fix } from "../fix";
import { fromSpan, triggeredBy } from "../rule";
import type { Rule } from "../rule";
import { eachEffective } from "../../stages/analysis/uses";

export const forwardStageReference: Rule = {
  id: "ForwardStageReference",
  title: "A stage can copy and mount only from stages above it.",
  advice: () => l10n.t("Move that stage above this one."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  dependsOn: ({ cycle }) => cycle,
  checkUses(uses, context, report) {
    const { model, cycle } = context;
    const consumer = uses.stage;
    eachEffective(uses, reference => {
      const target = referencedStage(model, reference);
      if (!target || target.index < consumer.index || target.replaced || isInCycle(cycle, reference)) return;
      // A trigger that copies from its own consumer passes the builder's checks.
      if (reference.onbuild && target === consumer) return;
      report({
        span: toDocument(reference.line, reference.span),
        message:
          reference.form === "COPY"
            ? cannotCopy(reference.text, consumer)
            : cannotMount(reference.text, reference.mount),
        related: [
          {
            span: nameSpan(target) ?? fromSpan(target),
            message: l10n.t('"{0}" is defined here', stageLabel(target)),
          },
          ...triggeredBy(reference, consumer),
        ],
        fixes: () => {
          if (reference.onbuild || target === consumer) return [];
          const [moved, front] = [stageLabel(target), stageLabel(consumer)];
          const edit = moveStageBefore(context, target, consumer, { mayLeaveEnd: true });
          const last = target.index === model.stages.length - 1 ? model.stages.at(-2) : undefined;
          // The title says what else changes: what is built without a target.
          const title = last
            ? l10n.t(
                'Move the stage "{0}" above "{1}"; the default target is then "{2}"',
                moved,
                front,
                stageLabel(last),
              )
            : l10n.t('Move the stage "{0}" above "{1}"', moved, front);
          return [fix(title, edit)];
        },
      });
    });
  },
  check({ model, cycle }, report) {
    // A cache that names nothing begins as the empty image, which the builder looks up by its name as any other.
    const scratch = model.stages[model.names.get("scratch") ?? -1];
    if (!scratch || scratch.replaced) return;
    const defined = {
      span: nameSpan(scratch) ?? fromSpan(scratch),
      message: l10n.t('"{0}" is defined here', "scratch"),
    };
    for (const line of model.stages.slice(0, scratch.index).flatMap(({ body }) => body)) {
      const mount = mountsWithoutFrom(line.instruction).find(({ type }) => type === "cache");
      if (mount && !isInCycle(cycle, line))
        report({ span: line, message: cannotMount("scratch", mount), related: [defined] });
    }
  },
};

const members = new WeakMap<Cycle, ReadonlySet<Reference | LogicalLine>>();

/** The builder looks for cycles first, and says of their members only that. */
function isInCycle(cycle: Cycle | null, at: Reference | LogicalLine): boolean {
  if (!cycle) return false;
  const known = members.get(cycle) ?? new Set(cycle.path.map(need => need.reference ?? need.line));
  members.set(cycle, known);
  return known.has(at);
}
