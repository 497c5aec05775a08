/** The stage that all others of a Dockerfile for Node.js are based on. */
import { nodeNeeds } from "../../ecosystems/node/native";
import { nodeVersion } from "../../ecosystems/node/nodeVersion";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import type { ProjectFolder } from "../../ecosystems/folder";

export interface NodeImages {
  readonly image: string;
  /** What every stage needs of the system, and what only those that install do. */
  readonly run: readonly string[];
  readonly build: readonly string[];
}

/** The image and what it needs, for a package and those that are installed with it. */
export function nodeImages(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  packages: readonly NodePackage[],
  onBun: boolean,
): NodeImages {
  const needs = nodeNeeds(packages);
  const versioned = [...packages.filter(({ path }) => path !== ""), workspace.root];
  const image = onBun
    ? `oven/bun:${workspace.managerVersion ?? "1"}${needs.isDebian ? "-slim" : "-alpine"}`
    : `node:${nodeVersion(folder, versioned)}${needs.isDebian ? "-slim" : "-alpine"}`;
  const variables = needs.variables.map(([key, value]) => `ENV ${key}=${value}`);
  return {
    image,
    run: [...variables, ...installed(needs.run, needs.isDebian)],
    build: installed(needs.build, needs.isDebian),
  };
}

function installed(packages: readonly string[], isDebian: boolean): string[] {
  if (packages.length === 0) return [];
  const names = packages.join(" ");
  return isDebian
    ? [
        `RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends ${names} \\\n    && rm -rf /var/lib/apt/lists/*`,
      ]
    : [`RUN apk add --no-cache ${names}`];
}
