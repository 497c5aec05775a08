/** For each way to disagree the smallest text that does. */
import { judge } from "./judge";
import type { Sides } from "./judge";
import type { Question } from "./given";
import { signatureOf } from "./report";
import type { Example, Judged } from "./report";
import { shrink } from "./shrink";

const MOST_EXAMPLES = 20;
const QUESTIONS_FOR_EACH = 60;

/** Shrinks one text of each disagreement, the most frequent first. */
export async function examplesOf(judged: readonly Judged[], sides: Sides): Promise<Example[]> {
  const bySignature = new Map<string, Question[]>();
  for (const { question, judgement } of judged) {
    if (judgement.kind !== "disagree") continue;
    for (const signature of new Set(judgement.differences.map(signatureOf)))
      bySignature.set(signature, [...(bySignature.get(signature) ?? []), question]);
  }
  const most = [...bySignature].sort(([, some], [, others]) => others.length - some.length);
  const examples = most
    .slice(0, MOST_EXAMPLES)
    .map(([signature, questions]) => example(signature, questions, sides));
  return (await Promise.all(examples)).filter(one => one !== null);
}

async function example(
  signature: string,
  questions: readonly Question[],
  sides: Sides,
): Promise<Example | null> {
  const [shortest] = questions.toSorted((one, other) => one.text.length - other.text.length);
  if (!shortest) return null;
  const { given } = shortest;
  const disagrees = async (text: string): Promise<boolean> => {
    const judgement = await judge({ text, given }, sides);
    return (
      judgement.kind === "disagree" &&
      judgement.differences.some(difference => signatureOf(difference) === signature)
    );
  };
  const question = { text: await shrink(shortest.text, disagrees, QUESTIONS_FOR_EACH), given };
  const judgement = await judge(question, sides);
  return judgement.kind === "disagree"
    ? { signature, count: questions.length, question, ...judgement }
    : null;
}
