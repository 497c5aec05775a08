/** The text of the stage that builds, and of the one that both stages are based on, if there is one. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import { nameSpan } from "../stages/model/stagePlaces";
import type { CacheOrder } from "./cacheOrder";
import type { Division } from "./divide";
import type { Plan } from "./plan";
import type { SingleStage } from "./singleStage";
import { withEnd } from "./writer";
import type { Writer } from "./writer";

/** The text from the FROM of the file up to the last line that only the build needs, its comments with it. */
export function buildStage(
  single: SingleStage,
  plan: Plan,
  { build }: Division,
  order: CacheOrder | null,
  writer: Writer,
): string {
  const { names, comment, added, kept, lead } = writer;
  const { line: from, body } = single.stage;
  const written = (some: readonly LogicalLine[]) => {
    const isOrdered = order !== null && some.includes(order.copy) && some.includes(order.last);
    return some
      .map(line => {
        const behind = plan.behind?.line === line ? plan.behind.additions.map(added).join("") : "";
        const whole = `${lead(line)}${kept(line)}${behind}`;
        if (!isOrdered) return whole;
        // The comments above it go with it; the blank lines there stay where they were.
        const above = lead(order.copy);
        const comments = above.trimStart();
        if (line === order.copy)
          return `${above.slice(0, above.length - comments.length)}${added({ text: order.early, reason: earlyReason() })}`;
        return line === order.last ? `${whole}${comments}${kept(order.copy)}` : whole;
      })
      .join("");
  };
  // Where a person has written what the stage is for, nothing is added.
  const described = (sentence: string) => (from.comments.length === 0 ? comment(sentence) : "");
  const first = (plan.first ?? []).map(added).join("");
  const lines = body.filter(line => build.has(line));
  const building = l10n.t("Build stage: only what is copied from it is in the final image");
  if (names.base === null)
    return `${described(building)}${fromNamed(single, names.build, writer)}${first}${written(lines)}`;
  const until = plan.sharedUntil ? lines.indexOf(plan.sharedUntil) + 1 : 0;
  return [
    described(l10n.t("Base image: what both of the other stages need")),
    fromNamed(single, names.base, writer),
    `${written(lines.slice(0, until))}${writer.newline}`,
    comment(building),
    `${writer.from(names.base, names.build)}${first}`,
    written(lines.slice(until)).replace(/^(?:[^\S\n]*\n)+/, ""),
  ].join("");
}

/** Why what an install needs is copied by itself. */
export function earlyReason(): string {
  return l10n.t("Copy the dependency files first, so that the install runs again only when they change");
}

/** The lines of the FROM, with another name of the stage. */
function fromNamed({ analysis, stage }: SingleStage, name: string, { as, newline }: Writer): string {
  const { file } = analysis.model;
  const { line, base } = stage;
  const span = nameSpan(stage);
  const at = toDocument(line, base.span).end;
  const text =
    span === null
      ? `${file.text.slice(line.from, at)} ${as} ${name}${file.text.slice(at, line.next)}`
      : `${file.text.slice(line.from, span.start)}${name}${file.text.slice(span.end, line.next)}`;
  return withEnd(text, newline);
}
