/** How the packages of production come into the image of a server: those of the whole folder, of a part of it, or installed by themselves. */
import { filesIn } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { isReadAtStart, needOfFolder } from "../../ecosystems/runtimeFolders";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { prismaFiles } from "./install";
import { joinedPath } from "../../shared/joinedPath";
import * as sanitize from "../../shared/sanitize";
import type { ServerFacts } from "./serverFacts";

/** The command that installs the packages of a part that has a lock file of its own. */
export function subfolderInstall(folder: ProjectFolder, path: string): string {
  const verb = folder.files.has(`${path}/package-lock.json`) ? "ci" : "install";
  if (folder.files.has(`${path}/yarn.lock`)) return `RUN yarn --cwd ${path} install --frozen-lockfile`;
  return `RUN --mount=type=cache,target=/root/.npm npm --prefix ${path} ${verb}`;
}

/** The packages of a workspace that are shipped, with everything that is in their folders. */
export function wholeFolder(
  workspace: NodeWorkspace,
  one: NodePackage,
  locals: readonly NodePackage[],
  { onBun }: ServerFacts,
  writes: boolean,
): string[] {
  if (one.path === "")
    return [`COPY --from=production ${writes ? `--chown=${onBun ? "bun:bun" : "node:node"} ` : ""}/app ./`];
  return [
    "COPY --from=production /app/package.json ./",
    "COPY --from=production /app/node_modules ./node_modules",
    ...[...locals, one].map(({ path }) => `COPY --from=production /app/${path} ./${path}`),
    ...(onBun && workspace.lock === null ? [] : []),
  ];
}

/** Whether a folder has something that the build does not compile. */
function isMoreThanSources(folder: ProjectFolder, path: string): boolean {
  return filesIn(folder, path).some(file => !/\.[cm]?tsx?$/.test(file));
}

/** The output of the build, or the sources, beside the packages of production. */
export function separately(
  folder: ProjectFolder,
  one: NodePackage,
  { build, output, kind, words, needsAll }: ServerFacts,
  { hasPackages, hasPrisma, prunes }: { hasPackages: boolean; hasPrisma: boolean; prunes: boolean },
): string[] {
  const from = prunes ? (needsAll ? "build" : "production") : "deps";
  const packages = hasPackages ? [`COPY --from=${from} /app/node_modules ./node_modules`] : [];
  const generated =
    hasPrisma && !prunes ? ["COPY --from=build /app/node_modules/.prisma ./node_modules/.prisma"] : [];
  if (build === null) return [...packages, ...generated, "COPY . ."];
  const tops = [...new Set([...folder.files].map(file => file.split("/")[0] ?? ""))];
  const named = words.flatMap(word => sanitize.path(word)?.split("/")[0] ?? []);
  const usesPaths = words.some(word => word.includes("tsconfig-paths"));
  const beside = tops.filter(
    top =>
      top !== output &&
      top !== "node_modules" &&
      (isReadAtStart(top) ||
        (needOfFolder(top) === "run" && isMoreThanSources(folder, top)) ||
        kind?.beside?.includes(top) === true ||
        (named.includes(top) && folder.files.has(top)) ||
        (usesPaths && top === "tsconfig.json") ||
        (hasPrisma && prismaFiles(folder).includes(top))),
  );
  const kept = kind?.isWhole === true ? [] : beside.filter(top => sanitize.path(top) === top).sort();
  const chown = output === ".next" ? "--chown=node:node " : "";
  return [
    ...packages,
    ...generated,
    ...(kind?.isWhole === true ? [] : ["COPY package.json ./"]),
    `COPY --from=build ${chown}/app/${joinedPath(one.path, output ?? "dist") ?? "dist"} ./${output ?? "dist"}`,
    ...kept.map(top => `COPY --from=build /app/${top} ./${top}`),
  ];
}
