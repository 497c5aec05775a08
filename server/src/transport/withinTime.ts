/** Waits for an answer no longer than people wait for theirs. */

// Compiled with the types of neither Node nor web workers; both have timers.
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** What `answer` comes to; `late` where it fails, or has not come after so many milliseconds. */
export async function withinTime<T>(answer: Promise<T>, milliseconds: number, late: T): Promise<T> {
  let timer: unknown;
  const tooLate = new Promise<T>(resolve => {
    timer = setTimeout(() => {
      resolve(late);
    }, milliseconds);
  });
  const result = await Promise.race([answer.catch(() => late), tooLate]);
  clearTimeout(timer);
  return result;
}
