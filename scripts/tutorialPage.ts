// tsx scripts/tutorialPage.ts (npm run tutorials): writes docs/tutorials.md from what test/tutorials expects.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { readExpected, tutorials } from "../test/tutorials/tutorial";
import type { Expected, Refusal, Said, Tutorial } from "../test/tutorials/tutorial";

export const TUTORIAL_PAGE = join(__dirname, "..", "docs", "tutorials.md");

/** The page: the problems of each file, the quick fixes, and the result. */
export async function tutorialPage(): Promise<string> {
  const all = tutorials().map(tutorial => ({ tutorial, expected: readExpected(tutorial) }));
  const refused = all.filter(({ expected }) => expected.before !== null).length;
  const byHand = all.filter(({ expected }) => expected.after !== null).length;
  const text = `# Common mistakes in tutorials

<!-- npm run tutorials writes this page. -->

These Dockerfiles, in test/tutorials, contain mistakes from published tutorials. A test opens each file in an editor, runs "Fix
All", applies the preferred quick fix of each remaining problem, and then the refactorings listed here. A real engine builds the
file before and after. The engine rejects ${refused} of the ${all.length} original files. With the fixes, all of them build except
${byHand}, which need a decision.

${all.map(({ tutorial, expected }) => section(tutorial, expected)).join("\n")}`;
  return format(text, { parser: "markdown", printWidth: 110 });
}

function section(tutorial: Tutorial, { findings, left, before, after }: Expected): string {
  const { name, faults, refactorings = [], declined = {}, decides = {}, byHand } = tutorial;
  const reasons = { ...declined, ...decides };
  const remaining = new Set([...left.map(({ rule }) => rule), ...Object.keys(declined)]);
  const lines = [
    ...(findings.length === 0 ? ["No problem is reported."] : findings.map(saidLine)),
    ...refactorings.map(({ choose }) => `Refactoring: "${code(choose)}".`),
    ...[...remaining].map(rule => `${rule} needs a decision: ${lowerFirst(reasons[rule] ?? "")}`),
    outcome(before, after),
    ...(byHand ? [`To change by hand: ${lowerFirst(byHand.why)}`] : []),
  ];
  return [
    `## ${name}`,
    "",
    `${upperFirst(faults.map(code).join("; "))}.`,
    "",
    ...lines.map(line => `- ${line}`),
    "",
  ].join("\n");
}

function saidLine({ rule, line, severity, message, fixes }: Said): string {
  const [says = ""] = message.split(/(?<=[^.])\. (?=[A-Z])/);
  const offers = fixes.length > 0 ? ` Quick fix: ${fixes.map(code).join("; ")}.` : "";
  return `Line ${line}, ${severity}, [${rule}](rules/${rule}.md): ${code(says)}.${offers}`;
}

function outcome(before: Refusal | null, after: Refusal | null): string {
  if (before === null && after === null) return "It builds before and after.";
  const says = (refusal: Refusal) =>
    `${verbatim(refusal.says)}${refusal.line === null ? "" : ` (line ${refusal.line})`}`;
  if (before === null)
    return `It builds before. After the fixes, the engine reports ${says(after ?? { line: null, says: "" })}.`;
  return after === null
    ? `The engine reports ${says(before)}. After the fixes, it builds.`
    : `The engine reports ${says(before)}. After the fixes, it reports ${before.says === after.says ? "the same" : says(after)}.`;
}

/** A message of the engine, as code. */
function verbatim(text: string): string {
  return text.includes("`") ? `"${code(text)}"` : `\`${text}\``;
}

/** Text that Markdown would read as its own, kept as it is written. */
function code(text: string): string {
  return text.replace(/[\\*_<>[\]`$]/g, "\\$&").replace(/\.$/, "");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function main(): Promise<void> {
  writeFileSync(TUTORIAL_PAGE, await tutorialPage());
}

if (require.main === module) void main();
