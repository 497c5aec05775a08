/** The lenses in the files around a Dockerfile. */
import type { CodeLens, CodeLensParams } from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import type { Use } from "../around/use";
import { isDockerDxBakeFile } from "../features/around/besideDockerDx";
import { aroundLenses } from "../features/around/lenses";
import type { LensedUse, UseBuild } from "../features/around/lenses";
import type { LensSupport } from "../features/codeLens";
import { BUILD_INLINE_COMMAND, BUILD_USE_COMMAND } from "../protocol";
import type { InlineBuild } from "../protocol";
import type { AroundFileSource } from "./aroundFiles";

/** The lenses of a file, as it is typed; none where the settings turn them off. */
export async function lensesAround(
  { uses, usesInForce, dockerfiles, inline, settings }: AroundFileSource,
  { textDocument: { uri } }: CodeLensParams,
  support: LensSupport,
): Promise<CodeLens[]> {
  await uses.settled();
  const { codeLens, isBesideDockerDx } = await settings.of(uri);
  if (!codeLens.enabled) return [];
  const file = pathOfUri(uri);

  /** The id of the build, or of the one that stands for it: of a service that an override file has, too. */
  function idOf(use: Use, dockerfile: string): string | null {
    const { uses: all, names } = usesInForce.of(dockerfile);
    const isSame = ({ kind, name, project }: Use) =>
      name !== "" && kind === use.kind && name === use.name && project?.folder === use.project?.folder;
    const meant = all.includes(use) ? use : all.find(isSame);
    return (meant && names.get(meant)?.id) ?? null;
  }

  function useBuildOf(use: Use, dockerfile: string): UseBuild | null {
    const id = idOf(use, dockerfile);
    return id === null ? null : { command: BUILD_USE_COMMAND, arguments: [{ uri: dockerfile, id }] };
  }

  function inlineBuildOf(use: Use): UseBuild | null {
    const { project, name, platforms } = use;
    if (!project || name === "") return null;
    const { tool, files, folder } = project;
    const build: InlineBuild = {
      ...{ label: usesInForce.nameOf(use).label, tool, name },
      ...{ files: files.map(uses.addressOf), folder: uses.addressOf(folder) },
      isMultiPlatform: platforms.length > 1,
    };
    return { command: BUILD_INLINE_COMMAND, arguments: [{ uri, stage: null, builds: [build] }] };
  }

  const builds = await Promise.all(
    uses.usesIn(uri).map(async (use): Promise<LensedUse | null> => {
      const { isInline } = use.dockerfile;
      // Where the text is written, its stages have lenses.
      const context = isInline && (await inline.of(use)) ? null : await dockerfiles.of(use);
      const range = uses.locate(use.place)?.range;
      if (!context || !range || use.place.file !== file) return null;
      const isBuiltByOthers = isBesideDockerDx && use.kind === "bake" && isDockerDxBakeFile(file);
      const build = isInline ? inlineBuildOf(use) : useBuildOf(use, context.document.uri);
      return { use, range, context, build, isBuiltByOthers, isComputed: isInline };
    }),
  );
  return aroundLenses(
    builds.filter(build => build !== null),
    support,
  );
}
