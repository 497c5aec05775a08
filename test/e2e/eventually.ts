/** Waiting for what comes some time after a change. */
import { setTimeout as sleep } from "node:timers/promises";

/** Machines are busy: what comes at all comes within this. */
const LIMIT = 45_000;

/** What was waited for has not come. */
export class NotInTime extends Error {
  override name = "NotInTime";
}

/**
 * Asks again until `check` holds of the answer, and answers it. Past the limit it throws {@link NotInTime} with the last answer, so that a
 * failing test says what was there instead.
 */
export async function eventually<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
  check: (answer: T) => boolean,
  limit = LIMIT,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (check(answer)) return answer;
    if (Date.now() > end) {
      throw new NotInTime(
        `Not within ${limit / 1000} s: ${what}. The last answer: ${JSON.stringify(answer, null, 1)}`,
      );
    }
    await sleep(50);
  }
}
