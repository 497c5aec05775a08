import type {
  CallHierarchyItem,
  CallHierarchyPrepareParams,
  CancellationToken,
} from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import { dockerfilePath } from "../around/use";
import type { Use } from "../around/use";
import { incomingCalls, outgoingCalls, prepareCallHierarchy, stageOfItem } from "../features/callHierarchy";
import {
  incomingElsewhere,
  incomingOfUse,
  outgoingElsewhere,
  outgoingOfUse,
  useOfItem,
} from "../features/callHierarchyElsewhere";
import { inHost } from "../features/context";
import type { FeatureContext } from "../features/context";
import { askedOf, fromHost } from "../features/inline/fromHost";
import type { LinkedDockerfiles } from "../features/linkedStages";
import type { Serve, Service } from "./service";

export const serveCallHierarchy: Serve = service => {
  const { connection, requests, aroundFiles } = service;
  const { callHierarchy } = connection.languages;
  const prepare = requests.handle(null, (context, { position }: CallHierarchyPrepareParams) =>
    prepareCallHierarchy(context, position),
  );
  callHierarchy.onPrepare(async (params, token) =>
    (await aroundFiles.takesAt(params)) ? aroundFiles.callHierarchy(params) : prepare(params, token),
  );
  const incoming = answerItems(
    service,
    (context, item, linked) => {
      const stage = stageOfItem(context.analysis, item);
      const own = inHost(context, incomingCalls(context, item) ?? []);
      return stage && [...own, ...incomingElsewhere(context, stage, linked)];
    },
    incomingOfUse,
  );
  const outgoing = answerItems(
    service,
    (context, item, linked) => {
      const stage = stageOfItem(context.analysis, item);
      const own = inHost(context, outgoingCalls(context, item) ?? []);
      return stage && [...own, ...outgoingElsewhere(context, stage, linked)];
    },
    outgoingOfUse,
  );
  callHierarchy.onIncomingCalls(({ item }, token) => incoming(item, token));
  callHierarchy.onOutgoingCalls(({ item }, token) => outgoing(item, token));
};

/** Answers about an item: a build, or a stage, whose Dockerfile need not be open, or stands inside of another file. */
function answerItems<Calls>(
  { handleLinked, documents, dockerfiles, inline, uses, linkedWith }: Service,
  ofStage: (context: FeatureContext, item: CallHierarchyItem, linked: LinkedDockerfiles) => Calls | null,
  ofUse: (use: Use, linked: LinkedDockerfiles) => Calls,
): (item: CallHierarchyItem, token: CancellationToken) => Promise<Calls | null> {
  const ofOpen = handleLinked<ItemParams, Calls | null>(null, (context, { item }, linked) =>
    ofStage(context, item, linked),
  );
  return async (item, token) => {
    const use = useOfItem(item, uses);
    if (use) {
      const path = dockerfilePath(use.dockerfile);
      const linked = await linkedWith(path === null ? item.uri : uses.addressOf(path));
      const inside = await inline.of(use);
      const own = use.dockerfile.isInline ? (inside?.context ?? null) : await dockerfiles.of(use);
      return ofUse(use, {
        ...linked,
        dockerfileOf: each => (each === use ? own : linked.dockerfileOf(each)),
      });
    }
    const { uri } = item;
    if (documents.version(uri) !== null) return ofOpen({ textDocument: { uri }, item }, token);
    const [inside] = askedOf(await inline.in(uri), { item });
    if (inside) {
      const { context } = inside;
      return ofStage(context, fromHost(inside, item), await linkedWith(context.document.uri));
    }
    const context = await dockerfiles.at(pathOfUri(uri));
    return context && ofStage(context, item, await linkedWith(uri));
  };
}

/** What is asked of an item is asked of its document. */
interface ItemParams {
  readonly textDocument: { uri: string };
  readonly item: CallHierarchyItem;
}
