/** What the uses of a Dockerfile are to its stage model: the same object as long as nothing of them changes that counts there. */
import * as l10n from "@vscode/l10n";
import { baseName, pathOfUri } from "../around/paths";
import { sharedContexts } from "../around/sharedContexts";
import { hasOpenTarget } from "../around/use";
import type { UseName } from "../around/useNames";
import type { ContextValue, Use, UseKind, Value } from "../around/use";
import type { FeatureContext } from "../features/context";
import { oneLine } from "../features/display";
import type { BuildTool, BuildsAround, DescribedBuild, DescribedContext } from "../stages/model/buildsAround";
import type { Uses } from "./uses";
import type { UsesInForce, UsesOfDockerfile } from "./usesInForce";

/** What a file calls a build may be anything. */
const LONGEST_NAME = 80;

/** Where paths are. */
export interface Addresses {
  readonly addressOf: (path: string) => string;
  /** A path from its folder of the workspace. */
  readonly shownPath: (path: string) => string;
}

/** Answers the builds of a Dockerfile by its address; undefined where there are none. */
export type BuildsAroundOf = (uri: string) => BuildsAround | undefined;

/** The builds for one server. */
export function createBuildsAround(
  { of }: Pick<UsesInForce, "of">,
  source: Addresses & Pick<Uses, "unplaced" | "allUses">,
): BuildsAroundOf {
  const made = new WeakMap<UsesOfDockerfile, BuildsAround>();
  const last = new Map<string, { readonly key: string; readonly builds: BuildsAround }>();
  return uri => {
    const uses = of(uri);
    if (uses.uses.length === 0) return undefined;
    // Asked with each key stroke; the uses are others only where files have changed.
    const known = made.get(uses);
    if (known) return known;
    const builds = buildsAround(uses, source);
    const key = keyOf(builds);
    const path = pathOfUri(uri);
    const before = last.get(path);
    const kept = before?.key === key ? before.builds : builds;
    last.set(path, { key, builds: kept });
    made.set(uses, kept);
    return kept;
  };
}

/**
 * A Dockerfile as one of its builds reads it, whichever is in force; as it is where that build is none of those that can be meant.
 * The settings add to what the build gives, as they do for the one in force.
 */
export function underUse(
  context: FeatureContext,
  use: Use,
  source: Pick<UsesInForce, "of"> & Addresses & Pick<Uses, "unplaced" | "allUses">,
): FeatureContext {
  const { analysis, document, settings } = context;
  const builds = buildsUnder(use, document.uri, source);
  const { inForce } = builds;
  if (!inForce) return context;
  const under = analysis.under({
    ...analysis.model.options,
    buildArgs: new Map([...Object.entries(settings.buildArgs), ...inForce.args]),
    contexts: [...new Set([...Object.keys(settings.build.contexts), ...inForce.contexts.keys()])],
    around: builds,
  });
  return { ...context, analysis: under };
}

/** What files around a Dockerfile build of it, as if one of its builds were in force. */
export function buildsUnder(
  use: Use,
  uri: string,
  { of, ...source }: Pick<UsesInForce, "of"> & Addresses & Pick<Uses, "unplaced" | "allUses">,
): BuildsAround {
  return buildsAround({ ...of(uri), inForce: use }, source);
}

function keyOf(builds: BuildsAround): string {
  return JSON.stringify(builds, (_key, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value,
  );
}

function buildsAround(
  { uses, names, inForce, meant }: UsesOfDockerfile,
  { addressOf, shownPath, unplaced: unplacedUses, allUses }: Addresses & Pick<Uses, "unplaced" | "allUses">,
): BuildsAround {
  const unplaced = unplacedUses();
  const builds = uses.map(use => described(use, names.get(use), { addressOf, shownPath }));
  const named = uses.flatMap(({ target, noCacheFilters }) => [target, ...noCacheFilters]);
  return {
    builds,
    names: new Set(
      named.flatMap(value => (value && !value.isOpen && value.text !== "" ? [value.text.toLowerCase()] : [])),
    ),
    isOpen: uses.some(hasOpenTarget),
    unplaced: unplaced.some(hasOpenTarget)
      ? null
      : [...new Set(unplaced.flatMap(({ target }) => (target && target.text !== "" ? [target.text] : [])))],
    inForce: (inForce && builds[uses.indexOf(inForce)]) ?? null,
    meant: inForce || meant.length === 0 ? [] : builds,
    shared: inForce ? [] : [...sharedContexts(meant, allUses()).keys()],
  };
}

function described(
  use: Use,
  called: UseName | undefined,
  { shownPath, ...addresses }: Addresses,
): DescribedBuild {
  const { kind, name, place, target, args, context, project } = use;
  const contextOf = (value: ContextValue): DescribedContext => ({
    text: value.text,
    folder: value.folder === null ? null : addresses.addressOf(value.folder),
    isBuild: value.build !== null,
  });
  return {
    id: called?.id ?? "",
    label: oneLine(called?.label ?? "", LONGEST_NAME),
    group: groupOf(kind),
    title: oneLine(name !== "" && project ? name : baseName(place.file), LONGEST_NAME),
    target: target && !target.isOpen && target.text !== "" ? target.text : null,
    isOpen: hasOpenTarget(use),
    args: new Map(
      [...args].flatMap(([key, { value }]) => (value && !value.isOpen ? [[key, value.text] as const] : [])),
    ),
    argNames: new Set(args.keys()),
    environmentArgs: [...args].flatMap(([key, { value }]) => (value === null ? [key] : [])),
    contexts: new Map([...use.contexts].flatMap(([key, { value }]) => [[key, contextOf(value)] as const])),
    platforms: known(use.platforms),
    context: context && !context.isOpen ? contextOf(context) : null,
    isContextCertain: isContextCertain(use, shownPath),
    secrets: kind === "compose" ? [] : known(use.secrets),
    ssh: known(use.ssh),
    isPartial: use.isPartial,
    tool: toolOf(use, addresses),
  };
}

/** A list in which one is open, may be any. */
function known(values: readonly Value[]): readonly string[] {
  return values.some(({ isOpen }) => isOpen) ? [] : values.map(({ text }) => text);
}

/** Bake may be started in any folder, and paths count from there. */
function isContextCertain({ kind, place }: Use, shownPath: Uses["shownPath"]): boolean {
  if (kind === "bake") return !shownPath(place.file).includes("/");
  return kind === "compose" || kind === "devcontainer";
}

function toolOf({ name, project }: Use, { addressOf }: Pick<Addresses, "addressOf">): BuildTool | null {
  if (!project || name === "") return null;
  const { tool, files, folder } = project;
  return { command: tool, name, files: files.map(addressOf), folder: addressOf(folder) };
}

/** What people call the files of a kind. */
function groupOf(kind: UseKind): string {
  switch (kind) {
    case "compose":
    case "bake":
      return kind;
    case "devcontainer":
      return l10n.t("dev container");
    case "workflow":
    case "ci":
      return "CI";
    case "shell":
    case "makefile":
      return l10n.t("scripts");
    case "task":
      return l10n.t("tasks");
    case "skaffold":
      return "Skaffold";
    case "tilt":
      return "Tilt";
    case "platform":
      return l10n.t("platforms");
  }
}
