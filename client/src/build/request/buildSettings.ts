/** The settings of a build, as they are in the settings files of a person: checked, because anything can stand there. */
import * as l10n from "@vscode/l10n";
import { ENGINE_CHOICES, type EngineChoice, type Programs } from "../../engine/probeEngine";

export interface BuildSettings {
  engine: EngineChoice;
  programs: Programs;
  context: string;
  buildArgs: Record<string, string>;
  contexts: Record<string, string>;
  platforms: string[];
  /** By id: the path of a file, or `env:NAME`. */
  secrets: Record<string, string>;
  /** `default`, `id`, or `id=path`. */
  ssh: string[];
  /** Templates of the image's names. */
  tags: string[];
  cacheFrom: string[];
  cacheTo: string[];
  /** `image`, `push`, or the path of a folder. */
  output: string;
  /** The names of stages are given by a task alone. */
  noCache: NoCache | string[];
}

/** Which steps run although the builder remembers them: none, those of the stage that is built, or all. */
export const NO_CACHE = ["off", "stage", "all"] as const;
export type NoCache = (typeof NO_CACHE)[number];

/** What stands in for the settings in one build: of a task, or of a command. */
export type BuildOverrides = Partial<
  Pick<BuildSettings, "context" | "buildArgs" | "platforms" | "tags" | "output" | "noCache">
>;

export type ReadSettings = { settings: BuildSettings } | { problem: string; setting: string };

export const DEFAULT_TAGS = ["${name}:${stage}"];

/** `get` answers the value of `dockerfileStages.<key>`. */
export function readBuildSettings(get: (key: string) => unknown): ReadSettings {
  try {
    return { settings: readAll(get) };
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    const setting = `dockerfileStages.${error.key}`;
    return { setting, problem: error.problem(setting) };
  }
}

/** What is wrong, of a setting by its whole name. */
type Problem = (setting: string) => string;

/** Thrown by the readers below, and caught above. */
class WrongSetting extends Error {
  constructor(
    readonly key: string,
    readonly problem: Problem,
  ) {
    super(key);
  }
}

function readAll(get: (key: string) => unknown): BuildSettings {
  const strings = (key: string) =>
    readStrings(get(key)) ??
    wrong(key, setting => l10n.t("The setting {0} must be an object whose values are strings.", setting));
  const list = (key: string, fallback: string[] = []) =>
    readList(get(key) ?? fallback) ??
    wrong(key, setting => l10n.t("The setting {0} must be a list of strings.", setting));
  const text = (key: string, fallback: string, problem: Problem) => {
    const value = get(key) ?? fallback;
    return typeof value === "string" ? value.trim() || fallback : wrong(key, problem);
  };
  const choice = <T extends string>(key: string, choices: readonly T[], fallback: T): T => {
    const value = get(key) ?? fallback;
    return (
      choices.find(item => item === value) ??
      wrong(key, setting =>
        l10n.t("The setting {0} must be one of {1}.", setting, choices.map(item => `"${item}"`).join(", ")),
      )
    );
  };
  const program = (name: string) =>
    text(`build.${name}Path`, name, setting =>
      l10n.t("The setting {0} must be the name or the path of a program.", setting),
    );
  const tags = list("build.tags", DEFAULT_TAGS);
  return {
    engine: choice("build.engine", ENGINE_CHOICES, "auto"),
    programs: { docker: program("docker"), podman: program("podman"), nerdctl: program("nerdctl") },
    context: text("build.context", "", setting =>
      l10n.t("The setting {0} must be the path of a folder.", setting),
    ),
    buildArgs: strings("buildArgs"),
    contexts: strings("build.contexts"),
    platforms: list("build.platforms"),
    secrets: strings("build.secrets"),
    ssh: list("build.ssh"),
    tags: tags.length > 0 ? tags : DEFAULT_TAGS,
    cacheFrom: list("build.cacheFrom"),
    cacheTo: list("build.cacheTo"),
    output: text("build.output", "image", setting =>
      l10n.t('The setting {0} must be "image", "push" or the path of a folder.', setting),
    ),
    noCache: choice("build.noCache", NO_CACHE, "off"),
  };
}

function wrong(key: string, problem: Problem): never {
  throw new WrongSetting(key, problem);
}

/** Numbers and booleans are what people write for versions and switches; they mean their text. */
export function readStrings(value: unknown): Record<string, string> | undefined {
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

/** The texts of a list, without the empty ones and the white space around them. */
export function readList(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: unknown[] = value;
  if (!items.every(item => typeof item === "string")) return undefined;
  return items.map(item => item.trim()).filter(item => item !== "");
}
