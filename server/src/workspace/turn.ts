// Compiled with the types of neither Node nor web workers; both have timers.
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** Waits, and lets everything else that waits have its turn: requests, above all. */
export function turn(milliseconds = 0): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}
