/** Reads the Dockerfiles that have to do with one, so that what is asked of that can be answered at once. */
import type { CancellationToken } from "vscode-languageserver-protocol";
import { otherBuild, takersOf } from "../around/otherBuild";
import { dockerfilePath } from "../around/use";
import type { Use } from "../around/use";
import type { FeatureContext } from "../features/context";
import { NOTHING_LINKED } from "../features/linkedStages";
import type { LinkedDockerfiles } from "../features/linkedStages";
import type { Requests } from "../transport/requests";
import type { AroundDockerfiles } from "../workspace/aroundDockerfiles";
import type { InlineDockerfiles } from "../workspace/inlineDockerfiles";
import type { Uses } from "../workspace/uses";
import type { UsesInForce } from "../workspace/usesInForce";

/** What is read for it. */
export interface LinkedSource {
  readonly uses: Pick<Uses, "usesOf" | "allUses" | "locate" | "shownPath" | "addressOf">;
  readonly usesInForce: Pick<UsesInForce, "of" | "nameOf">;
  readonly dockerfiles: Pick<AroundDockerfiles, "of">;
}

/** Of more builds that have to do with a Dockerfile than these the Dockerfiles are not read. */
const MOST_BUILDS = 200;

/** What is linked with a Dockerfile: the builds whose images its builds take, and those that take an image of it or of these. */
export async function linkedDockerfiles(
  uri: string,
  { uses, usesInForce, dockerfiles }: LinkedSource,
): Promise<LinkedDockerfiles> {
  const own = uses.usesOf(uri);
  const all = uses.allUses();
  const others = own.flatMap(use =>
    [...use.contexts.values()].flatMap(({ value: { build } }) =>
      build === null ? [] : (otherBuild(use, build, all) ?? []),
    ),
  );
  const beside = others.flatMap(({ dockerfile }) => {
    const path = dockerfilePath(dockerfile);
    return path === null ? [] : uses.usesOf(uses.addressOf(path));
  });
  const takers = [...own, ...others, ...beside].flatMap(use => takersOf(use, all).map(taker => taker.use));
  const wanted = [...new Set([...others, ...takers])];
  const known = new Map<Use, FeatureContext | null>();
  for (const use of wanted.slice(0, MOST_BUILDS)) known.set(use, await dockerfiles.of(use));
  return {
    usesOf: uses.usesOf,
    allUses: () => all,
    locate: uses.locate,
    shownPath: uses.shownPath,
    inForce: each => usesInForce.of(each).inForce,
    labelOf: use => usesInForce.nameOf(use).label,
    dockerfileOf: use => known.get(use) ?? null,
  };
}

/** Like `Requests.handle`, for what is said of a document with the Dockerfiles that have to do with it. */
export type HandleLinked = <Params extends { readonly textDocument: { uri: string } }, Answer>(
  empty: Answer,
  run: (context: FeatureContext, params: Params, linked: LinkedDockerfiles) => Answer,
) => (params: Params, token: CancellationToken) => Promise<Answer>;

export function linkedHandlers(
  { handle }: Requests,
  linkedWith: (uri: string) => Promise<LinkedDockerfiles>,
  inline: InlineDockerfiles,
): HandleLinked {
  return (empty, run) => async (params, token) => {
    const { uri } = params.textDocument;
    const inside = (await inline.in(uri)).map(({ context }) => context.document.uri);
    const linked = new Map<string, LinkedDockerfiles>();
    for (const each of [uri, ...inside]) linked.set(each, await linkedWith(each));
    const answer = handle(empty, (context, asked: typeof params) =>
      run(context, asked, linked.get(context.document.uri) ?? NOTHING_LINKED),
    );
    return answer(params, token);
  };
}
