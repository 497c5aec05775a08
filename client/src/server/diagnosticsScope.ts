/**
 * What is left to another extension that tells the same of a Dockerfile: the settings `diagnostics.scope` and `variables.scope`, and what
 * every such extension has, the setting `basics`.
 */

/**
 * Extensions that report the general faults of a Dockerfile themselves, know the variables of a single stage, complete and explain
 * keywords, and format.
 */
const DOCKER_DX = "docker.docker";
const REPORTERS = ["ms-azuretools.vscode-containers", "ms-azuretools.vscode-docker", DOCKER_DX];

/**
 * The section `dockerfileStages` of the settings as the server is to have it: `auto`, which only the client can resolve, is
 * `stages` beside an extension that tells the rest, and `all` elsewhere; of the basics, `off` and `on`. `isInstalled` answers whether an extension is
 * there and enabled: it may become active later than ours, with the same document. A section of any other shape is left.
 */
export function withScope(section: unknown, isInstalled: (id: string) => boolean): unknown {
  if (typeof section !== "object" || section === null) return section;
  const { diagnostics, variables, basics } = section as {
    diagnostics?: object;
    variables?: object;
    basics?: unknown;
  };
  const isBeside = REPORTERS.some(isInstalled);
  const resolved = isBeside ? "stages" : "all";
  return {
    ...section,
    ...(isInstalled(DOCKER_DX) ? { isBesideDockerDx: true } : {}),
    ...(basics === "auto" ? { basics: isBeside ? "off" : "on" } : {}),
    ...(isAuto(diagnostics) ? { diagnostics: { ...diagnostics, scope: resolved } } : {}),
    ...(variables && isAuto(variables) ? { variables: { ...variables, scope: resolved } } : {}),
  };
}

function isAuto(group: unknown): boolean {
  const { scope = "auto" } = (group ?? {}) as { scope?: unknown };
  return scope === "auto";
}
