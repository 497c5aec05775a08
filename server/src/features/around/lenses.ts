/** The lenses over a build in a file around a Dockerfile: build its stage, and how many stages its Dockerfile has. */
import * as l10n from "@vscode/l10n";
import type { CodeLens, Command, Range } from "vscode-languageserver-protocol";
import type { Use } from "../../around/use";
import { SHOW_DOCKERFILE_COMMAND } from "../../protocol";
import type {
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  BuildInlineArguments,
  BuildUseArguments,
  ShowDockerfileArguments,
} from "../../protocol";
import type { FeatureContext } from "../context";
import type { LensSupport } from "../codeLens";

/** A build as its lenses know it. */
export interface LensedUse {
  readonly use: Use;
  /** Where its file names it. */
  readonly range: Range;
  /** Its Dockerfile. */
  readonly context: FeatureContext;
  /** What builds it; null where nothing can. */
  readonly build: UseBuild | null;
  /** Docker DX has a lens that builds it. */
  readonly isBuiltByOthers: boolean;
  /** Its Dockerfile is no file and is written nowhere, because an expression puts its text together. */
  readonly isComputed: boolean;
}

/** The command that builds what a use says. */
export type UseBuild =
  | { readonly command: typeof BUILD_USE_COMMAND; readonly arguments: [BuildUseArguments] }
  | { readonly command: typeof BUILD_INLINE_COMMAND; readonly arguments: [BuildInlineArguments] };

/** So many builds of one place have a lens each: a matrix, or a loop. */
const MOST_OF_A_PLACE = 4;

/** The lenses of a file, in its order; none where the settings turn them off. */
export function aroundLenses(builds: readonly LensedUse[], { commands }: LensSupport): CodeLens[] {
  const found: CodeLens[] = [];
  for (const [range, alike] of byPlace(builds)) {
    const titles = new Set<string>();
    for (const build of alike) {
      const command = buildCommand(build, commands);
      if (!command || titles.has(command.title) || titles.size >= MOST_OF_A_PLACE) continue;
      titles.add(command.title);
      found.push({ range, command });
    }
    const dockerfiles = new Map(alike.map(({ context }) => [context.document.uri, context]));
    const [context] = dockerfiles.values();
    const isComputed = alike.some(build => build.isComputed);
    const command = context && dockerfiles.size === 1 ? stagesCommand(context, isComputed, commands) : null;
    if (command) found.push({ range, command });
  }
  return found;
}

function byPlace(builds: readonly LensedUse[]): [Range, LensedUse[]][] {
  const found = new Map<string, LensedUse[]>();
  for (const build of builds) {
    const key = JSON.stringify(build.range.start);
    const alike = found.get(key);
    if (alike) alike.push(build);
    else found.set(key, [build]);
  }
  return [...found.values()]
    .flatMap((alike): [Range, LensedUse[]][] => (alike[0] ? [[alike[0].range, alike]] : []))
    .sort(([a], [b]) => a.start.line - b.start.line || a.start.character - b.start.character);
}

/** Of a target that is no stage, or that nobody knows, there is nothing to build. */
function buildCommand(
  { use, context: { analysis, settings }, build, isBuiltByOthers }: LensedUse,
  commands: ReadonlySet<string>,
): Command | null {
  if (isBuiltByOthers || !build || !settings.codeLens.build || !commands.has(build.command)) return null;
  const { stages, names } = analysis.model;
  if (use.target?.isOpen || (!use.target && use.isPartial)) return null;
  const target = use.target?.text ?? "";
  const stage = target === "" ? stages.at(-1) : stages[names.get(target.toLowerCase()) ?? -1];
  if (!stage) return null;
  const title = stage.name === "" ? l10n.t("▶ Build") : l10n.t("▶ Build {0}", stage.displayName);
  return { title, ...build };
}

function stagesCommand(
  { document, analysis, settings }: FeatureContext,
  isComputed: boolean,
  commands: ReadonlySet<string>,
): Command | null {
  const { length } = analysis.model.stages;
  if (!settings.codeLens.references || length === 0) return null;
  // Nothing of it can be shown in place, and there is nothing to open.
  if (isComputed)
    return {
      title:
        length === 1 ? l10n.t("1 stage in a computed text") : l10n.t("{0} stages in a computed text", length),
      command: "",
    };
  const title = length === 1 ? l10n.t("1 stage") : l10n.t("{0} stages", length);
  if (!commands.has(SHOW_DOCKERFILE_COMMAND)) return { title, command: "" };
  const argument: ShowDockerfileArguments = { uri: document.uri };
  return { title, command: SHOW_DOCKERFILE_COMMAND, arguments: [argument] };
}
