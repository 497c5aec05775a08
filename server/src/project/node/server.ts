/** Programs that Node.js runs: what is built, what is shipped, what starts it. */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "../../ecosystems/folder";
import { nodePort } from "./facts";
import type { NodeFacts } from "./facts";
import { serverPlan } from "./serverPlan";
import type { ServerSnippet } from "./serverPlan";
import { startOf, startScript } from "./serverStart";
import type { Start } from "./serverStart";
import type { Answers, Proposal, Question } from "../plan";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";

/** What a framework says by itself, where the project says nothing. */
export interface ServerFramework {
  readonly snippet?: "ms-nestjs";
  /** The folder that its build writes to. */
  readonly output?: string;
  /** The program, from the folder of the project. */
  readonly entry?: string;
  readonly port?: string;
  /** Whether its build brings the packages along, so that none are installed beside it. */
  readonly isWhole?: boolean;
}

/**
 * The proposal for a program that is started by Node.js, with questions for what the project does not tell. `label` says what
 * it is, to people.
 */
export function nodeServer(
  folder: ProjectFolder,
  facts: NodeFacts,
  framework: ServerFramework,
  label: string,
): Proposal {
  const start = startOf(folder, facts, framework.entry);
  const command = start === null ? askCommand("node index.js") : null;
  const known = nodePort(folder, startScript(facts), start?.entry ?? null) ?? framework.port ?? null;
  const port = known === null ? askPort("3000") : null;
  const build = facts.scripts.has("build");
  const output = build ? outputOf(facts, framework, start) : null;
  const folderQuestion = build && output === null ? askOutput() : null;
  const snippet = snippetOf(facts, framework, start, output);
  return {
    label,
    snippet,
    questions: questionsOf(folderQuestion, command, port),
    plan: (answers: Answers) =>
      serverPlan(folder, facts, {
        snippet,
        output: output ?? answerTo(folderQuestion, answers) ?? "dist",
        words: start?.words ?? sanitize.plainWords(answerTo(command, answers)) ?? ["node", "index.js"],
        entry: start?.entry ?? null,
        port: known ?? answerTo(port, answers),
        isWhole: framework.isWhole === true,
      }),
  };
}

function askOutput(): Question {
  return {
    id: "output",
    title: l10n.t("Output Folder"),
    prompt: l10n.t("Which folder does the build write to?"),
    value: "dist",
    kind: "path",
    optional: false,
  };
}

function outputOf({ outDir }: NodeFacts, framework: ServerFramework, start: Start | null): string | null {
  if (framework.output !== undefined) return framework.output;
  if (outDir !== null) return outDir;
  const first = /^([^/]+)\//.exec(start?.entry ?? "")?.[1] ?? null;
  return first === "src" || first === "bin" ? null : first;
}

function snippetOf(
  { manager, lock, scripts, hasTests, hasWorkspaces }: NodeFacts,
  framework: ServerFramework,
  start: Start | null,
  output: string | null,
): ServerSnippet {
  if (manager === "pnpm") return "ms-node-pnpm";
  if (manager === "yarn" || manager === "yarn1") return "ms-node-yarn";
  const isUsual = output === "dist" && start?.entry === "dist/main.js" && start.words.length === 2;
  const isPlain = manager === "npm" && lock === "package-lock.json" && hasTests && !hasWorkspaces;
  return framework.snippet && isPlain && scripts.has("build") && isUsual ? framework.snippet : "ms-node";
}
