/** What the logs of all builds of a window may keep together: where they grow beyond it, the oldest lose their lines. */

/** A log as its budget sees it. */
export interface BudgetedLog {
  /** How many characters it keeps. */
  size(): number;
  /** Loses its lines, and says so where they were. */
  drop(): void;
}

export interface LogBudget {
  /** To be called whenever a log keeps more or less than before. */
  resized(log: BudgetedLog): void;
  /** How many characters all logs keep. */
  total(): number;
}

/** Some 60 MB of memory at most; a build that prints a lot keeps 1 or 2. */
export const MOST_CHARACTERS = 30_000_000;

/** A budget of so many characters, of which nothing is used yet. */
export function createLogBudget(most = MOST_CHARACTERS): LogBudget {
  /** The oldest first. */
  const sizes = new Map<BudgetedLog, number>();
  let total = 0;

  function note(log: BudgetedLog): void {
    const size = log.size();
    total += size - (sizes.get(log) ?? 0);
    if (size === 0) sizes.delete(log);
    else sizes.set(log, size);
  }

  return {
    resized(log) {
      note(log);
      for (const oldest of sizes.keys()) {
        if (total <= most) return;
        // The one that grows is bounded by itself.
        if (oldest === log) continue;
        oldest.drop();
        note(oldest);
      }
    },
    total: () => total,
  };
}
