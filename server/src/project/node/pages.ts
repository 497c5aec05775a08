/** Pages that a build with Node.js makes, served by nginx; and Next.js, which is a server of its own. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, readJson, textOf } from "../../ecosystems/manifest";
import { nodePort } from "./facts";
import type { NodeFacts } from "./facts";
import { LINES, installChanges, linesOf } from "./install";
import { literal } from "../plan";
import type { Change, Plan, Proposal } from "../plan";
import * as sanitize from "../../shared/sanitize";

type PagesSnippet = "ms-angular" | "ms-react" | "ms-vue";

/** The proposal for pages: those of Angular, Vite and whatever else writes files into a folder. */
export function nodePages(
  folder: ProjectFolder,
  facts: NodeFacts,
  snippet: PagesSnippet,
  output: string,
  label: string,
): Proposal {
  return {
    label,
    snippet,
    questions: [],
    plan: () => {
      const changes: Change[] =
        snippet === "ms-angular"
          ? [{ replace: "/app/dist/${7:app}/browser", by: literal(`/app/${output}`) }]
          : [];
      return {
        ...pagesPlan(folder, facts, changes, [output, ".angular"]),
        snippet,
        values: { 2: facts.nodeVersion, ...(snippet === "ms-angular" ? {} : { 7: output }) },
      };
    },
  };
}

/** The proposal for Next.js; `isExported` where its build writes pages and no server. */
export function nextServer(folder: ProjectFolder, facts: NodeFacts, label: string): Proposal {
  const port = nodePort(folder, facts.scripts.get("start") ?? null, null);
  const hasPublic = matching(folder, /^public\//).length > 0;
  const changes: Change[] = hasPublic
    ? []
    : [{ replace: "COPY --from=${4:build} /app/public ./public\n", by: "" }];
  return {
    label,
    snippet: "ms-nextjs",
    questions: [],
    plan: () => ({
      ...pagesPlan(folder, facts, changes, [".next", "out"]),
      snippet: "ms-nextjs",
      values: { 2: facts.nodeVersion, 6: port },
    }),
  };
}

/** Whether the configuration of Next.js asks for a server with its packages, for pages alone, or for neither. */
export function nextOutput(folder: ProjectFolder): string | null {
  const [file] = matching(folder, /^next\.config\.[cm]?[jt]s$/);
  const text = file === undefined ? "" : (folder.read(file) ?? "");
  return /\boutput\s{0,3}:\s{0,3}["'](\w+)["']/.exec(text)?.[1] ?? null;
}

/** Told where Next.js would build no server that runs by itself. */
export function standaloneNote(): string {
  return l10n.t('The Dockerfile requires output: "standalone" in the Next.js configuration.');
}

/** The folder that Vite, or a tool that is configured like it, writes to. */
export function viteOutput(folder: ProjectFolder): string {
  const [file] = matching(folder, /^(?:vite|astro)\.config\.[cm]?[jt]s$/);
  const text = file === undefined ? "" : (folder.read(file) ?? "");
  return sanitize.path(/\boutDir\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(text)?.[1]) ?? "dist";
}

/** The folder that Angular writes the pages of its first application to. */
export function angularOutput(folder: ProjectFolder): { output: string; problem: string | null } {
  const { fields, problem } = folder.files.has("angular.json")
    ? readJson(folder, "angular.json")
    : { fields: {}, problem: null };
  const projects = Object.entries(fieldsOf(fields["projects"]));
  const [key, project] =
    projects.find(([, value]) => field(fieldsOf(value), "projectType") === "application") ?? [];
  const build = fieldsOf(
    field(fieldsOf(project), "architect", "build") ?? field(fieldsOf(project), "targets", "build"),
  );
  const options = fieldsOf(build["options"]);
  const base =
    sanitize.path(options["outputPath"]) ??
    sanitize.path(field(options, "outputPath", "base")) ??
    sanitize.path(`dist/${key ?? folder.name}`) ??
    "dist/app";
  // Builders up to Angular 16 write the pages into the folder itself.
  const isOld = /:(?:browser|browser-esbuild)$/.test(textOf(build["builder"]) ?? "");
  const inner = textOf(field(options, "outputPath", "browser"));
  const browser = inner === null ? "browser" : (sanitize.path(inner) ?? "");
  return { output: isOld || browser === "" ? base : `${base}/${browser}`, problem };
}

function pagesPlan(
  folder: ProjectFolder,
  facts: NodeFacts,
  changes: readonly Change[],
  made: readonly string[],
): Omit<Plan, "snippet" | "values"> {
  const to = linesOf(facts, file => folder.files.has(file));
  const has = { production: false, all: true, build: true, test: false };
  return {
    changes: [
      ...changes,
      ...installChanges(LINES.npm, to, has),
      ...(facts.lock === null
        ? [{ replace: "that the lock file names", by: "that package.json names" }]
        : []),
    ],
    ignored: ["node_modules", ...made, "coverage", "npm-debug.log*", ".env", ".env.*"],
    needed: [],
  };
}
