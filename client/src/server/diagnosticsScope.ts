/** Which rules speak where another extension reports what is not about stages: the setting `diagnostics.scope`. */

/** Extensions that report the general faults of a Dockerfile themselves. */
const REPORTERS = ["ms-azuretools.vscode-containers", "ms-azuretools.vscode-docker", "docker.docker"];

/**
 * The section `dockerfileStages` of the settings as the server is to have it: `auto`, which only the client can resolve, is
 * `stages` beside an extension that reports the rest, and `all` elsewhere. `isInstalled` answers whether an extension is
 * there and enabled: it may become active later than ours, with the same document. A section of any other shape is left.
 */
export function withScope(section: unknown, isInstalled: (id: string) => boolean): unknown {
  if (typeof section !== "object" || section === null) return section;
  const { diagnostics } = section as { diagnostics?: unknown };
  const { scope = "auto" } = (diagnostics ?? {}) as { scope?: unknown };
  if (scope !== "auto") return section;
  const resolved = REPORTERS.some(isInstalled) ? "stages" : "all";
  return { ...section, diagnostics: { ...(diagnostics as object | undefined), scope: resolved } };
}
