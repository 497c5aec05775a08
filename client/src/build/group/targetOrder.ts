/** What is known of a target of Compose or bake as a build: of one whose Dockerfile stands in a file of the build, where it stands there. */
import * as vscode from "vscode";
import type { Engine } from "../../engine/engine";
import type { BuildRequest } from "../../engine/engineCommand";
import type { ToolBuild, ToolTarget } from "../../engine/toolBuild";
import type { InlineDockerfile, LanguageServer } from "../../server/languageServer";
import type { BuildOrder } from "../builds";

/** The Dockerfiles of targets that stand in the files of the build; of those whose text is made of others nothing can be shown. */
export async function insideOf(
  server: Pick<LanguageServer, "inlineDockerfile">,
  { tool, files }: ToolBuild,
  targets: readonly ToolTarget[],
): Promise<Map<ToolTarget, InlineDockerfile>> {
  const addresses = files.map(file => vscode.Uri.file(file));
  const found = await Promise.all(
    targets.map(async (target): Promise<[ToolTarget, InlineDockerfile][]> => {
      const { name, inlineText: text } = target;
      if (text === undefined) return [];
      const inline = await server
        .inlineDockerfile({ tool, name, files: addresses, text })
        .catch(() => undefined);
      return inline ? [[target, inline]] : [];
    }),
  );
  return new Map(found.flat());
}

/** The build of some targets of a Dockerfile that stands in a file of the build. */
export function insideOrder(
  engine: Engine,
  own: readonly ToolTarget[],
  targets: readonly ToolTarget[],
  { uri, snapshot }: InlineDockerfile,
): BuildOrder | undefined {
  const [first] = own;
  return (
    first && {
      ...{ uri, snapshot, stage: first.stage, useBuilt: { id: first.name, label: first.name } },
      // Nothing is built of the file that it stands in: whoever builds the text by itself writes it into another one.
      request: requestOf(engine, uri.fsPath, own, first, targets),
    }
  );
}

/** What one build of the targets would be asked for: `first` is the one whose stage, arguments and context it has. */
export function requestOf(
  engine: Engine,
  dockerfile: string,
  own: readonly ToolTarget[],
  first: ToolTarget,
  targets: readonly ToolTarget[],
): BuildRequest {
  const [image = "", ...moreTags] = own.flatMap(({ tags }) => tags);
  return {
    ...{ engine, dockerfile, image, moreTags, buildContexts: contextsOf(first, targets) },
    ...{ context: first.context, target: first.stage, buildArgs: first.args },
  };
}

/** The named contexts for a build by itself, as that of a shell before a failure: what others of the build make is their image. */
function contextsOf({ contexts }: ToolTarget, targets: readonly ToolTarget[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(contexts).flatMap(([name, place]) => {
      const [, other] = /^(?:target|service):(.+)$/.exec(place) ?? [];
      if (other === undefined) return [[name, place]];
      const [tag] = targets.find(target => target.name === other)?.tags ?? [];
      return tag === undefined ? [] : [[name, `docker-image://${tag}`]];
    }),
  );
}
