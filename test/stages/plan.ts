/** What a build does for a stage, said without the names and the number of the stages that it comes through. */
import { createHash } from "node:crypto";
import type { LogicalLine } from "../../server/src/dockerfile/logicalLines";
import type { Stage, StageModel } from "../../server/src/stages/model/model";

/**
 * The plans of a model: of every stage by the name that means it, and of the last one under "". A plan is the image that a
 * chain of bases begins with and all instructions from there on, each reference replaced by the plan of what it means. Two
 * files with the same plans build the same.
 */
export function plansOf(model: StageModel): Map<string, string> {
  const done = new Map<number, string>();
  const planOf = (index: number): string => {
    const known = done.get(index);
    if (known !== undefined) return known;
    done.set(index, "a circle");
    const stage = model.stages[index];
    const plan = stage
      ? [rootOf(stage), ...stage.body.map(line => stepOf(index, line))].join("\n")
      : "nothing";
    const hash = createHash("sha1").update(plan).digest("hex");
    done.set(index, hash);
    flat.set(index, plan);
    return hash;
  };
  const flat = new Map<number, string>();
  const rootOf = ({ base, platform }: Stage): string => {
    if (typeof base.to !== "number") return `${base.expanded} ${platform ?? ""}`;
    planOf(base.to);
    return flat.get(base.to) ?? "a circle";
  };
  const stepOf = (inStage: number, line: LogicalLine): string => {
    let { text } = line.instruction;
    const references = (model.referencesByStage[inStage] ?? []).filter(other => other.line === line);
    for (const { span, to, implicit } of [...references].reverse()) {
      const meant = typeof to === "number" ? planOf(to) : implicit?.text;
      if (meant !== undefined) text = `${text.slice(0, span.start)}${meant}${text.slice(span.end)}`;
    }
    return [text, ...line.heredocs.map(({ body }) => model.file.text.slice(body.start, body.end))].join("\n");
  };
  const plans = new Map([...model.names].map(([name, index]) => [name, planOf(index)]));
  return plans.set("", planOf(model.stages.length - 1));
}
