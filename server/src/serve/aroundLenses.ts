/** The lenses in the files around a Dockerfile. */
import type { CodeLens, CodeLensParams } from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import type { Use } from "../around/use";
import { isDockerDxBakeFile } from "../features/around/besideDockerDx";
import { aroundLenses } from "../features/around/lenses";
import type { LensedUse } from "../features/around/lenses";
import type { LensSupport } from "../features/codeLens";
import type { AroundFileSource } from "./aroundFiles";

/** The lenses of a file, as it is typed; none where the settings turn them off. */
export async function lensesAround(
  { uses, usesInForce, dockerfiles, settings }: AroundFileSource,
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

  const builds = await Promise.all(
    uses.usesIn(uri).map(async (use): Promise<LensedUse | null> => {
      const context = use.dockerfile.isInline ? null : await dockerfiles.of(use);
      const range = uses.locate(use.place)?.range;
      if (!context || !range || use.place.file !== file) return null;
      const isBuiltByOthers = isBesideDockerDx && use.kind === "bake" && isDockerDxBakeFile(file);
      return { use, range, context, id: idOf(use, context.document.uri), isBuiltByOthers };
    }),
  );
  return aroundLenses(
    builds.filter(build => build !== null),
    support,
  );
}
