/** Uses for tests, as the server tells them. */
import type { UseContextInfo, UseInfo, UseTool, UseValue } from "../../../../server/src/protocol";

export const value = (text: string): UseValue => ({ text, isOpen: text.includes("${") });

/** A context: a folder by its address, another use as `use:<id>`, or what the builder fetches. */
export function context(text: string): UseContextInfo {
  const build = /^use:(.*)$/.exec(text)?.[1] ?? null;
  return { ...value(text), folder: text.startsWith("file:") ? text : null, build };
}

/** A use with what is given, and nothing else. */
export function useInfo(given: Partial<UseInfo> & { name: string }): UseInfo {
  const start = { line: 0, character: 0 };
  return {
    ...{
      id: given.name,
      kind: "compose",
      label: `compose.yaml › ${given.name}`,
      uri: "file:///w/compose.yaml",
    },
    range: { start, end: start },
    dockerfile: { uri: "file:///w/app/Dockerfile", text: "Dockerfile", isInline: false },
    ...{
      context: context("file:///w"),
      target: null,
      args: {},
      contexts: {},
      platforms: [],
      secrets: [],
      ssh: [],
    },
    ...{ tags: [], noCacheFilters: [], isPartial: false, canBuildWith: null },
    ...given,
  };
}

/** What builds a use with bake. */
export function bakeTool(name: string, groups: string[] = []): UseTool {
  return { ...{ tool: "bake", name, groups }, files: ["file:///w/docker-bake.hcl"], folder: "file:///w" };
}
