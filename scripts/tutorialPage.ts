// tsx scripts/tutorialPage.ts (npm run tutorials): writes docs/tutorials.md from what test/tutorials expects.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { readExpected, tutorials } from "../test/tutorials/tutorial";
import type { Expected, Refusal, Said, Tutorial } from "../test/tutorials/tutorial";

export const TUTORIAL_PAGE = join(__dirname, "..", "docs", "tutorials.md");

/** The page: for each file of a tutorial what is wrong with it, what is said and offered, and what comes of it. */
export async function tutorialPage(): Promise<string> {
  const all = tutorials().map(tutorial => ({ tutorial, expected: readExpected(tutorial) }));
  const refused = all.filter(({ expected }) => expected.before !== null).length;
  const byHand = all.filter(({ expected }) => expected.after !== null).length;
  const text = `# What learners meet

Written by \`npm run tutorials\` from test/tutorials: Dockerfiles as tutorials publish them, faults included. Each is opened in
an editor, which takes "fix all", then the preferred fix of all that is left, and then the refactorings that are named. A real
engine builds it before and after. Of ${all.length} files the engine refuses ${refused} as they are published; with what is
offered all build but ${byHand}, in which only a person knows what is meant.

${all.map(({ tutorial, expected }) => section(tutorial, expected)).join("\n")}`;
  return format(text, { parser: "markdown", printWidth: 110 });
}

function section(tutorial: Tutorial, { findings, left, before, after }: Expected): string {
  const { name, faults, refactorings = [], declined = {}, decides = {}, byHand } = tutorial;
  const reasons = { ...declined, ...decides };
  const remaining = new Set([...left.map(({ rule }) => rule), ...Object.keys(declined)]);
  const lines = [
    ...(findings.length === 0 ? ["Nothing is said."] : findings.map(saidLine)),
    ...refactorings.map(({ choose }) => `Then the refactoring "${code(choose)}".`),
    ...[...remaining].map(rule => `A person decides about ${rule}: ${lowerFirst(reasons[rule] ?? "")}`),
    outcome(before, after),
    ...(byHand ? [`By hand: ${lowerFirst(byHand.why)}`] : []),
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
  const offers = fixes.length > 0 ? ` Offered: ${fixes.map(code).join("; ")}.` : "";
  return `Line ${line}, ${severity}, [${rule}](rules/${rule}.md): ${code(says)}.${offers}`;
}

function outcome(before: Refusal | null, after: Refusal | null): string {
  if (before === null && after === null) return "Builds before and after.";
  const says = (refusal: Refusal) =>
    `${verbatim(refusal.says)}${refusal.line === null ? "" : ` (line ${refusal.line})`}`;
  if (before === null)
    return `Builds before; after it, the engine says ${says(after ?? { line: null, says: "" })}.`;
  return after === null
    ? `The engine says ${says(before)} before, and builds it after.`
    : `The engine says ${says(before)} before, and ${before.says === after.says ? "the same" : says(after)} after.`;
}

/** What somebody else says, as code. */
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
