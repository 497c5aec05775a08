/** For each way to disagree the smallest text that does. */
import { judge } from "./judge";
import type { Sides } from "./judge";
import { signatureOf } from "./report";
import type { Example, Judged } from "./report";
import { shrink } from "./shrink";

const MOST_EXAMPLES = 20;
const QUESTIONS_FOR_EACH = 60;

/** Shrinks one text of each disagreement, the most frequent first. */
export async function examplesOf(judged: readonly Judged[], sides: Sides): Promise<Example[]> {
  const bySignature = new Map<string, string[]>();
  for (const { text, judgement } of judged) {
    if (judgement.kind !== "disagree") continue;
    for (const signature of new Set(judgement.differences.map(signatureOf)))
      bySignature.set(signature, [...(bySignature.get(signature) ?? []), text]);
  }
  const most = [...bySignature].sort(([, some], [, others]) => others.length - some.length);
  const examples = most.slice(0, MOST_EXAMPLES).map(([signature, texts]) => example(signature, texts, sides));
  return (await Promise.all(examples)).filter(one => one !== null);
}

async function example(signature: string, texts: readonly string[], sides: Sides): Promise<Example | null> {
  const [shortest = ""] = texts.toSorted((one, other) => one.length - other.length);
  const disagrees = async (text: string): Promise<boolean> => {
    const judgement = await judge(text, sides);
    return (
      judgement.kind === "disagree" &&
      judgement.differences.some(difference => signatureOf(difference) === signature)
    );
  };
  const text = await shrink(shortest, disagrees, QUESTIONS_FOR_EACH);
  const judgement = await judge(text, sides);
  return judgement.kind === "disagree" ? { signature, count: texts.length, text, ...judgement } : null;
}
