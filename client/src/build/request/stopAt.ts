/** Where a build is to end inside of a stage: the instruction of a line, or why no build can end there. */
import * as l10n from "@vscode/l10n";
import { snapshotUpTo } from "../../snapshot/snapshotUpTo";
import type { Snapshot } from "../../snapshot/snapshot";

/**
 * The file that ends with the instruction that has a line, counted from 1: its last stage is the one to build, without a target.
 * Its instruction is the last one of the snapshot.
 */
export function stopAt(snapshot: Snapshot, line: number): { upTo: Snapshot } | { problem: string } {
  const index = snapshot.instructions.findIndex(
    ({ range: { start, end } }) => start.line < line && line <= end.line + 1,
  );
  const instruction = snapshot.instructions[index];
  if (instruction === undefined) {
    return {
      problem: l10n.t("Line {0} has no instruction. Place the cursor in one, for example in a RUN.", line),
    };
  }
  const stage = snapshot.stages[instruction.stage ?? -1];
  if (stage === undefined) {
    return {
      problem: l10n.t("Line {0} is above the first FROM, so there is nothing to build up to it.", line),
    };
  }
  if (stage.isReplaced) {
    return {
      problem: l10n.t(
        'The named context "{0}" replaces this stage, so the builder runs none of its instructions.',
        stage.displayName,
      ),
    };
  }
  if (instruction.keyword === "ONBUILD") {
    return {
      problem: l10n.t(
        "ONBUILD has no effect in its own stage. The builder runs the instruction behind it in the stages that are based on this stage.",
      ),
    };
  }
  const upTo = snapshotUpTo(snapshot, index);
  if (upTo === undefined) return { problem: l10n.t("The file has changed. Save it, then try again.") };
  // The builder counts what it adds behind the stages of the file: with fewer of them, an index means something else.
  const counted = upTo.references.find(({ implicit }) => implicit !== undefined);
  if (counted !== undefined && upTo.stages.length < snapshot.stages.length) {
    return {
      problem: l10n.t(
        'The index "{0}" in line {1} counts the stages below, which such a build leaves out. Copy from the name of the image instead.',
        counted.text,
        counted.range.start.line + 1,
      ),
    };
  }
  return { upTo };
}
