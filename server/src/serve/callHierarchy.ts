import type {
  CallHierarchyItem,
  CallHierarchyPrepareParams,
  CancellationToken,
} from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import type { Use } from "../around/use";
import { incomingCalls, outgoingCalls, prepareCallHierarchy, stageOfItem } from "../features/callHierarchy";
import {
  incomingElsewhere,
  incomingOfUse,
  outgoingElsewhere,
  outgoingOfUse,
  useOfItem,
} from "../features/callHierarchyElsewhere";
import type { FeatureContext } from "../features/context";
import type { LinkedDockerfiles } from "../features/linkedStages";
import type { Serve, Service } from "./service";

export const serveCallHierarchy: Serve = service => {
  const { connection, requests, aroundFiles } = service;
  const { callHierarchy } = connection.languages;
  const prepare = requests.handle(null, (context, { position }: CallHierarchyPrepareParams) =>
    prepareCallHierarchy(context, position),
  );
  callHierarchy.onPrepare((params, token) =>
    aroundFiles.takes(params.textDocument.uri) ? aroundFiles.callHierarchy(params) : prepare(params, token),
  );
  const incoming = answerItems(
    service,
    (context, item, linked) => {
      const stage = stageOfItem(context.analysis, item);
      return stage && [...(incomingCalls(context, item) ?? []), ...incomingElsewhere(context, stage, linked)];
    },
    incomingOfUse,
  );
  const outgoing = answerItems(
    service,
    (context, item, linked) => {
      const stage = stageOfItem(context.analysis, item);
      return stage && [...(outgoingCalls(context, item) ?? []), ...outgoingElsewhere(context, stage, linked)];
    },
    outgoingOfUse,
  );
  callHierarchy.onIncomingCalls(({ item }, token) => incoming(item, token));
  callHierarchy.onOutgoingCalls(({ item }, token) => outgoing(item, token));
};

/** Answers about an item: a build, or a stage, whose Dockerfile need not be open. */
function answerItems<Calls>(
  { handleLinked, documents, dockerfiles, uses, linkedWith }: Service,
  ofStage: (context: FeatureContext, item: CallHierarchyItem, linked: LinkedDockerfiles) => Calls | null,
  ofUse: (use: Use, linked: LinkedDockerfiles) => Calls,
): (item: CallHierarchyItem, token: CancellationToken) => Promise<Calls | null> {
  const ofOpen = handleLinked<ItemParams, Calls | null>(null, (context, { item }, linked) =>
    ofStage(context, item, linked),
  );
  return async (item, token) => {
    const use = useOfItem(item, uses);
    if (use) {
      const { path } = use.dockerfile;
      const linked = await linkedWith(path === null ? item.uri : uses.addressOf(path));
      const own = await dockerfiles.of(use);
      return ofUse(use, {
        ...linked,
        dockerfileOf: each => (each === use ? own : linked.dockerfileOf(each)),
      });
    }
    const { uri } = item;
    if (documents.version(uri) !== null) return ofOpen({ textDocument: { uri }, item }, token);
    const context = await dockerfiles.at(pathOfUri(uri));
    return context && ofStage(context, item, await linkedWith(uri));
  };
}

/** What is asked of an item is asked of its document. */
interface ItemParams {
  readonly textDocument: { uri: string };
  readonly item: CallHierarchyItem;
}
