/** The Dockerfile of a program that Node.js runs: a snippet, and what a project has to have otherwise in it. */
import type { ProjectFolder } from "../../ecosystems/folder";
import type { NodeFacts } from "./facts";
import { LINES, installChanges, linesOf } from "./install";
import { literal } from "../plan";
import type { Change, Plan } from "../plan";
import * as sanitize from "../../shared/sanitize";

/** The tab stops of a snippet. */
const STOPS = {
  "ms-node": { build: 4, node: 2, port: 8, output: 7 },
  "ms-nestjs": { build: 4, node: 2, port: 7, output: 0 },
  "ms-node-pnpm": { build: 5, node: 2, port: 9, output: 8 },
  "ms-node-yarn": { build: 4, node: 2, port: 8, output: 7 },
} as const;

/** The snippets of programs that Node.js runs. */
export type ServerSnippet = keyof typeof STOPS;

/** What is known of a program, or answered. */
export interface Choices {
  readonly snippet: ServerSnippet;
  /** The folder that the build writes to. */
  readonly output: string;
  /** The command that starts the program, and the file that it begins with, where that is known. */
  readonly words: readonly string[];
  readonly entry: string | null;
  /** Null for a program that listens at none. */
  readonly port: string | null;
  /** The build brings the packages along. */
  readonly isWhole: boolean;
}

/** The snippet of a program with its values, and the changes that make it that of the project. */
export function serverPlan(folder: ProjectFolder, facts: NodeFacts, choices: Choices): Plan {
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
  return { replace, by: `CMD ${literal(sanitize.execForm(words))}` };
}
