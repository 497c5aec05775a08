/** Which line of an ignore file leaves a path out of the build context. */
import { contextFilter, type ContextDecision } from "../../shared/contextFilter";

/** A line of an ignore file, from 0, and what it says. */
export interface IgnoringLine {
  readonly line: number;
  readonly pattern: string;
}

/** The line that decides that a path, clean, is left out of the context; null where it is not. */
export function ignoringLine(text: string, path: string): IgnoringLine | null {
  const { decide } = contextFilter(text);
  const parts = path.split("/");
  let decision: ContextDecision | null = null;
  for (const [index] of parts.entries()) decision = decide(parts.slice(0, index + 1).join("/"), decision);
  return decision?.isIgnored && decision.by !== null
    ? { line: decision.by.line, pattern: decision.by.text }
    : null;
}
