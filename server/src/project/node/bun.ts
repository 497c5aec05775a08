/** Programs that Bun runs as they are. */
import { firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { nodePort } from "./facts";
import type { NodeFacts } from "./facts";
import { literal } from "../plan";
import type { Change, Proposal } from "../plan";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";

const ENTRIES = [
  "src/index.ts",
  "index.ts",
  "src/server.ts",
  "server.ts",
  "src/main.ts",
  "index.js",
  "src/index.js",
];

/** The proposal for it. `label` says what it is. */
export function bunServer(folder: ProjectFolder, facts: NodeFacts, label: string): Proposal {
  const words = startOf(folder, facts);
  const command = words === null ? askCommand("bun src/index.ts") : null;
  const known = nodePort(folder, facts.scripts.get("start") ?? null, words?.at(-1) ?? null);
  const port = known === null ? askPort("3000") : null;
  const hasTests = facts.hasTests || matching(folder, /\.(?:test|spec)\.[jt]sx?$/).length > 0;
  const hasPackages = facts.packages.size > 0;
  return {
    label,
    snippet: "ms-bun",
    questions: questionsOf(command, port),
    plan: answers => {
      const start = words ?? sanitize.plainWords(answerTo(command, answers)) ?? ["bun", "src/index.ts"];
      const listens = known ?? answerTo(port, answers);
      const [entry = null] = start
        .slice(1)
        .flatMap(word => sanitize.path(word) ?? [])
        .slice(-1);
      return {
        snippet: "ms-bun",
        values: { 2: facts.manager === "bun" ? facts.managerVersion : null, 6: listens },
        changes: [
          ...(hasTests ? [] : [{ without: "test" }]),
          ...(hasPackages ? [] : withoutPackages()),
          ...lockChanges(facts, hasTests, hasPackages),
          { replace: 'CMD ["bun", "${7:src/index.ts}"]', by: `CMD ${literal(sanitize.execForm(start))}` },
          ...(listens === null ? [{ replace: "EXPOSE ${6:3000}\n", by: "" }] : []),
        ],
        ignored: ["node_modules", "dist", "coverage", ".env", ".env.*"],
        needed: entry === null ? [] : [entry],
      };
    },
  };
}

function startOf(folder: ProjectFolder, { scripts, main }: NodeFacts): string[] | null {
  const words = sanitize.plainWords(scripts.get("start"));
  if (words?.[0] === "bun") return words;
  if (scripts.has("start")) return ["bun", "run", "start"];
  const entry = main ?? firstOf(folder, ENTRIES);
  return entry === null ? null : ["bun", entry];
}

function withoutPackages(): Change[] {
  return [
    { without: "deps" },
    { replace: "COPY --from=${3:deps} /app/node_modules ./node_modules\n", by: "" },
    {
      replace: "what is shipped: the packages of production and the sources, which",
      by: "what is shipped: the sources, which",
    },
  ];
}

function lockChanges(facts: NodeFacts, hasTests: boolean, hasPackages: boolean): Change[] {
  const { lock, hasWorkspaces } = facts;
  const manifests = hasWorkspaces
    ? "COPY . ."
    : `COPY ${["package.json", lock].filter(file => file !== null).join(" ")} ./`;
  const before = "COPY package.json bun.lock ./";
  return [
    ...(manifests === before ? [] : [{ replace: before, by: manifests }]),
    ...(lock === null && (hasTests || hasPackages) ? [{ replace: " --frozen-lockfile", by: "" }] : []),
  ];
}
