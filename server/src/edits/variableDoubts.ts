/** Lines that may mean a variable without being certain to: a script names it in some other way than `$NAME`. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Analysis } from "../stages/analysis/analysis";
import type { Occurrence } from "../stages/cursor/occurrence";
import type { Stage } from "../stages/model/model";

/** Their text is run, and what runs it may know the name: `printenv NAME`, `unset NAME`, `$((NAME))`, `os.environ["NAME"]`. */
const RUN_AS_SCRIPTS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL"]);

/** A place of a name, in the text of a line or in the body of one of its heredocs. */
interface WordPlace {
  readonly line: LogicalLine;
  readonly start: number;
  /** The index of the heredoc, or -1. */
  readonly heredoc: number;
  /** It may be a variable: all of a script may, elsewhere what stands behind a `$`. */
  readonly isDoubtful: boolean;
}

/** The first line of some stages that may mean a name at another place than those that are known; null for none. */
export function doubtfulLine(
  { model }: Analysis,
  name: string,
  stages: readonly Stage[],
  known: readonly Occurrence[],
): LogicalLine | null {
  const keyOf = (line: LogicalLine, heredoc: number, start: number) => `${line.start} ${heredoc} ${start}`;
  const isKnown = new Set(
    known.map(({ line, heredoc, span }) =>
      keyOf(line, heredoc ? line.heredocs.indexOf(heredoc) : -1, span.start),
    ),
  );
  for (const { body } of stages)
    for (const line of body)
      for (const { heredoc, start, isDoubtful } of wordPlaces(line, name, model.file.text))
        if (isDoubtful && !isKnown.has(keyOf(line, heredoc, start))) return line;
  return null;
}

function wordPlaces(line: LogicalLine, name: string, documentText: string): WordPlace[] {
  const { instruction, heredocs } = line;
  const { keyword } = instruction.trigger ?? instruction;
  const isScript = RUN_AS_SCRIPTS.has(keyword);
  const placesIn = (text: string, heredoc: number): WordPlace[] =>
    text.includes(name)
      ? [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}(?![\\p{L}\\p{Nd}_])`, "gu"))].map(
          ({ index }) => {
            const isDoubtful =
              isScript || heredoc !== -1 || /\$\{?[!#]?$/.test(text.slice(Math.max(0, index - 3), index));
            return { line, heredoc, start: index, isDoubtful };
          },
        )
      : [];
  return [
    ...placesIn(instruction.text, -1),
    ...heredocs.flatMap(({ body }, index) => placesIn(documentText.slice(body.start, body.end), index)),
  ];
}
