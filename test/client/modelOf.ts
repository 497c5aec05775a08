/** The server's answer about a text, for tests of what the client makes of it. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { modelAnswer } from "../../server/src/features/model";
import type { ModelAnswer } from "../../server/src/protocol";
import { DEFAULT_SETTINGS } from "../../server/src/settings";
import { readStages } from "../../server/src/stages/model";

/** What `dockerfileStages/model` answers for a document with this text and these named contexts. */
export function modelOf(text: string, contexts: string[] = []): ModelAnswer {
  const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
  const model = readStages(readDockerfile(text), { buildArgs: new Map(), contexts });
  return modelAnswer({ document, model, settings: DEFAULT_SETTINGS }, {});
}
