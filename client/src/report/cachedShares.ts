/** How much of each of the last builds of a stage came from the cache. Pure. */

export interface CachedShare {
  /** When the build ended: milliseconds since 1970. */
  at: number;
  /** Steps of the stage and of all that it needs, without FROM. */
  total: number;
  cached: number;
}

/** In whole percent. */
export function percentOf({ total, cached }: CachedShare): number {
  return total === 0 ? 0 : Math.round((cached / total) * 100);
}
