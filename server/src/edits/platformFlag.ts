/** The `--platform` of an instruction, taken away or written. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Stage } from "../stages/model/model";
import { insertion, refuse, removal } from "./edit";
import type { Edit, TextChange } from "./edit";

/** Takes the `--platform` of a stage away, with the white space behind it. */
export function withoutPlatform({ line }: Stage): Edit {
  return withoutPlatformFlag(line);
}

/** Takes the `--platform` of an instruction away, with the white space behind it. */
export function withoutPlatformFlag(line: LogicalLine): Edit {
  const { flags, rest } = line.instruction;
  const flag = flags.find(({ name }) => name === "platform");
  if (!flag) return refuse(l10n.t("The instruction has no --platform."));
  const { start } = toDocument(line, flag.span);
  const next = flags[flags.indexOf(flag) + 1]?.span ?? rest;
  const { start: end } = toDocument(line, next);
  return end - start === next.start - flag.span.start
    ? { changes: [removal({ start, end })] }
    : refuse(l10n.t("The platform is not on the same line as the rest of the instruction."));
}

/** Writes a `--platform` in front of the base of a stage that has none. `platform` is the value as it is written in a file. */
export function platformAdded({ line, base }: Stage, platform: string): TextChange {
  return insertion(toDocument(line, base.span).start, `--platform=${platform} `);
}
