/** The server's answers about a text, for tests of what the client makes of them. */
import { instructionsAnswer } from "../../server/src/features/instructions";
import { modelAnswer, withModel } from "../../server/src/features/model";
import type { ModelAnswer, ModelInstruction } from "../../server/src/protocol";
import { contextOf } from "../support/feature";

/** What `dockerfileStages/model` answers for a document with this text and these named contexts. */
export function modelOf(text: string, contexts: string[] = []): ModelAnswer {
  return modelAnswer(contextOf(text), { contexts });
}

/** What `dockerfileStages/instructions` answers for a document with this text and these named contexts. */
export function instructionsOf(text: string, contexts: string[] = []): ModelInstruction[] {
  return instructionsAnswer(withModel(contextOf(text), { contexts })).instructions;
}
