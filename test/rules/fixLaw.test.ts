/** A fix never makes a file worse: held over files with a slip in each, of which the text without the slip is known. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readRulePage } from "../../scripts/rulePage";
import { rulePageFile } from "../../scripts/rules";
import { applyChanges } from "../../server/src/edits/edit";
import type { TextChange } from "../../server/src/edits/edit";
import { mergeEdits } from "../../server/src/edits/merge";
import { firstFix } from "../../server/src/features/fixAll";
import { RULES } from "../../server/src/rules/registry";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { realFiles, withSharedData } from "../stages/sharedData";
import { publishedText, tutorials } from "../tutorials/tutorial";
import { ALL, brokenFiles, instructionCounts } from "./brokenFiles";
import type { BrokenFile } from "./brokenFiles";

/** `DOCKERFILE_STAGES_BROKEN=5000` asks of more files, `DOCKERFILE_STAGES_SEED=<n>` of others. */
const COUNT = Number(process.env["DOCKERFILE_STAGES_BROKEN"] ?? 400);
const SEED = Number(process.env["DOCKERFILE_STAGES_SEED"] ?? 1);
/** A fix of each finding of a rule is the same fix. */
const MOST_OF_A_RULE = 2;

const findings = (text: string): RuleFinding[] =>
  checkModel(analyzeText(text), (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  });
const errorsIn = (found: readonly RuleFinding[]) =>
  found.filter(({ rule }) => rule.origin === "error").length;

/** What is broken of the law by taking the fixes of a file, each by itself and all that are safe together. */
function offences(broken: BrokenFile): string[] {
  const { text } = broken;
  const before = findings(text);
  const found: string[] = [];
  const seen = new Map<string, number>();
  for (const finding of before) {
    const { rule } = finding;
    const count = seen.get(rule.id) ?? 0;
    seen.set(rule.id, count + 1);
    const preferred = count < MOST_OF_A_RULE ? firstFix(finding) : undefined;
    if (!preferred) continue;
    const what = `${rule.id}, ${preferred.title}`;
    const after = judge(broken, before, preferred.changes, what, found);
    const left = after.filter(other => other.rule === rule).length;
    if (left >= before.filter(other => other.rule === rule).length) found.push(`${what}: its finding stays`);
  }
  const all = mergeEdits(before.flatMap(({ fixes }) => fixes?.().find(({ isSafe }) => isSafe) ?? []));
  if (all.length > 0) judge(broken, before, all, "fix all", found);
  return found;
}

function judge(
  { original, text }: BrokenFile,
  before: readonly RuleFinding[],
  changes: readonly TextChange[],
  what: string,
  found: string[],
): RuleFinding[] {
  const fixed = applyChanges(text, changes);
  const after = findings(fixed);
  if (errorsIn(after) > errorsIn(before))
    found.push(`${what}: ${errorsIn(before)} errors become ${errorsIn(after)}\n--- after:\n${fixed}`);
  const [meant, written, left] = [original, text, fixed].map(instructionCounts);
  for (const keyword of ["FROM", ALL])
    if ((left?.get(keyword) ?? 0) < Math.min(meant?.get(keyword) ?? 0, written?.get(keyword) ?? 0))
      found.push(`${what}: an instruction is gone\n--- after:\n${fixed}`);
  return after;
}

function hold(files: readonly string[]): void {
  const originals = files.filter(text => errorsIn(findings(text)) === 0);
  const offending: string[] = [];
  let count = 0;
  for (const broken of brokenFiles(originals, COUNT, SEED)) {
    count++;
    for (const offence of offences(broken))
      offending.push(`${broken.slip}: ${offence}\n--- before:\n${broken.text}`);
  }
  assert.equal(count, COUNT);
  const kinds = new Set(offending.map(offence => offence.split("\n", 1)[0] ?? ""));
  assert.deepEqual(
    offending.slice(0, 3),
    [],
    `${offending.length} offences in ${count} files, seed ${SEED}:\n${[...kinds].join("\n")}`,
  );
}

/** Slips whose fixes have broken the law. */
const KNOWN: readonly BrokenFile[] = [
  {
    slip: "a mode for a stage without a shell",
    original:
      "FROM golang AS build\nRUN go build -o /app\nFROM scratch\nWORKDIR /\nCOPY --from=build /app /app\nCOPY run.sh /run\nRUN chmod +x /run\n",
    text: "FROM golang AS build\nRUN go build -o /app\nFROM scratch\nWORKDIR / COPY --from=build /app /app\nCOPY run.sh /run\nRUN chmod +x /run\n",
  },
  {
    slip: "a word that is nearly a keyword",
    original: "FROM alpine\nRUN true\nRUN evn A=${x:^} B\n",
    text: "FROM alpine\nRUN true\nevn A=${x:^} B\n",
  },
  {
    slip: "a keyword with a letter more, before flags that are wrong",
    original: "FROM alpine\nADD --checksum=x --chmod=zz a b /c/\n",
    text: "FROM alpine\nADDD --checksum=x --chmod=zz a b /c/\n",
  },
  {
    slip: "a line end within the escape directive",
    original:
      "#escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir; `\n    dir\nRUN a\nRUN b\nRUN c\nUSER d\n",
    text: "#\nescape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir; `\n    dir\nRUN a\nRUN b\nRUN c\nUSER d\n",
  },
  {
    slip: "a line end behind export",
    original: "FROM alpine\nRUN export A=1\n",
    text: "FROM alpine\nRUN export\nA=1\n",
  },
  {
    slip: "a flag with a name that is none",
    original: "FROM golang AS builder\nFROM alpine\nCOPY –from=builder /a /a\n",
    text: "FROM golang AS builder\nFROM alpine\nCOPY –from=buil$er /a /a\n",
  },
];

describe("the law of fixes", () => {
  for (const broken of KNOWN)
    it(`holds for a slip that has broken it: ${broken.slip}`, () => {
      assert.deepEqual(offences(broken), []);
    });

  it("holds for the files of pages and tutorials with a slip in each", function () {
    this.timeout(0);
    const pages = RULES.map(rule => readRulePage(readFileSync(rulePageFile(rule), "utf8")).after.dockerfile);
    hold([...pages, ...tutorials().map(publishedText)]);
  });

  withSharedData(() => {
    it("holds for files of other people with a slip in each", function () {
      this.timeout(0);
      hold(realFiles().map(({ dockerfile }) => dockerfile));
    });
  });
});
