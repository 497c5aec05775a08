/** Adds a path to an ignore file so that the builder leaves it out, and changes nothing else of what the file says. Pure. */
import { contextFilter, type ContextDecision } from "../../../server/src/shared/contextFilter";

/**
 * What is to be written at the end of an ignore file's text; `undefined` where no line of such a file can say it (a name with a line
 * break), or where the builder rejects the file as it is.
 */
export function patternFor(text: string, path: string): string | undefined {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const isAtStart = text === "" || text.endsWith("\n");
  const escaped = path.replace(/[*?[\\]/g, "\\$&");
  // At the beginning of a line, these mean something else; a slash there means nothing.
  const pattern = /^[#!\s\uFEFF]/.test(escaped) ? `/${escaped}` : escaped;
  const added = `${isAtStart ? "" : end}${pattern}${end}`;
  return leavesOut(`${text}${added}`, path) ? added : undefined;
}

/** Whether a path of the context is left out under an ignore file. */
export function leavesOut(text: string, path: string): boolean {
  const filter = contextFilter(text);
  let decision: ContextDecision | null = null;
  let at = "";
  for (const name of path.split("/")) {
    at = at === "" ? name : `${at}/${name}`;
    decision = filter.decide(at, decision);
  }
  return decision?.isIgnored === true;
}
