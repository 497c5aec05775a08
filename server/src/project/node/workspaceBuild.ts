/** How a package of a workspace is built, with those of the workspace that it needs. */
import type { Build } from "../../ecosystems/node/buildScript";
import { has } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { localDependencies } from "../../ecosystems/node/workspace";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import type { ProjectFolder } from "../../ecosystems/folder";
import * as sanitize from "../../shared/sanitize";
import type { InstallLines } from "./install";

/** Runs a program of an installed package in the folder that the stage works in. */
function execute(lines: InstallLines, words: readonly string[]): string {
  return `RUN ${lines.exec} ${words.join(" ")}`;
}

/** The instructions that build a package, after all packages are installed and all sources are there. */
export function buildLines(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  build: Build | null,
  lines: InstallLines,
): string[] {
  if (one.path === "") {
    if (build === null) return [];
    return [build.script === null ? execute(lines, build.words) : `RUN ${lines.run(build.script)}`];
  }
  const { manager, root } = workspace;
  const name = sanitize.path(one.name) ?? one.path;
  const script = build?.script ?? null;
  if (
    has(root, "turbo") &&
    folder.files.has("turbo.json") &&
    one.scripts.has("build") &&
    (script === "build" || script === null)
  )
    return [`RUN npx turbo run build --filter=${name}`];
  const built = localDependencies(workspace, one).filter(({ scripts }) => scripts.has("build"));
  const own = script === null ? [] : [{ one, script }];
  const wanted = [...built.map(dependency => ({ one: dependency, script: "build" })), ...own];
  const commands = wanted.map(({ one: each, script: run }) => runIn(manager, each, run));
  const words =
    build !== null && script === null ? [`cd ${one.path} && ${lines.exec} ${build.words.join(" ")}`] : [];
  if (manager === "pnpm" && script === "build" && built.length > 0)
    return [`RUN pnpm --filter "${name}..." run build`];
  return [...commands, ...words].map(command => `RUN ${command}`);
}

function runIn(manager: NodeWorkspace["manager"], { path, name }: NodePackage, script: string): string {
  const called = sanitize.path(name) ?? path;
  switch (manager) {
    case "npm":
      return `npm run ${script} --workspace=${path}`;
    case "pnpm":
      return `pnpm --filter ${called} run ${script}`;
    case "yarn":
    case "yarn1":
      return `yarn workspace ${called} run ${script}`;
    case "bun":
      return `bun run --cwd ${path} ${script}`;
  }
}
