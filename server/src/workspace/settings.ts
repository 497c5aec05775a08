/** The settings that the server reads, of the section `dockerfileStages`. The manifest is tested against this file. */
import type { LensKind } from "../protocol";
import { DEFAULT_RULE_SETTINGS } from "../rules/run/ruleSettings";
import type { RuleLevel, RuleSettings } from "../rules/run/ruleSettings";

export interface Settings {
  readonly build: {
    /** The build context, as a person writes it; the folder of the Dockerfile where it is empty. */
    readonly context: string;
    /** Named contexts: what `--build-context` passes. */
    readonly contexts: Readonly<Record<string, string>>;
    /** What `--platform` passes. */
    readonly platforms: readonly string[];
  };
  /** What `--build-arg` passes. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Stages that are built by themselves, beside the last one: what people pass to `--target`. */
  readonly targets: readonly string[];
  /** Whether there are lenses, and which kinds of them. */
  readonly codeLens: { readonly enabled: boolean } & Readonly<Record<LensKind, boolean>>;
  readonly diagnostics: { readonly enabled: boolean };
  /** Whether a conversion into several stages explains its choices in comments. */
  readonly convert: { readonly explain: boolean };
  readonly inlayHints: {
    readonly stageIndex: IndexHints;
    readonly stageName: boolean;
    readonly resolvedBase: boolean;
    readonly defaultTarget: boolean;
  };
  readonly documentLinks: {
    /** By the host of a registry, the address of an image's page, with `{repository}` and `{tag}` in it. */
    readonly registries: Readonly<Record<string, string>>;
  };
  readonly variables: {
    /** Another extension tells of the variables that a stage sets itself: nothing of that is told again. */
    readonly onlyStages: boolean;
  };
  readonly rules: RuleSettings;
  /** Keywords, their explanations, signature help and formatting: no other extension for Dockerfiles has them. */
  readonly basics: boolean;
  readonly format: { readonly continuationLines: ContinuationLines };
  /** The client has Docker DX, too, which checks bake files: nothing of that is told again. No setting of a person. */
  readonly isBesideDockerDx: boolean;
}

const INDEX_HINTS = ["off", "used", "all"] as const;
/** Which stages are shown with their index: none, those that some `COPY --from` means by it, or all. */
export type IndexHints = (typeof INDEX_HINTS)[number];

const CONTINUATION_LINES = ["auto", "indent", "keep"] as const;
/** How formatting indents the lines of an instruction behind the first one: by one level unless they have several, always, never. */
export type ContinuationLines = (typeof CONTINUATION_LINES)[number];

export const SECTION = "dockerfileStages";

export const DEFAULT_SETTINGS: Settings = {
  build: { context: "", contexts: {}, platforms: [] },
  buildArgs: {},
  targets: [],
  codeLens: {
    enabled: true,
    build: true,
    run: true,
    references: true,
    convert: true,
    graph: true,
    role: true,
    description: false,
  },
  diagnostics: { enabled: true },
  convert: { explain: true },
  inlayHints: { stageIndex: "used", stageName: true, resolvedBase: true, defaultTarget: false },
  documentLinks: { registries: {} },
  variables: { onlyStages: false },
  rules: DEFAULT_RULE_SETTINGS,
  basics: false,
  format: { continuationLines: "auto" },
  isBesideDockerDx: false,
};

/** `default`, too, can be set: it says nothing. */
const LEVELS: ReadonlySet<unknown> = new Set<RuleLevel>(["off", "hint", "information", "warning", "error"]);

/** Settings from whatever a client sends for the section; what is missing or of another type keeps its default. */
export function parseSettings(value: unknown): Settings {
  const build = property(value, "build");
  const context = property(build, "context");
  return {
    build: {
      context: typeof context === "string" ? context : DEFAULT_SETTINGS.build.context,
      contexts: strings(property(build, "contexts")),
      platforms: list(property(build, "platforms")),
    },
    buildArgs: strings(property(value, "buildArgs")),
    targets: list(property(value, "targets")),
    codeLens: flags(property(value, "codeLens"), DEFAULT_SETTINGS.codeLens),
    diagnostics: flags(property(value, "diagnostics"), DEFAULT_SETTINGS.diagnostics),
    convert: flags(property(value, "convert"), DEFAULT_SETTINGS.convert),
    inlayHints: inlayHints(property(value, "inlayHints")),
    documentLinks: { registries: strings(property(property(value, "documentLinks"), "registries")) },
    variables: { onlyStages: isOnlyStages(value, "variables") },
    rules: {
      levels: levels(property(value, "rules")),
      onlyStages: isOnlyStages(value, "diagnostics"),
    },
    // Only a client knows what else is installed: of `auto` nothing is left, unless it does not look.
    basics: property(value, "basics") === "on",
    format: { continuationLines: continuationLines(property(value, "format")) },
    isBesideDockerDx: property(value, "isBesideDockerDx") === true,
  };
}

/** The scope of a group. What is left of `auto` here is a client that does not know of other extensions: everything is said. */
function isOnlyStages(value: unknown, group: "diagnostics" | "variables"): boolean {
  return property(property(value, group), "scope") === "stages";
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The switches of a group. */
function flags<Flags extends Readonly<Record<string, boolean>>>(value: unknown, defaults: Flags): Flags {
  const entries = Object.entries(defaults).map(([key, fallback]) => {
    const given = property(value, key);
    return [key, typeof given === "boolean" ? given : fallback];
  });
  return Object.fromEntries(entries) as Flags;
}

function inlayHints(value: unknown): Settings["inlayHints"] {
  const { stageIndex: fallback, ...switches } = DEFAULT_SETTINGS.inlayHints;
  const stageIndex = INDEX_HINTS.find(level => level === property(value, "stageIndex")) ?? fallback;
  return { stageIndex, ...flags(value, switches) };
}

function continuationLines(value: unknown): ContinuationLines {
  const given = property(value, "continuationLines");
  return CONTINUATION_LINES.find(each => each === given) ?? DEFAULT_SETTINGS.format.continuationLines;
}

function levels(value: unknown): Record<string, RuleLevel> {
  return Object.fromEntries(
    Object.entries(strings(value)).filter((entry): entry is [string, RuleLevel] => LEVELS.has(entry[1])),
  );
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : [])),
  );
}
