/** Waiting for something, but not for ever. */

// Compiled with the types of neither Node nor web workers; both have timers.
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** Whether something is done in time; false, too, where it fails. */
export async function withinTime(done: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: unknown;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => {
      resolve(false);
    }, milliseconds);
  });
  const inTime = done.then(
    () => true,
    () => false,
  );
  const result = await Promise.race([inTime, late]);
  clearTimeout(timer);
  return result;
}
