/** Flags of `RUN` whose value is one of a few words. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Report } from "../rule";
import { quoted } from "../../stages/model/quoted";

/** Reports the flag of a `RUN` whose value is none of `modes`, in the words that the builder has for it. */
export function reportUnknownMode(
  line: LogicalLine,
  report: Report,
  flagName: string,
  modes: ReadonlySet<string>,
  messageOf: (quoted: string) => string,
): void {
  const { keyword, flags } = line.instruction;
  if (keyword !== "RUN" || flags.length === 0) return;
  const flag = flags.find(({ name }) => name === flagName);
  if (flag?.value && !modes.has(flag.value.text))
    report({ span: toDocument(line, flag.span), message: messageOf(quoted(flag.value.text)) });
}
