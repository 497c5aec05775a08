/** A finding with its rule, and findings that are kept: they move with the lines in which they stand. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { moveSpan } from "../../dockerfile/move";
import type { Span } from "../../dockerfile/source";
import type { Fix } from "../fix";
import { reportTo } from "../rule";
import type { Finding, Report, Rule, Severity } from "../rule";
import type { LeftOutReason } from "./incompleteCheck";

/** A finding with the rule it comes from. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
  /** The rule's own, but an error where `# check=error=true` makes warnings fail the build. */
  readonly severity: Severity;
  /** It is no finding: the rule has not checked all of this, and why. */
  readonly leftOut?: LeftOutReason;
}

/** A finding that outlives the version of the document in which it was made. */
export interface KeptFinding {
  readonly finding: RuleFinding;
  /** Its spans, each with the line that it moves with. */
  readonly places: readonly Place[];
}

interface Place {
  readonly span: Span;
  readonly line: LogicalLine;
  /** Where the line began when the span was right. */
  lineStart: number;
}

/**
 * Makes a finding one that can be kept. `lines` are those of the file; `check` finds it again, in whatever version is the
 * newest then. The spans are copies of its own, because a rule may report a line, which moves by itself. The fixes are asked
 * for anew: those of the version in which it was found would change a text that is no longer there, and would hold on to it.
 */
export function keepFinding(
  finding: RuleFinding,
  lines: readonly LogicalLine[],
  check: (report: Report) => void,
): KeptFinding {
  const places: Place[] = [];
  const follow = ({ start, end }: Span): Span => {
    const span = { start, end };
    const line = lineOf(lines, start);
    if (line) places.push({ span, line, lineStart: line.start });
    return span;
  };
  const { related, fixes, ...rest } = finding;
  const kept: RuleFinding = {
    ...rest,
    span: follow(finding.span),
    ...(related ? { related: related.map(({ span, message }) => ({ span: follow(span), message })) } : {}),
    ...(fixes ? { fixes: () => fixesAnew(kept, check) } : {}),
  };
  return { finding: kept, places };
}

function fixesAnew({ span, message }: RuleFinding, check: (report: Report) => void): readonly Fix[] {
  let fixes: readonly Fix[] = [];
  check(
    reportTo(
      again => {
        const isSame =
          again.span.start === span.start && again.span.end === span.end && again.message === message;
        if (isSame) fixes = again.fixes?.() ?? [];
      },
      () => undefined,
    ),
  );
  return fixes;
}

/** A kept finding in the version of the document to which its lines belong now. */
export function movedFinding({ finding, places }: KeptFinding): RuleFinding {
  for (const place of places) {
    const moved = place.line.start - place.lineStart;
    if (moved === 0) continue;
    moveSpan(place.span, moved);
    place.lineStart = place.line.start;
  }
  return finding;
}

/** The line that an offset moves with: the one it stands in, or the next one, to which the comments above it belong. */
function lineOf(lines: readonly LogicalLine[], offset: number): LogicalLine | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.next ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}
