/** package.json: which framework a project has, and so how its image is made. */
import * as l10n from "@vscode/l10n";
import { firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { bunServer } from "./bun";
import { readNode } from "./facts";
import type { Manager, NodeFacts } from "./facts";
import { angularOutput, nextOutput, nextServer, nodePages, standaloneNote, viteOutput } from "./pages";
import { nodeServer } from "./server";
import type { ServerFramework } from "./server";
import type { Found, Proposal } from "../plan";

const MANAGERS: Readonly<Record<Manager, string>> = {
  npm: "npm",
  pnpm: "pnpm",
  yarn: "Yarn",
  yarn1: "Yarn 1",
  bun: "Bun",
};

/** Servers that a framework builds, by the package that tells it. */
const SERVERS: readonly (readonly [pkg: string, name: string, framework: ServerFramework])[] = [
  ["@nestjs/core", "NestJS", { snippet: "ms-nestjs", output: "dist", entry: "dist/main.js", port: "3000" }],
  ["nuxt", "Nuxt", { output: ".output", entry: ".output/server/index.mjs", port: "3000", isWhole: true }],
  ["@sveltejs/adapter-node", "SvelteKit", { output: "build", entry: "build/index.js", port: "3000" }],
  ["@astrojs/node", "Astro", { output: "dist", entry: "dist/server/entry.mjs", port: "4321" }],
];

/** Packages that answer requests: a project that has one is a server, whatever else it builds. */
const ANSWERS =
  `express fastify koa @hapi/hapi hono @hono/node-server restify polka @remix-run/serve @react-router/serve
  apollo-server @apollo/server ws socket.io`.split(/\s+/);

/** Tools that write pages into a folder, and what they are called. */
const PAGES: readonly (readonly [pkg: string, name: string, output: string | null])[] = [
  ["@angular/core", "Angular", null],
  ["react-scripts", "React", "build"],
  ["@vue/cli-service", "Vue", "dist"],
  ["gatsby", "Gatsby", "public"],
  ["astro", "Astro", null],
  ["@docusaurus/core", "Docusaurus", "build"],
  ["vite", "Vite", null],
];

/** Reads a project of Node.js or Bun; null where the folder has no package.json. */
export function readNodeProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("package.json")) return null;
  const facts = readNode(folder);
  const notes: string[] = facts.problem === null ? [] : [facts.problem];
  const { name, proposals, notes: more } = proposalsOf(folder, facts);
  const manager = MANAGERS[facts.manager];
  const what = name === null ? l10n.t("Node.js with {0}", manager) : l10n.t("{0} with {1}", name, manager);
  return { what, manifest: "package.json", proposals, notes: [...notes, ...more] };
}

/** Whether a package.json is one of a program: a workspace that only holds others together is none. */
export function isProgram(folder: ProjectFolder): boolean {
  const { scripts, main, hasWorkspaces, packages, problem } = readNode(folder);
  const starts = scripts.has("start") || scripts.has("start:prod") || scripts.has("build") || main !== null;
  return problem !== null || starts || (!hasWorkspaces && packages.size > 0) || hasEntry(folder);
}

function hasEntry(folder: ProjectFolder): boolean {
  return firstOf(folder, ["index.js", "server.js", "app.js", "main.js", "index.ts", "src/index.ts"]) !== null;
}

interface Proposals {
  name: string | null;
  proposals: Proposal[];
  notes: string[];
}

function proposalsOf(folder: ProjectFolder, facts: NodeFacts): Proposals {
  const { packages, devPackages } = facts;
  const has = (pkg: string) => packages.has(pkg) || devPackages.has(pkg);
  const server = (framework: ServerFramework = {}) =>
    nodeServer(folder, facts, framework, l10n.t("A program that runs on Node.js"));
  const pages = (snippet: "ms-angular" | "ms-react" | "ms-vue", output: string) =>
    nodePages(folder, facts, snippet, output, l10n.t("Static pages, served by nginx"));
  if (has("next")) {
    const output = nextOutput(folder);
    return output === "export"
      ? { name: "Next.js", proposals: [pages("ms-react", "out")], notes: [] }
      : {
          name: "Next.js",
          proposals: [nextServer(folder, facts, l10n.t("A Next.js server"))],
          notes: output === "standalone" ? [] : [standaloneNote()],
        };
  }
  for (const [pkg, name, framework] of SERVERS)
    if (has(pkg)) return { name, proposals: [server(framework)], notes: [] };
  const isServer = ANSWERS.some(pkg => packages.has(pkg));
  const [pkg, name, output] = PAGES.find(([wanted]) => has(wanted)) ?? [null, null, null];
  if (pkg === null) {
    const bun =
      facts.manager === "bun" ? [bunServer(folder, facts, l10n.t("A program that runs on Bun"))] : [];
    return { name: null, proposals: [...bun, server()], notes: [] };
  }
  const found =
    pkg === "@angular/core" ? angularOutput(folder) : { output: output ?? viteOutput(folder), problem: null };
  const isVue = has("vue") || pkg === "@vue/cli-service";
  const snippet = pkg === "@angular/core" ? "ms-angular" : isVue ? "ms-vue" : "ms-react";
  const ofPages = pages(snippet, found.output);
  const title = pkg !== "vite" ? name : isVue ? "Vue" : has("react") ? "React" : name;
  const start = facts.scripts.get("start") ?? "";
  // A framework that serves pages beside a server, or a server that has a start of its own: both are likely.
  const isBoth = isServer || /^node /.test(start);
  const missing = facts.scripts.has("build") ? [] : [l10n.t('package.json has no script "build".')];
  const broken = found.problem === null ? [] : [found.problem];
  const isServerFirst = isServer && matching(folder, /^(?:src\/)?server\.[cm]?[jt]s$/).length > 0;
  const both = isServerFirst ? [server(), ofPages] : [ofPages, server()];
  return { name: title, proposals: isBoth ? both : [ofPages], notes: [...broken, ...missing] };
}
