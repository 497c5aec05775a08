/** What builds a stage of a Dockerfile inside of a file: Compose or bake, as its service or target, or up to another stage. */
import { BUILD_INLINE_COMMAND } from "../../protocol";
import type { BuildInlineArguments, InlineBuild } from "../../protocol";
import { targetOf } from "../../stages/model/buildsAround";
import type { DescribedBuild } from "../../stages/model/buildsAround";
import type { Stage } from "../../stages/model/model";
import type { FeatureContext } from "../context";

/** A name that both take as that of a stage, whatever stands around it. */
const NAME = /^\w[\w.-]*$/;

/**
 * The command that builds a stage: what its service or target ends with, as that says, else up to the stage. Null where neither can be
 * asked for it, and where Docker DX has a lens that does the same.
 */
export function inlineBuild(
  { analysis: { model }, document, settings, inside }: FeatureContext,
  stage: Stage,
): { readonly command: string; readonly arguments: [BuildInlineArguments] } | null {
  const builds = (model.options.around?.builds ?? []).flatMap(build => {
    const told = toldOf(build);
    return told ? [{ told, isOwn: targetOf(model, build) === stage }] : [];
  });
  const own = builds.filter(({ isOwn }) => isOwn);
  const isNamed = NAME.test(stage.name) && model.names.get(stage.name) === stage.index;
  if (own.length === 0 && !isNamed) return null;
  if (own.length > 0 && settings.isBesideDockerDx && inside?.isDockerDxFile === true) return null;
  const meant = own.length > 0 ? own : builds;
  if (meant.length === 0) return null;
  const argument: BuildInlineArguments = {
    uri: document.uri,
    stage: own.length > 0 ? null : stage.displayName,
    builds: meant.map(({ told }) => told),
  };
  return { command: BUILD_INLINE_COMMAND, arguments: [argument] };
}

function toldOf({ label, tool, platforms }: DescribedBuild): InlineBuild | null {
  if (!tool) return null;
  const { command, name, files, folder } = tool;
  return { label, tool: command, name, files: [...files], folder, isMultiPlatform: platforms.length > 1 };
}
