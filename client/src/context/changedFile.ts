/** Whether a build reads a file of its context that has changed. Pure. */
import type { ContextRead, StepInputs } from "../../../server/src/protocol";
import type { ContextDecision, ContextFilter } from "../../../server/src/shared/contextFilter";
import { selectFiles } from "../history/selectFiles";

/** What a build reads of one context; `isOpen`: it may be any file, because names depend on a value that only a build knows. */
export interface ContextReads {
  reads: readonly ContextRead[];
  isOpen: boolean;
}

/** What steps read of the context of that name; null for the main one. */
export function readsOf(steps: readonly StepInputs[], context: string | null): ContextReads {
  const reading = steps.filter(({ reads }) => reads.some(read => read.context === context));
  return {
    reads: reading.flatMap(({ reads }) => reads.filter(read => read.context === context)),
    isOpen: reading.some(({ isOpen, keyword }) => isOpen && keyword !== "RUN"),
  };
}

/**
 * Whether a change at `path` is one of what is read: of a file, or of a folder that came or went with all that it holds. The path is
 * from the context, with slashes.
 */
export function isRead(path: string, { reads, isOpen }: ContextReads, filter: ContextFilter): boolean {
  const entries = new Map<string, { kind: "file" | "folder" }>();
  let decision: ContextDecision | null = null;
  let at = "";
  for (const name of path.split("/")) {
    at = at === "" ? name : `${at}/${name}`;
    decision = filter.decide(at, decision);
    entries.set(at, { kind: at === path ? "file" : "folder" });
  }
  if (decision?.isIgnored === true) return false;
  if (isOpen) return true;
  return reads.some(
    read =>
      selectFiles(read, entries).includes(path) ||
      read.sources.some(source => source.replace(/^\.?\/+/, "").startsWith(`${path}/`)),
  );
}
