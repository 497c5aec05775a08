/** The answer to `dockerfileStages/uses`: the uses of a Dockerfile, and those of others that they need, in addresses and positions. */
import type { Location } from "vscode-languageserver-protocol";
import { otherBuild } from "../around/otherBuild";
import type { UseName } from "../around/useNames";
import type { ContextValue, Named, Place, Use, Value } from "../around/use";
import type { UseContextInfo, UseInfo, UseTool, UseValue, UsesAnswer } from "../protocol";

/** The uses of the workspace, as the answer needs them. */
export interface UsesToTell {
  /** The uses of a Dockerfile by its address, with their names. */
  readonly of: (uri: string) => {
    readonly uses: readonly Use[];
    readonly names: ReadonlyMap<Use, UseName>;
    readonly chosen: string | null;
    readonly inForce: Use | null;
  };
  /** The names of any use, also of one whose Dockerfile is written in its file. */
  readonly nameOf: (use: Use) => UseName;
  readonly allUses: () => readonly Use[];
  readonly locate: (place: Place) => Location | null;
  /** The address of a path, also of one outside of the workspace. */
  readonly addressOf: (path: string) => string;
  readonly isKnown: () => boolean;
}

/** What {@link UsesAnswer} says of a Dockerfile. */
export function usesAnswer(uri: string, told: UsesToTell): UsesAnswer {
  const { uses, chosen, inForce } = told.of(uri);
  const needed = neededBy(uses, told);
  return {
    uses: uses.map(use => useInfo(use, told)),
    needed: needed.map(use => useInfo(use, told)),
    chosen,
    inForce: inForce && told.nameOf(inForce).id,
    isKnown: told.isKnown(),
  };
}

/** The uses that some need for their named contexts, directly or through others, without those themselves. */
function neededBy(uses: readonly Use[], { allUses }: UsesToTell): Use[] {
  const found = new Set(uses);
  // What is added is gone through, too.
  for (const use of found)
    for (const { value } of use.contexts.values()) {
      const other = value.build === null ? null : otherBuild(use, value.build, allUses());
      if (other) found.add(other);
    }
  return [...found].slice(uses.length);
}

function useInfo(use: Use, told: UsesToTell): UseInfo {
  const { kind, name, place, dockerfile, context, target, isPartial } = use;
  const { id, label } = told.nameOf(use);
  const location = told.locate(place);
  const start = { line: 0, character: 0 };
  return {
    id,
    kind,
    name,
    label,
    uri: location?.uri ?? told.addressOf(place.file),
    range: location?.range ?? { start, end: start },
    dockerfile: {
      uri: dockerfile.path === null ? null : told.addressOf(dockerfile.path),
      text: dockerfile.text,
      isInline: dockerfile.isInline,
    },
    context: context && contextInfo(context, use, told),
    target: target && valueInfo(target),
    args: infos(use.args, value => value && valueInfo(value)),
    contexts: infos(use.contexts, value => contextInfo(value, use, told)),
    platforms: use.platforms.map(valueInfo),
    secrets: use.secrets.map(valueInfo),
    ssh: use.ssh.map(valueInfo),
    tags: use.tags.map(valueInfo),
    noCacheFilters: use.noCacheFilters.map(valueInfo),
    isPartial,
    canBuildWith: toolOf(use, told),
  };
}

function valueInfo({ text, isOpen }: Value): UseValue {
  return { text, isOpen };
}

function contextInfo(context: ContextValue, use: Use, told: UsesToTell): UseContextInfo {
  const { folder, build } = context;
  const other = build === null ? null : otherBuild(use, build, told.allUses());
  return {
    ...valueInfo(context),
    folder: folder === null ? null : told.addressOf(folder),
    build: other && told.nameOf(other).id,
  };
}

function infos<Content, Info>(
  named: ReadonlyMap<string, Named<Content>>,
  infoOf: (content: Content) => Info,
): Record<string, Info> {
  return Object.fromEntries([...named].map(([name, { value }]) => [name, infoOf(value)]));
}

function toolOf({ name, project }: Use, { addressOf }: UsesToTell): UseTool | null {
  if (!project || name === "") return null;
  const { tool, files, folder, groups } = project;
  return { tool, name, groups: [...groups], files: files.map(addressOf), folder: addressOf(folder) };
}
