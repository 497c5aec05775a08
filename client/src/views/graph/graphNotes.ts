/** What has to be said beside the drawing of a graph. Pure. */
import * as l10n from "@vscode/l10n";
import type { GraphAnswer } from "../../../../server/src/protocol";

/** Sentences; empty for most graphs. `wanted` is the name of the target that was chosen. */
export function noteOf(
  { nodes, edges, target, isTemplate }: GraphAnswer,
  wanted: string | undefined,
): string {
  const notes = [
    ...(nodes.length === 0 ? [l10n.t("This file has no stage yet. Add a FROM instruction first.")] : []),
    ...(isTemplate
      ? [
          l10n.t(
            "This file is a template. The graph shows it as it is written, not what is generated from it.",
          ),
        ]
      : []),
    ...(wanted !== undefined && target === null && nodes.length > 0
      ? [l10n.t("The file no longer has the stage {0}.", wanted)]
      : []),
    ...(edges.some(({ isCircular }) => isCircular)
      ? [l10n.t("Stages depend on each other in a circle. The builder rejects this file.")]
      : []),
  ];
  return notes.join(" ");
}

/** The stage that a line, from 0, is in: the last one that begins at or before it. */
export function stageAt(graph: GraphAnswer | undefined, line: number): number | null {
  const before = graph?.nodes.filter(
    ({ kind, range }) => kind === "stage" && range !== null && range.start.line <= line,
  );
  return before?.at(-1)?.stage ?? null;
}
