/** Versions as programs print them, compared as far as what they can do hangs on them. */

/** The first `<major>.<minor>` in what a program prints about itself, with what follows in numbers; `undefined` without one. */
export function versionIn(text: string): string | undefined {
  return /\bv?(\d+\.\d+(?:\.\d+)*)/.exec(text)?.[1];
}

/** Whether `version` is `since` or newer. One that nobody knows is taken for new: the program itself refuses what it lacks. */
export function isAtLeast(version: string | undefined, since: string): boolean {
  if (version === undefined) return true;
  const parts = (text: string) => text.split(".").map(Number);
  const [have, want] = [parts(version), parts(since)];
  for (const [i, wanted] of want.entries()) {
    const part = have[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
