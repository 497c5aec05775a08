/** What the builder found in a Dockerfile, at the lines where that stands now. */
import type { BuilderFinding } from "../../progress/builderFindings";
import { linesRange, placeNow } from "../../snapshot/placeNow";
import type { Snapshot } from "../../snapshot/snapshot";

/** Without those whose lines were edited since: nobody knows whether they still hold. `now`: the lines of the text as it is now. */
export function findingsNow(
  findings: readonly BuilderFinding[],
  snapshot: Pick<Snapshot, "lines" | "at" | "inside">,
  now: readonly string[],
): BuilderFinding[] {
  return findings.flatMap(finding => {
    if (finding.lines === undefined) return [finding];
    const { first, last } = finding.lines;
    const place = placeNow(linesRange(first - 1, last - 1, snapshot.lines), snapshot, now);
    if (place === undefined) return [];
    return [{ ...finding, lines: { first: place.start.line + 1, last: place.end.line + 1 } }];
  });
}
