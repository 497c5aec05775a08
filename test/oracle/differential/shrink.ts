/** Makes a text smaller as long as it stays of interest: delta debugging, first by lines, then by words. */

/** Answers the smallest text found; `isOfInterest` is asked a bounded number of times. */
export async function shrink(
  text: string,
  isOfInterest: (text: string) => Promise<boolean>,
  mostQuestions: number,
): Promise<string> {
  let asked = 0;
  const asks = async (candidate: string): Promise<boolean> => {
    if (asked >= mostQuestions) return false;
    asked++;
    return isOfInterest(candidate);
  };
  const lines = await smaller(text.split(/(?<=\n)/), asks);
  const words = await smaller(lines.join("").split(/(?<=\s)(?=\S)/), asks);
  return words.join("");
}

/** Leaves out runs of parts, long ones first, while what is left is of interest. */
async function smaller(parts: string[], asks: (text: string) => Promise<boolean>): Promise<string[]> {
  let kept = parts;
  for (
    let length = Math.ceil(kept.length / 2);
    length >= 1;
    length = length === 1 ? 0 : Math.ceil(length / 2)
  )
    for (let from = 0; from < kept.length;) {
      const candidate = kept.toSpliced(from, length);
      if (candidate.length > 0 && (await asks(candidate.join("")))) kept = candidate;
      else from += length;
    }
  return kept;
}
