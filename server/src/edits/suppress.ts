/** The comments that tell the builder's linter, and ours, to keep a rule silent (spec 6.1). */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import type { Gap, LogicalLine } from "../dockerfile/logicalLines";
import { instructionCheckOptions } from "../stages/model/checkOptions";
import { CHECK_COMMENTS, hasFeature } from "../stages/model/frontendFeatures";
import { addDirective } from "./directive";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineEnding, startWithComments } from "./lines";

/** Silences a rule for one instruction: a comment above it. */
export function skipHere({ model: { file }, frontend }: Analysis, line: LogicalLine, rule: string): Edit {
  if (!hasFeature(frontend, CHECK_COMMENTS))
    return refuse(
      l10n.t(
        "Such a comment works only in docker/dockerfile:1.{0} or later, and this file uses an older version.",
        CHECK_COMMENTS.stable ?? 0,
      ),
    );
  const comment = line.comments.find(({ text }) => /^check\s*=/i.test(text));
  if (!comment) {
    const at = startWithComments(file, line);
    const isFirst = file.lines[0] === line && file.gaps.every(gap => gap.start >= at || isOfDirectives(gap));
    if (isFirst)
      return refuse(l10n.t("On the first line, the comment would be a directive for the complete file."));
    // The builder reads no such comment that is indented.
    return { changes: [insertion(at, `# check=skip=${rule}${lineEnding(file)}`)] };
  }
  return withSkipped(comment.text, comment.span.start, rule, instructionCheckOptions([comment]).problem);
}

function isOfDirectives({ kind }: Gap): boolean {
  return kind === "directive" || kind === "bom";
}

/** Silences a rule for the whole file: the `check` directive among the first lines, where only directives are. */
export function skipInFile(analysis: Analysis, rule: string): Edit {
  const { check } = analysis.directives;
  if (check) return withSkipped(check.value, check.valueSpan.start, rule, null);
  return addDirective(analysis, "check", `skip=${rule}`);
}

/** Adds a rule to options as `skip=A;error=true`, with or without `check=` in front. `start` is theirs in the document. */
function withSkipped(options: string, start: number, rule: string, problem: string | null): Edit {
  if (problem !== null) return refuse(l10n.t("The builder rejects the existing options."));
  const skip = /(?:^|[=;]\s*)skip=([^; ]*)/.exec(options);
  if (skip?.[1] !== undefined) {
    const end = start + skip.index + skip[0].length;
    return { changes: [insertion(end, skip[1] === "" ? rule : `,${rule}`)] };
  }
  const key = /^check\s*=\s*/i.exec(options)?.[0].length ?? 0;
  return { changes: [insertion(start + key, `skip=${rule};`)] };
}
