/** Ways to have packages in a stage that another stage installs outside of what is copied. */
import { writtenKeyword } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Analysis } from "../stages/analysis/analysis";
import type { Edit } from "./edit";
import { lineAbove, lineBelow, lineEnding } from "./lines";

/** Where packages are installed, and the copy behind which they are missing. */
export interface PackagesPlace {
  /** The `RUN` that installs them. */
  readonly install: LogicalLine;
  /** The `COPY --from` that leaves them behind. */
  readonly copy: LogicalLine;
  /** The stage as `--from` names it. */
  readonly from: string;
}

/**
 * Has the packages installed in a virtual environment in a folder: one that is copied as it is, to the same path, or, where
 * `isCopied` is not set, one that gets a copy of its own.
 */
export function inVirtualEnvironment(
  { model: { file } }: Analysis,
  { install, copy, from }: PackagesPlace,
  folder: string,
  isCopied: boolean,
): Edit {
  const path = `ENV PATH="${folder}/bin:$PATH"`;
  const newline = lineEnding(file);
  const made = [`RUN python -m venv ${folder}`, path].join(newline);
  const used = isCopied ? [path] : [`COPY --from=${from} ${folder} ${folder}`, path];
  return {
    changes: [
      lineAbove(file, install, inCaseOf(install, made)),
      lineBelow(file, copy, inCaseOf(copy, used.join(newline))),
    ],
  };
}

/** Copies paths from the same stage, and adds a folder with programs to those in which they are looked for. */
export function withCopies(
  { model: { file } }: Analysis,
  { copy, from }: PackagesPlace,
  paths: readonly { readonly from: string; readonly to: string }[],
  programs?: string,
): Edit {
  const copies = paths.map(path => `COPY --from=${from} ${path.from} ${path.to}`);
  const path = programs === undefined ? [] : [`ENV PATH="${programs}:$PATH"`];
  const text = [...copies, ...path].join(lineEnding(file));
  return { changes: [lineBelow(file, copy, inCaseOf(copy, text))] };
}

/** Runs a command behind the copy. */
export function withRun({ model: { file } }: Analysis, { copy }: PackagesPlace, command: string): Edit {
  return { changes: [lineBelow(file, copy, inCaseOf(copy, `RUN ${command}`))] };
}

/** The keywords of lines in the case of those of another line. */
function inCaseOf({ instruction }: LogicalLine, text: string): string {
  if (writtenKeyword(instruction) === instruction.keyword) return text;
  return text.replace(/^(?:COPY|ENV|RUN)(?= )/gm, keyword => keyword.toLowerCase());
}
