/** The task as a person writes it in tasks.json: what it builds, and what stands in for the settings. */
import * as l10n from "@vscode/l10n";
import { readList, readStrings, type BuildOverrides } from "../request/buildSettings";

export const TASK_TYPE = "dockerfileStages";

/** `{ "type": "dockerfileStages", "dockerfile": "…", "stage": "…" }`; what is missing is as the settings have it. */
export interface BuildTaskDefinition {
  type: typeof TASK_TYPE;
  /** Relative to the workspace folder, or absolute. */
  dockerfile: string;
  /** A stage's name; without it the last stage is built. */
  stage?: string;
  /** A line of the Dockerfile, from 1: its stage is built up to the instruction there, and `stage` counts for nothing. */
  line?: number;
  /** The build of the Dockerfile that another file describes, by its id or label; `none` for the settings alone. */
  use?: string;
  context?: string;
  /** Added to the build arguments of the settings. */
  args?: Record<string, string>;
  platform?: string | string[];
  /** `true`: nothing is taken from the cache; `"stage"`: nothing of this stage; names: nothing of those stages. */
  noCache?: boolean | "stage" | string[];
  /** The image's name, or several, as in the setting. */
  tag?: string | string[];
  output?: string;
}

/** Whether it is one of ours and says what it builds. What else it says is checked when it runs, and told then. */
export function isBuildTaskDefinition(definition: unknown): definition is BuildTaskDefinition {
  const { type, dockerfile, stage, line, use } = (definition ?? {}) as Partial<Record<string, unknown>>;
  return (
    type === TASK_TYPE &&
    typeof dockerfile === "string" &&
    (stage === undefined || typeof stage === "string") &&
    (line === undefined || typeof line === "number") &&
    (use === undefined || typeof use === "string")
  );
}

/** What the task says in place of the settings, or which of its properties cannot be read. */
export function taskOverrides(
  definition: BuildTaskDefinition,
): { overrides: BuildOverrides } | { problem: string } {
  // Anything can stand in tasks.json.
  const { context, args, platform, noCache, tag, output }: Partial<Record<string, unknown>> = {
    ...definition,
  };
  const overrides: BuildOverrides = {};
  if (context !== undefined) {
    if (typeof context !== "string")
      return { problem: l10n.t('The property "{0}" of this task must be the path of a folder.', "context") };
    overrides.context = context;
  }
  if (args !== undefined) {
    const read = readStrings(args);
    if (read === undefined)
      return {
        problem: l10n.t(
          'The property "{0}" of this task must be an object whose values are strings.',
          "args",
        ),
      };
    overrides.buildArgs = read;
  }
  if (platform !== undefined) {
    const read = readList(typeof platform === "string" ? platform.split(",") : platform);
    if (read === undefined) return { problem: mustBeStrings("platform") };
    overrides.platforms = read;
  }
  if (noCache !== undefined) {
    const stages = Array.isArray(noCache) ? readList(noCache) : undefined;
    if (stages !== undefined) overrides.noCache = stages;
    else if (noCache === "stage") overrides.noCache = noCache;
    else if (typeof noCache === "boolean") overrides.noCache = noCache ? "all" : "off";
    else
      return {
        problem: l10n.t(
          'The property "{0}" of this task must be true, false, "stage" or a list of stage names.',
          "noCache",
        ),
      };
  }
  if (tag !== undefined) {
    const read = readList(typeof tag === "string" ? [tag] : tag);
    if (read === undefined || read.length === 0) return { problem: mustBeStrings("tag") };
    overrides.tags = read;
  }
  if (output !== undefined) {
    if (typeof output !== "string" || output.trim() === "")
      return {
        problem: l10n.t(
          'The property "{0}" of this task must be "image", "push" or the path of a folder.',
          "output",
        ),
      };
    overrides.output = output;
  }
  return { overrides };
}

function mustBeStrings(name: string): string {
  return l10n.t('The property "{0}" of this task must be a string or a list of strings.', name);
}
