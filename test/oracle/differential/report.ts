/** What the differential test prints: agreement by kind, and a minimal example of each disagreement. */
import type { BuilderSays } from "./ask";
import type { Difference } from "./compare";
import type { Judgement } from "./judge";
import { givenText } from "./given";
import type { Question } from "./given";
import { MEANT } from "./meant";
import type { Said } from "./ours";

/** A text with what came of it. */
export interface Judged {
  readonly kind: string;
  readonly question: Question;
  readonly judgement: Judgement;
}

/** A disagreement, and the smallest text found that has it. */
export interface Example {
  readonly signature: string;
  /** How many texts disagree so. */
  readonly count: number;
  readonly question: Question;
  readonly differences: readonly Difference[];
  readonly builder: BuilderSays | string;
  readonly ours: readonly Said[];
}

/** A line for each kind of text, then what was meant and what was left undecided, with its reasons. */
export function agreementTable(judged: readonly Judged[]): string {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  const width = Math.max(...kinds.map(kind => kind.length), "in all".length);
  const row = (name: string, some: readonly Judged[]): string => {
    const count = (of: Judgement["kind"]) => some.filter(({ judgement }) => judgement.kind === of).length;
    const [agree, meant, undecided, disagree] = [
      count("agree"),
      count("meant"),
      count("undecided"),
      count("disagree"),
    ];
    const decided = some.length - undecided;
    const share = decided === 0 ? "" : `  ${((100 * (agree + meant)) / decided).toFixed(1)} %`;
    const counts = `${agree} agree, ${meant} differ as meant, ${disagree} disagree, ${undecided} undecided`;
    return `  ${name.padEnd(width)}  ${some.length} texts: ${counts}${share}`;
  };
  return [
    ...kinds.map(kind =>
      row(
        kind,
        judged.filter(one => one.kind === kind),
      ),
    ),
    row("in all", judged),
    ...reasonLines(judged),
  ].join("\n");
}

function reasonLines(judged: readonly Judged[]): string[] {
  const counts = new Map<string, number>();
  const add = (reason: string) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const { judgement } of judged) {
    if (judgement.kind === "undecided") add(`undecided: ${judgement.reason}`);
    if (judgement.kind === "meant")
      for (const id of judgement.meant) add(`meant: ${MEANT.find(one => one.id === id)?.reason ?? id}`);
  }
  return [...counts].map(([reason, count]) => `  - ${count} ${reason}`);
}

/** What two disagreements have in common that come of the same mistake, as far as the answers show it. */
export function signatureOf({ kind, rule, message }: Difference): string {
  const said = kind.endsWith("warning") ? "" : message.replace(/"[^"]*"|\S*\d\S*/g, "…").replace(/: .*/s, "");
  return [kind, rule, said].filter(part => part !== "").join(", ");
}

/** An example with both answers. */
export function exampleText({ signature, count, question, differences, builder, ours }: Example): string {
  const { text, given } = question;
  const flags = givenText(given);
  return [
    `${signature} (${count} texts)`,
    ...(flags === "" ? [] : [`    with ${flags}`]),
    ...text
      .replace(/\n$/, "")
      .split("\n")
      .map((line, index) => `    ${String(index + 1).padStart(3)} | ${line}`),
    `    as JSON: ${JSON.stringify(text)}`,
    ...differences.map(({ kind, rule, lines, message }) => `    ${kind}: ${rule} ${lines.join()} ${message}`),
    "  the builder says:",
    ...builderLines(builder).map(line => `    ${line}`),
    "  we say:",
    ...ourLines(ours).map(line => `    ${line}`),
  ].join("\n");
}

function builderLines(builder: BuilderSays | string): string[] {
  if (typeof builder === "string") return [builder];
  const { error, warnings } = builder;
  const said = [
    ...(error ? [`error, line ${error.lines.join()}: ${error.message}`] : []),
    ...warnings.map(({ rule, line }) => `${rule}, line ${line}`),
  ];
  return said.length === 0 ? ["nothing"] : said;
}

function ourLines(ours: readonly Said[]): string[] {
  const said = ours.map(
    ({ rule, isError, lines, message }) =>
      `${rule.id}${isError ? " (error)" : ""}, line ${lines.join()}: ${message}`,
  );
  return said.length === 0 ? ["nothing"] : said;
}
