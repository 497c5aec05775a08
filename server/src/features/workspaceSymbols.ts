/** Stages of all open documents, found by a part of what they are called. */
import type { SymbolInformation } from "vscode-languageserver-protocol";
import { stageSpan } from "../stages/model/stagePlaces";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { STAGE_KIND } from "./documentSymbols";
import { stageTitle } from "./stageTitle";

/** The stages of a document whose title has the letters of the query, in their order and in any case. */
export function stageSymbols(context: FeatureContext, query: string): SymbolInformation[] {
  const { document } = context;
  const { model } = context.analysis;
  const letters = query.toLowerCase().replace(/\s+/g, "");
  return model.stages.flatMap(stage => {
    const name = stageTitle(context.analysis, stage);
    if (!isSubsequence(letters, name.toLowerCase())) return [];
    const location = { uri: document.uri, range: rangeOf(context, stageSpan(stage)) };
    return [{ name, kind: STAGE_KIND, location, containerName: fileName(document.uri) }];
  });
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (let i = 0; i < text.length && at < letters.length; i++) if (text[i] === letters[at]) at++;
  return at === letters.length;
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // A percent sign that escapes nothing is one.
  }
}
