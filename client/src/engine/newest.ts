/**
 * Questions about one thing overtake one another: the answer that comes last need not be that of the question that was asked last.
 * Whatever is kept of an answer is kept through here.
 */

export interface Newest {
  /**
   * Asks about a thing, and gives up the question about it that is still open. Answers `undefined` where this one was given up in turn:
   * its answer is older than another one, and not to be kept. `ask` may end its work at the signal, and need not.
   */
  ask<Answer>(key: string, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer | undefined>;
  /** Gives up the question about a thing, or all. */
  giveUp(key?: string): void;
}

/** Nothing asked yet. */
export function createNewest(): Newest {
  const open = new Map<string, AbortController>();

  function giveUp(key: string): void {
    open.get(key)?.abort();
    open.delete(key);
  }

  return {
    async ask(key, ask) {
      giveUp(key);
      const own = new AbortController();
      open.set(key, own);
      try {
        const answer = await ask(own.signal);
        return own.signal.aborted ? undefined : answer;
      } catch (error) {
        // Nobody hears why an overtaken question failed.
        if (own.signal.aborted) return undefined;
        throw error;
      } finally {
        if (open.get(key) === own) open.delete(key);
      }
    },
    giveUp(key) {
      for (const each of key === undefined ? [...open.keys()] : [key]) giveUp(each);
    },
  };
}
