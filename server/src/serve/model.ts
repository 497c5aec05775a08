import { factsAnswer, NO_FACTS } from "../features/facts";
import { instructionsAnswer } from "../features/instructions";
import { filledSnippet } from "../features/filledSnippet";
import { builtInline } from "../features/inline/builtInline";
import { graphAnswer, NO_GRAPH } from "../features/graph";
import { EMPTY_MODEL, modelAnswer } from "../features/model";
import { EMPTY_SNAPSHOT, snapshotAnswer } from "../features/snapshot";
import { NO_STEP_INPUTS, stepInputsAnswer } from "../features/stepInputs";
import {
  DOCKERFILE_AT_REQUEST,
  FACTS_REQUEST,
  FILL_SNIPPET_REQUEST,
  GRAPH_REQUEST,
  INLINE_DOCKERFILE_REQUEST,
  INSTRUCTIONS_REQUEST,
  MODEL_REQUEST,
  SNAPSHOT_REQUEST,
  STEP_INPUTS_REQUEST,
} from "../protocol";
import type {
  DockerfileAtParams,
  FillSnippetParams,
  GraphParams,
  InlineDockerfileAnswer,
  InlineDockerfileParams,
  ModelParams,
} from "../protocol";
import type { Serve } from "./service";

/** The requests of our own. */
export const serveModel: Serve = ({ connection, requests, handleLinked, inline, onThrow }) => {
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
  connection.onRequest(
    DOCKERFILE_AT_REQUEST,
    requests.handle<DockerfileAtParams, string | null>(
      null,
      ({ inside, document }) => inside?.address ?? document.uri,
    ),
  );
  connection.onRequest(
    INLINE_DOCKERFILE_REQUEST,
    async ({ tool, name, files, text }: InlineDockerfileParams): Promise<InlineDockerfileAnswer> => {
      const found = await inline.built(tool, name, files);
      return found && builtInline(found, text);
    },
  );
  connection.onRequest(
    STEP_INPUTS_REQUEST,
    requests.handle(NO_STEP_INPUTS, (context, params: ModelParams) => stepInputsAnswer(context, params)),
  );
  connection.onRequest(
    FACTS_REQUEST,
    requests.handle(NO_FACTS, (context, params: ModelParams) => factsAnswer(context, params, onThrow)),
  );
  connection.onRequest(
    GRAPH_REQUEST,
    handleLinked(NO_GRAPH, (context, params: GraphParams, linked) => graphAnswer(context, params, linked)),
  );
  connection.onRequest(FILL_SNIPPET_REQUEST, (params: FillSnippetParams) => filledSnippet(params));
};
