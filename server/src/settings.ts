/** The settings that the server reads, of the section `dockerfileStages`. The manifest is tested against this file. */

export interface Settings {
  readonly build: {
    /** What `--build-arg` passes. */
    readonly args: Readonly<Record<string, string>>;
    /** Named contexts: what `--build-context` passes. */
    readonly contexts: Readonly<Record<string, string>>;
  };
  readonly codeLens: { readonly enabled: boolean };
  readonly diagnostics: { readonly enabled: boolean };
}

export const SECTION = "dockerfileStages";

export const DEFAULT_SETTINGS: Settings = {
  build: { args: {}, contexts: {} },
  codeLens: { enabled: true },
  diagnostics: { enabled: true },
};

/** Settings from whatever a client sends for the section; what is missing or of another type keeps its default. */
export function parseSettings(value: unknown): Settings {
  const build = property(value, "build");
  return {
    build: { args: strings(property(build, "args")), contexts: strings(property(build, "contexts")) },
    codeLens: { enabled: flag(value, "codeLens", DEFAULT_SETTINGS.codeLens.enabled) },
    diagnostics: { enabled: flag(value, "diagnostics", DEFAULT_SETTINGS.diagnostics.enabled) },
  };
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function flag(value: unknown, key: string, fallback: boolean): boolean {
  const enabled = property(property(value, key), "enabled");
  return typeof enabled === "boolean" ? enabled : fallback;
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : [])),
  );
}
