/** A Dockerfile as the features are given it, for unit tests. */
import { createDocuments } from "../../server/src/workspace/documents";
import type { FeatureContext } from "../../server/src/features/context";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { MACHINE } from "./machine";

/** The address of every document of these tests. */
export const URI = "file:///work/Dockerfile";

/** The context of a document with this text. */
export function contextOf(
  text: string,
  settings: Settings = DEFAULT_SETTINGS,
  rulePages: string | null = null,
): FeatureContext {
  const documents = createDocuments(() => rulePages, MACHINE);
  documents.open(URI, "dockerfile", 1, text);
  const context = documents.read(URI, settings);
  if (!context) throw new Error("The document is not open.");
  return context;
}
