/** Something that takes a while, beside a message with a button that ends it. */
import { withProgress } from "../messages";

/** Answers what the work answers; undefined, at once, where the person has ended it: an engine that hangs keeps nobody waiting. */
export async function cancellable<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  return withProgress(title, async (_, token) => {
    const ending = new AbortController();
    let endedByPerson: () => void = () => undefined;
    const cancelled = new Promise<undefined>(resolve => {
      endedByPerson = () => {
        resolve(undefined);
      };
    });
    const subscription = token.onCancellationRequested(() => {
      ending.abort();
      endedByPerson();
    });
    try {
      return await Promise.race([work(ending.signal), cancelled]);
    } finally {
      subscription.dispose();
    }
  });
}
