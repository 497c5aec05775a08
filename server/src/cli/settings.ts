/** The settings of a run: what the command line says, and for the rest what the project file of each Dockerfile does. */
import { fileURLToPath } from "node:url";
import { RULES } from "../rules/registry";
import type { RuleLevel } from "../rules/run/ruleSettings";
import { host } from "./host";
import { createProjectFiles } from "../workspace/projectFiles";
import { FAIL_ON, RULE_LEVELS, isOneOf, levelFault, ruleFault } from "../workspace/ruleLevels";
import type { FailOn } from "../workspace/ruleLevels";
import { DEFAULT_SETTINGS } from "../workspace/settings";
import type { Settings } from "../workspace/settings";
import { uriFrom } from "./paths";
import { isDenied } from "./textFile";
import { UsageError } from "./usageError";

/** What flags say about rules and builds, as it is handed to threads. */
export interface RunOptions {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** From which severity on a check fails; null leaves it to the project file. */
  readonly failOn: FailOn | null;
  /** The text of the project file that counts for all; null for the nearest one of each Dockerfile, or none where `noConfig`. */
  readonly config: { readonly path: string; readonly text: string } | null;
  readonly noConfig: boolean;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
  readonly platforms: readonly string[];
  readonly contexts: Readonly<Record<string, string>>;
  /** The build context, absolute; empty for the folder of the Dockerfile. */
  readonly context: string;
}

/** The settings of the files of a run. */
export interface RunSettings {
  readonly of: (uri: string) => Promise<Settings>;
  readonly failOnFor: (uri: string) => Promise<FailOn>;
}

/** Answers the settings of each file; `onFault` hears once of what a project file says in vain, by the address of that file. */
export function runSettings(
  options: RunOptions,
  onFault: (uri: string, line: number, message: string) => void,
): RunSettings {
  const own: Settings = {
    ...DEFAULT_SETTINGS,
    build: {
      context: options.context,
      contexts: options.contexts,
      platforms: options.platforms,
    },
    buildArgs: options.buildArgs,
    targets: options.targets,
    rules: { levels: options.levels, onlyStages: false },
  };
  const { config, noConfig } = options;
  const files = createProjectFiles({
    textOf: async uri => {
      const text = noConfig ? null : await host.readText(uri);
      if (text === null && !noConfig && isDenied(fileURLToPath(uri))) onFault(uri, 1, "Permission denied.");
      return text;
    },
    // What reads YAML takes longer to load than most runs take for their files.
    load: () => import("../workspace/projectFile"),
    only: config && { uri: uriFrom(config.path), text: config.text },
    onFaults: (uri, faults) => {
      for (const { line, message } of faults) onFault(uri, line, message);
    },
  });
  return {
    of: uri => files.settingsFor(uri, own),
    failOnFor: async uri => options.failOn ?? (await files.of(uri))?.failOn ?? "warning",
  };
}

/** The levels that `--rule ID=LEVEL`, `--only ID` and `--skip ID` come to. Throws {@link UsageError}. */
export function levelsFrom(
  rules: readonly string[],
  only: readonly string[],
  skip: readonly string[],
): Record<string, RuleLevel> {
  const names = (each: readonly string[]) => each.flatMap(text => text.split(",")).map(id => id.trim());
  for (const id of [...names(only), ...names(skip)]) refuse(ruleFault(id));
  const levels = rules.map((text): [string, RuleLevel] => {
    const [id = "", level = ""] = text.split("=");
    refuse(ruleFault(id) ?? levelFault(level));
    return [id, isOneOf(RULE_LEVELS, level) ? level : "off"];
  });
  const kept = new Set(names(only));
  const left = only.length === 0 ? [] : RULES.map(({ id }) => id).filter(id => !kept.has(id));
  const silent = [...left, ...names(skip)].map((id): [string, RuleLevel] => [id, "off"]);
  return Object.fromEntries([...levels, ...silent]);
}

/** The value of `--fail-on`; null where it is not given. Throws {@link UsageError}. */
export function failOnFrom(text: string | undefined): FailOn | null {
  if (text === undefined) return null;
  if (isOneOf(FAIL_ON, text)) return text;
  throw new UsageError(`--fail-on takes ${FAIL_ON.join(", ")}, not "${text}".`);
}

/** `KEY=VALUE` texts as a map. Throws {@link UsageError}. */
export function pairsFrom(flag: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map(text => {
      const at = text.indexOf("=");
      if (at <= 0) throw new UsageError(`${flag} takes NAME=VALUE, not "${text}".`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function refuse(fault: string | null): void {
  if (fault !== null) throw new UsageError(fault);
}
