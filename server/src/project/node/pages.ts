/** Pages that a web server serves: the build of a front end, or of a site. */
import * as l10n from "@vscode/l10n";
import { hasFolder } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { nodePort } from "../../ecosystems/node/port";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { localDependencies } from "../../ecosystems/node/workspace";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { configText } from "../../ecosystems/node/workspace";
import type { Proposal, StageText } from "../plan";
import { webServerStage } from "../webServer";
import { nodeImages } from "./images";
import { installLines } from "./install";
import { joinedPath } from "../../shared/joinedPath";
import type { PagesKind } from "./kind";
import { buildLines } from "./workspaceBuild";

/** The proposal for pages; null where their folder is outside of the project. */
export function pagesProposal(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  kind: Pick<PagesKind, "snippet" | "output" | "isOnePage" | "build" | "script">,
): Proposal | null {
  const output = joinedPath(one.path, kind.output);
  if (output === null) return null;
  return {
    label: l10n.t("Static pages, served by nginx"),
    snippet: kind.snippet,
    questions: [],
    plan: () => ({
      stages: [
        ...buildStages(folder, workspace, one, kind),
        webServerStage(`--from=build /app/${output}`, kind.isOnePage),
      ],
      ignored: ignoredByNode(folder, [output]),
      needed: [],
    }),
  };
}

/** The stages that install all packages and build. */
function buildStages(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  { build, script }: Pick<PagesKind, "build" | "script">,
): StageText[] {
  const lines = installLines(folder, workspace, { isOnBun: false, of: one });
  const packages = [one, ...localDependencies(workspace, one)];
  const { image, run, build: tools } = nodeImages(folder, workspace, packages, false);
  return [
    {
      name: "deps",
      what:
        workspace.lock === null
          ? "installs the dependencies."
          : "installs the dependencies from the lock file.",
      from: image,
      lines: [...run, ...tools, ...lines.setup, "WORKDIR /app", ...lines.copies, ...lines.install],
    },
    {
      name: "build",
      what: "builds the static files.",
      from: "deps",
      lines: [
        ...(lines.copies.includes("COPY . .") ? [] : ["COPY . ."]),
        ...buildLines(folder, workspace, one, { script, words: build }, lines),
      ],
    },
  ];
}

/** What of a project of Node.js is no source. What git keeps of the environment is one. */
export function ignoredByNode(folder: ProjectFolder, made: readonly string[]): string[] {
  const git = folder.read(".gitignore");
  const keeps = git !== null && !/^\/?\.env\b|^\*?\.env/m.test(git) && folder.files.has(".env");
  const isNested = [...folder.files].some(file => file.endsWith("/package.json"));
  return [
    isNested ? "**/node_modules" : "node_modules",
    ...made,
    "coverage",
    "npm-debug.log*",
    ...(keeps ? [] : [".env"]),
    ".env.local",
    ".env.*.local",
  ];
}

/** Whether the configuration of Next.js asks for a server with its packages, for pages alone, or for neither. */
export function nextOutput(folder: ProjectFolder, one: NodePackage): string | null {
  return /\boutput\s{0,3}:\s{0,3}["'](\w+)["']/.exec(configText(folder, one.path, "next"))?.[1] ?? null;
}

/** The server of Next.js that its build leaves, with the few packages that it uses. */
export function standaloneProposal(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
): Proposal {
  const port = nodePort(folder, one.path, one.scripts.get("start") ?? null, null) ?? "3000";
  const under = (path: string) => (one.path === "" ? path : `${one.path}/${path}`);
  const { image, run } = nodeImages(folder, workspace, [one, ...localDependencies(workspace, one)], false);
  const hasPublic = hasFolder(folder, under("public"));
  const script = one.scripts.has("build") ? "build" : null;
  // What Next.js keeps for its next build.
  const cached = (lines: readonly string[]) =>
    lines.map((line, index) =>
      index === lines.length - 1
        ? line.replace(/^RUN /, `RUN --mount=type=cache,target=/app/${under(".next/cache")} `)
        : line,
    );
  return {
    label: l10n.t("A server on Node.js"),
    snippet: "ms-nextjs",
    questions: [],
    plan: () => ({
      stages: [
        ...buildStages(folder, workspace, one, { script, build: ["next", "build"] }).map(stage =>
          stage.name === "build"
            ? { ...stage, what: "builds the standalone server.", lines: cached(stage.lines) }
            : stage,
        ),
        {
          name: "runtime",
          what: "is the final image: the standalone server, run as a non-root user.",
          from: image,
          lines: [
            ...run,
            `ENV NODE_ENV=production \\\n    HOSTNAME=0.0.0.0 \\\n    PORT=${port}`,
            "WORKDIR /app",
            `COPY --from=build --chown=node:node /app/${under(".next/standalone")} ./`,
            `COPY --from=build --chown=node:node /app/${under(".next/static")} ./${under(".next/static")}`,
            ...(hasPublic ? [`COPY --from=build /app/${under("public")} ./${under("public")}`] : []),
            "USER node",
            `EXPOSE ${port}`,
            `CMD ["node", "${under("server.js")}"]`,
          ],
        },
      ],
      ignored: ignoredByNode(folder, ["**/.next", "out"]),
      needed: [],
    }),
  };
}
