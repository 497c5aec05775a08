/** Programs that Node.js runs: what is built, what is shipped, what starts it. */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "./folder";
import { firstOf } from "./folder";
import { nodePort } from "./nodeFacts";
import type { NodeFacts } from "./nodeFacts";
import { LINES, installChanges, linesOf } from "./nodeInstall";
import { literal } from "./plan";
import type { Answers, Change, Plan, Proposal, Question } from "./plan";
import { answerTo, askCommand, askPort, questionsOf } from "./questions";
import * as tame from "./tame";

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

/** The tab stops of a snippet. */
const STOPS = {
  "ms-node": { build: 4, node: 2, port: 8, output: 7 },
  "ms-nestjs": { build: 4, node: 2, port: 7, output: 0 },
  "ms-node-pnpm": { build: 5, node: 2, port: 9, output: 8 },
  "ms-node-yarn": { build: 4, node: 2, port: 8, output: 7 },
} as const;

type ServerSnippet = keyof typeof STOPS;

/** What starts the program, and the file of the project that it begins with, where it is known. */
interface Start {
  readonly words: readonly string[];
  readonly entry: string | null;
}

/** The proposal for a program that is started by Node.js. `label` says what it is. */
export function nodeServer(
  folder: ProjectFolder,
  facts: NodeFacts,
  framework: ServerFramework,
  label: string,
): Proposal {
  const start = startOf(folder, facts, framework);
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
      plan(folder, facts, {
        snippet,
        output: output ?? answerTo(folderQuestion, answers) ?? "dist",
        words: start?.words ?? tame.plainWords(answerTo(command, answers)) ?? ["node", "index.js"],
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

/** The script that production is started with. */
function startScript({ scripts }: NodeFacts): string | null {
  return scripts.get("start:prod") ?? scripts.get("start") ?? null;
}

function startOf(folder: ProjectFolder, facts: NodeFacts, framework: ServerFramework): Start | null {
  const script = startScript(facts);
  const words = tame.plainWords(script?.replace(/^(?:cross-env )?(?:NODE_ENV=\w+ )*(?=node )/, ""));
  const file = words?.[0] === "node" ? words.slice(1).find(word => !word.startsWith("-")) : undefined;
  const entry = tame.path(file);
  if (words && entry !== null) {
    const cleaned = words.map(word => (word === file ? withExtension(folder, entry) : word));
    return { words: cleaned, entry: withExtension(folder, entry) };
  }
  if (framework.entry !== undefined) return { words: ["node", framework.entry], entry: framework.entry };
  // Whatever else the script does, npm does it, too, whichever manager has installed the packages.
  const name = facts.scripts.has("start:prod") ? ["run", "start:prod"] : ["start"];
  if (script !== null) return { words: ["npm", ...name], entry: null };
  const found =
    facts.main !== null && /\.[cm]?js$/.test(facts.main)
      ? facts.main
      : firstOf(folder, [
          "server.js",
          "index.js",
          "app.js",
          "main.js",
          "src/server.js",
          "src/index.js",
          "src/app.js",
        ]);
  return found === null ? null : { words: ["node", found], entry: found };
}

/** `node dist/main` starts dist/main.js. */
function withExtension(folder: ProjectFolder, entry: string): string {
  if (/\.[cm]?[jt]s$/.test(entry) || folder.files.has(entry)) return entry;
  return folder.files.has(`${entry}/index.js`) ? `${entry}/index.js` : `${entry}.js`;
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

interface Choices {
  snippet: ServerSnippet;
  output: string;
  words: readonly string[];
  entry: string | null;
  port: string | null;
  isWhole: boolean;
}

function plan(folder: ProjectFolder, facts: NodeFacts, choices: Choices): Plan {
  const { snippet, output, words, entry, port, isWhole } = choices;
  const stops = STOPS[snippet];
  const hasBuild = facts.scripts.has("build");
  const hasPackages = facts.packages.size > 0 && !isWhole;
  const from = LINES[snippet === "ms-node-pnpm" ? "pnpm" : snippet === "ms-node-yarn" ? "yarn" : "npm"];
  const to = linesOf(facts, file => folder.files.has(file));
  const changes: Change[] = [
    ...(facts.manager === "yarn1" ? [{ replace: "the Yarn that package.json names", by: "Yarn 1" }] : []),
    ...(facts.hasTests ? [] : [{ without: "test" }]),
    ...(hasPackages ? [] : [{ without: "deps" }, ...withoutPackages(snippet)]),
    ...(hasBuild ? [] : withoutBuild(facts, from.run("build"), stops.build, snippet)),
    ...(hasBuild ? shipped(output, entry, words, stops) : []),
    ...installChanges(from, to, {
      production: hasPackages,
      all: hasBuild || facts.hasTests,
      build: hasBuild,
      test: facts.hasTests,
    }),
    ...(snippet === "ms-nestjs" ? [] : [startChange(snippet, words)]),
    ...(port === null ? [{ replace: `EXPOSE \${${stops.port}:3000}\n`, by: "" }] : []),
  ];
  return {
    snippet,
    values: {
      [stops.node]: facts.nodeVersion,
      [stops.port]: port,
      [stops.build]: hasBuild ? null : "sources",
      ...(snippet === "ms-nestjs" ? {} : { [stops.output]: output }),
    },
    changes,
    ignored: [
      "node_modules",
      ...(hasBuild && !hasSources(folder, output) ? [output] : []),
      "coverage",
      "npm-debug.log*",
      ".env",
      ".env.*",
    ],
    needed: entry === null || hasBuild ? [] : [entry],
  };
}

/** The packages of a workspace are built in their own folders. */
function hasSources(folder: ProjectFolder, output: string): boolean {
  return [...folder.files].some(
    file => file.startsWith(`${output}/`) && /(?:^|\/)package\.json$|[^d]\.tsx?$/.test(file),
  );
}

function withoutPackages(snippet: ServerSnippet): Change[] {
  const deps = snippet === "ms-node-pnpm" ? "${4:deps}" : "${3:deps}";
  return [{ replace: `COPY --from=${deps} /app/node_modules ./node_modules\n`, by: "" }];
}

/** The stage with all packages stays for the tests alone, and what is shipped are the sources. */
function withoutBuild({ hasTests }: NodeFacts, run: string, stop: number, snippet: ServerSnippet): Change[] {
  const stage = `\${${stop}:build}`;
  const { output } = STOPS[snippet];
  const copy = `COPY --from=${stage} /app/\${${output}:dist} ./\${${output}:dist}\n`;
  return [
    ...(hasTests
      ? [
          { replace: `${stage} the program, with`, by: `${stage} the sources, with` },
          { replace: `RUN ${run}\n`, by: "" },
        ]
      : [{ without: "build" }]),
    { replace: copy, by: "COPY . .\n" },
    {
      replace: "what is shipped: no sources, no build tools, not root.",
      by: "what is shipped: no tools of development, not root.",
    },
  ];
}

/** A program that is not in the output of the build, or a script that only the sources know, needs the sources, too. */
function shipped(
  output: string,
  entry: string | null,
  words: readonly string[],
  stops: { build: number; output: number },
): Change[] {
  const isInOutput = entry !== null ? entry.startsWith(`${output}/`) : words[0] !== "npm";
  if (isInOutput) return [];
  const copy = `COPY --from=\${${stops.build}:build} `;
  return [
    { replace: copy, by: `COPY . .\n${copy}` },
    {
      replace: "what is shipped: no sources, no build tools, not root.",
      by: "what is shipped: no tools of development, not root.",
    },
  ];
}

function startChange(snippet: ServerSnippet, words: readonly string[]): Change {
  const { output } = STOPS[snippet];
  const replace = `CMD ["node", "\${${output}:dist}/\${${output === 8 ? 10 : 9}:index.js}"]`;
  return { replace, by: `CMD ${literal(tame.execForm(words))}` };
}
