import { instructionsAnswer } from "../features/instructions";
import { filledSnippet } from "../features/filledSnippet";
import { EMPTY_MODEL, modelAnswer } from "../features/model";
import { EMPTY_SNAPSHOT, snapshotAnswer } from "../features/snapshot";
import { FILL_SNIPPET_REQUEST, INSTRUCTIONS_REQUEST, MODEL_REQUEST, SNAPSHOT_REQUEST } from "../protocol";
import type { FillSnippetParams, ModelParams } from "../protocol";
import type { Serve } from "./service";

/** The requests of our own. */
export const serveModel: Serve = ({ connection, requests }) => {
  connection.onRequest(
    MODEL_REQUEST,
    requests.handle(EMPTY_MODEL, (context, params: ModelParams) => modelAnswer(context, params)),
  );
  connection.onRequest(
    INSTRUCTIONS_REQUEST,
    requests.handle({ instructions: [] }, context => instructionsAnswer(context)),
  );
  connection.onRequest(
    SNAPSHOT_REQUEST,
    requests.handle(EMPTY_SNAPSHOT, (context, params: ModelParams) => snapshotAnswer(context, params)),
  );
  connection.onRequest(FILL_SNIPPET_REQUEST, (params: FillSnippetParams) => filledSnippet(params));
};
