import { toDocument } from "../dockerfile/place";
import { nameSpan, stageLabel } from "../stages/model";
import type { Reference } from "../stages/references";
import { moveStageBefore } from "../edits/stageOrder";
import { fix } from "./fix";
import { fromSpan, triggeredBy } from "./rule";
import type { Rule } from "./rule";
import { eachEffective } from "./triggers";

export const forwardStageReference: Rule = {
  id: "ForwardStageReference",
  title: "A stage can only copy and mount from stages before it.",
  advice: "Move that stage up, in front of this one.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check(context, report) {
    const { model, graph, cycle } = context;
    // The builder looks for cycles first, and says of their members only that.
    const inCycle = new Set(cycle?.path.map(need => need.reference));
    eachEffective(context, (reference, consumer) => {
      const target = typeof reference.to === "number" ? model.stages[reference.to] : undefined;
      if (!target || target.index < consumer.index || target.replaced || inCycle.has(reference)) return;
      // A trigger that copies from its own consumer passes the builder's checks.
      if (reference.onbuild && target === consumer) return;
      report({
        span: toDocument(reference.line, reference.span),
        message:
          reference.form === "COPY"
            ? `cannot copy from stage "${reference.text}", it needs to be defined before current stage "${stageLabel(consumer)}"`
            : `cannot mount from stage "${reference.text}" to "${mountTarget(reference)}", stage needs to be defined before current command`,
        related: [
          { span: nameSpan(target) ?? fromSpan(target), message: `"${stageLabel(target)}" is defined here` },
          ...triggeredBy(reference, consumer),
        ],
        fixes: () => {
          if (reference.onbuild || target === consumer) return [];
          const title = `Move the stage "${stageLabel(target)}" up, in front of "${stageLabel(consumer)}"`;
          return [fix(title, moveStageBefore(model, graph, target, consumer))];
        },
      });
    });
  },
};

function mountTarget({ mount }: Reference): string {
  const option = mount?.options.findLast(
    ({ key }) => key === "target" || key === "dst" || key === "destination",
  );
  return option?.value?.text ?? "";
}
