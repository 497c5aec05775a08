import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { analyzeText } from "../../stages/analysis/analyze";
import type { Analysis } from "../../stages/analysis/analysis";
import { didYouMean, misspelledOption, nearest } from "../../stages/model/suggest";
import { ONE_UNSEEN } from "../facts/unseenCharacter";
import { spaceFixes } from "../facts/wideSpaces";
import { choice, fix } from "../fix";
import { reportTo } from "../rule";
import type { Finding, Rule } from "../rule";
import { blankBaseName } from "./blankBaseName";
import { invalidArguments } from "./invalidArguments";
import { invalidChecksum } from "./invalidChecksum";
import { invalidChmod } from "./invalidChmod";
import { invalidCopySource } from "./invalidCopySource";
import { invalidDevice } from "./invalidDevice";
import { invalidExpansion } from "./invalidExpansion";
import { invalidFlag } from "./invalidFlag";
import { invalidFromArguments } from "./invalidFromArguments";
import { invalidHealthcheck } from "./invalidHealthcheck";
import { invalidMount } from "./invalidMount";
import { invalidNetworkMode } from "./invalidNetworkMode";
import { invalidOnbuild } from "./invalidOnbuild";
import { invalidPlatform } from "./invalidPlatform";
import { invalidPort } from "./invalidPort";
import { invalidSecurityMode } from "./invalidSecurityMode";
import { invalidSignal } from "./invalidSignal";
import { invalidStageName } from "./invalidStageName";
import { invalidVolume } from "./invalidVolume";
import { unknownFlag } from "./unknownFlag";

/** What refuses an instruction whatever else the file says. */
const OF_ONE_INSTRUCTION: readonly Rule[] = [
  blankBaseName,
  invalidArguments,
  invalidChecksum,
  invalidChmod,
  invalidCopySource,
  invalidDevice,
  invalidExpansion,
  invalidFlag,
  invalidFromArguments,
  invalidHealthcheck,
  invalidMount,
  invalidNetworkMode,
  invalidOnbuild,
  invalidPlatform,
  invalidPort,
  invalidSecurityMode,
  invalidSignal,
  invalidStageName,
  invalidVolume,
  unknownFlag,
];

export const unknownInstruction: Rule = {
  id: "UnknownInstruction",
  title: "A line must start with an instruction.",
  advice: () =>
    l10n.t(
      "Start the line with an instruction. If it continues the line above, end that line with the escape character.",
    ),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report, analysis) {
    const { keyword, keywordSpan, text } = line.instruction;
    if (INSTRUCTIONS.has(keyword)) return;
    if (keyword.startsWith("#")) {
      // ONBUILD may hold back a comment; the stage that triggers it reads it as a file of its own.
      report({ span: toDocument(line, keywordSpan), message: "file with no instructions" });
      return;
    }
    const written = text.slice(keywordSpan.start, keywordSpan.end);
    const suggestion = nearest(keyword, INSTRUCTIONS.keys());
    const inCase = (option: string) => (written === keyword ? option : option.toLowerCase());
    const span = toDocument(line, keywordSpan);
    report({
      span,
      fixes: () => {
        // `FROM` with a no-break space behind it.
        const [word = ""] = written.split(ONE_UNSEEN, 1);
        if (INSTRUCTIONS.has(word.toUpperCase())) return spaceFixes(line, keywordSpan);
        const meant = misspelledOption(keyword, INSTRUCTIONS.keys());
        if (meant === null || !analysis) return [];
        const title = l10n.t('Write "{0}"', inCase(meant));
        const edit = { changes: [{ span, text: inCase(meant) }] };
        // Of a line that is wrong with that keyword, too, the keyword may not be the fault.
        return [isValidWith(meant, line, analysis) ? fix(title, edit) : choice(title, edit)];
      },
      message: `unknown instruction: ${written}${didYouMean(suggestion === null ? null : inCase(suggestion))}`,
    });
  },
};

/** Whether the builder takes a line with another keyword in place of its own, as far as the line itself says. */
function isValidWith(keyword: string, line: LogicalLine, { model: { file } }: Analysis): boolean {
  const { text, keywordSpan } = line.instruction;
  const written = text.slice(0, keywordSpan.start) + keyword + text.slice(keywordSpan.end);
  const base = keyword === "FROM" ? "" : "FROM scratch\n";
  const alone = analyzeText(`# escape=${file.escape}\n${base}${written}\n`);
  const faults: Finding[] = [];
  const report = reportTo(
    fault => faults.push(fault),
    () => undefined,
  );
  for (const rule of OF_ONE_INSTRUCTION) {
    for (const read of alone.model.file.lines) rule.checkLine?.(read, report, alone);
    for (const stage of alone.model.stages) {
      rule.checkStageLocally?.(stage, alone, report);
      const evaluation = alone.evaluation(stage);
      if (evaluation) rule.checkStage?.(evaluation, alone, report);
    }
  }
  return faults.length === 0;
}
