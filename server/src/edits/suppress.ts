/** The comments that tell the builder's linter, and ours, to keep a rule silent (spec 6.1). */
import { findCheckDirective } from "../dockerfile/directives";
import type { Dockerfile } from "../dockerfile/dockerfile";
import type { Gap, LogicalLine } from "../dockerfile/logicalLines";
import { instructionCheckOptions } from "../stages/checkOptions";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineEnding, startWithComments } from "./lines";

/** Silences a rule for one instruction: a comment above it. */
export function skipHere(file: Dockerfile, line: LogicalLine, rule: string): Edit {
  const comment = line.comments.find(({ text }) => /^check\s*=/i.test(text));
  if (!comment) {
    const at = startWithComments(file, line);
    const isFirst = file.lines[0] === line && file.gaps.every(gap => gap.start >= at || isOfDirectives(gap));
    if (isFirst) return refuse("In the first line it would be a directive, which holds for the whole file.");
    // The builder reads no such comment that is indented.
    return { changes: [insertion(at, `# check=skip=${rule}${lineEnding(file)}`)] };
  }
  return withSkipped(comment.text, comment.span.start, rule, instructionCheckOptions([comment]).problem);
}

function isOfDirectives({ kind }: Gap): boolean {
  return kind === "directive" || kind === "bom";
}

/** Silences a rule for the whole file: the `check` directive among the first lines, where only directives are. */
export function skipInFile(file: Dockerfile, rule: string): Edit {
  const { text, directives, directiveProblem } = file;
  const directive = findCheckDirective(text);
  if (directive) return withSkipped(directive.value, directive.valueSpan.start, rule, null);
  if (directiveProblem) return refuse("The builder does not take the directives of this file.");
  const last = directives.at(-1);
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const hasShebang = !last && text.startsWith("#!", start);
  const at = last || hasShebang ? text.indexOf("\n", last?.span.end ?? start) + 1 : start;
  // A file that is nothing but directives may have no line end behind the last of them.
  if (at === 0 && (last || hasShebang)) return refuse("The file has no instruction.");
  return { changes: [insertion(at, `# check=skip=${rule}${lineEnding(file)}`)] };
}

/** Adds a rule to options as `skip=A;error=true`, with or without `check=` in front. `start` is theirs in the document. */
function withSkipped(options: string, start: number, rule: string, problem: string | null): Edit {
  if (problem !== null) return refuse("The builder does not take the options that stand there.");
  const skip = /(?:^|[=;]\s*)skip=([^; ]*)/.exec(options);
  if (skip?.[1] !== undefined) {
    const end = start + skip.index + skip[0].length;
    return { changes: [insertion(end, skip[1] === "" ? rule : `,${rule}`)] };
  }
  const key = /^check\s*=\s*/i.exec(options)?.[0].length ?? 0;
  return { changes: [insertion(start + key, `skip=${rule};`)] };
}
