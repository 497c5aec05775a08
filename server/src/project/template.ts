/** The text of a snippet, changed for a project. Its tab stops are still there: the server fills them. */
import type { Change } from "./plan";

/** The snippet after all changes, and those that found nothing to change: none, if snippet and change fit each other. */
export function changed(
  snippet: string,
  changes: readonly Change[],
): { text: string; missed: readonly Change[] } {
  let text = snippet;
  const missed: Change[] = [];
  for (const change of changes) {
    const next = "without" in change ? withoutStage(text, change.without) : replaced(text, change);
    if (next === text) missed.push(change);
    text = next;
  }
  return { text, missed };
}

/** Stages are apart by an empty line, each with its comment. The name is a tab stop of its own. */
function withoutStage(text: string, stage: string): string {
  const isIt = (block: string) =>
    block.split("\n").some(line => line.startsWith("FROM ") && line.endsWith(`:${stage}}`));
  return text
    .split("\n\n")
    .filter(block => !isIt(block))
    .join("\n\n");
}

function replaced(text: string, { replace, by }: Extract<Change, { replace: string }>): string {
  return text.replaceAll(replace, () => by);
}

/** The bodies of a file of snippets by their names. Throws where the text is no JSON. */
export function snippetBodies(json: string): ReadonlyMap<string, string> {
  const entries = Object.entries(JSON.parse(json) as Record<string, { body: readonly string[] }>);
  return new Map(entries.map(([name, { body }]) => [name, body.join("\n")]));
}
