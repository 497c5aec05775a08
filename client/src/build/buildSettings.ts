/** The settings of a build, as they are in the settings files of a person: checked, because anything can stand there. */
import type { EngineChoice } from "../engine/probeEngine";

export interface BuildSettings {
  engine: EngineChoice;
  dockerPath: string;
  context: string;
  buildArgs: Record<string, string>;
  contexts: Record<string, string>;
}

export type ReadSettings = { settings: BuildSettings } | { problem: string; setting: string };

/** `get` answers the value of `dockerfileStages.<key>`. */
export function readBuildSettings(get: (key: string) => unknown): ReadSettings {
  const wrong = (key: string, wanted: string): ReadSettings => ({
    setting: `dockerfileStages.${key}`,
    problem: `The setting dockerfileStages.${key} must be ${wanted}.`,
  });
  const engine = get("build.engine") ?? "auto";
  if (engine !== "auto" && engine !== "buildx" && engine !== "docker") {
    return wrong("build.engine", '"auto", "buildx" or "docker"');
  }
  const dockerPath = get("build.dockerPath") ?? "docker";
  if (typeof dockerPath !== "string") return wrong("build.dockerPath", "the name or the path of a program");
  const context = get("build.context") ?? "";
  if (typeof context !== "string") return wrong("build.context", "the path of a folder");
  const buildArgs = readStrings(get("buildArgs"));
  if (buildArgs === undefined) return wrong("buildArgs", "an object whose values are strings");
  const contexts = readStrings(get("build.contexts"));
  if (contexts === undefined) return wrong("build.contexts", "an object whose values are strings");
  return { settings: { engine, dockerPath: dockerPath.trim() || "docker", context, buildArgs, contexts } };
}

/** Numbers and booleans are what people write for versions and switches; they mean their text. */
function readStrings(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const read: Record<string, string> = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "string") read[key] = item;
    else if (typeof item === "number" || typeof item === "boolean") read[key] = String(item);
    else return undefined;
  }
  return read;
}
