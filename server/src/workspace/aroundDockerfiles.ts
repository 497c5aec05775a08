/** The Dockerfiles that files around them build: open or not, or written inside of such a file; each is read once a text. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Use } from "../around/use";
import type { FeatureContext } from "../features/context";
import { createMemory } from "../rules/run/memory";
import { analyzeText } from "../stages/analysis/analyze";
import type { Settings } from "./settings";

/**
 * Dockerfiles as features read them, without what one build of them gives: of a use it is not said which one is in force. Null for one
 * that is not there, or whose path nobody knows.
 */
export interface AroundDockerfiles {
  readonly at: (path: string) => Promise<FeatureContext | null>;
  readonly of: (use: Use) => Promise<FeatureContext | null>;
}

/** The text of a Dockerfile, as it is typed or on disk, with its address; null where there is none. */
export type ReadDockerfile = (
  path: string,
) => Promise<{ readonly uri: string; readonly text: string } | null>;

/** More Dockerfiles than these are not kept analyzed. */
const MOST_KEPT = 200;

export function createAroundDockerfiles(
  readDockerfile: ReadDockerfile,
  settingsOf: (uri: string) => Promise<Settings>,
  rulePages: string | null,
): AroundDockerfiles {
  const kept = new Map<string, FeatureContext>();

  async function contextOf(uri: string, text: string): Promise<FeatureContext> {
    const settings = await settingsOf(uri);
    const known = kept.get(uri);
    if (known?.document.getText() === text && known.settings === settings) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const analysis = known?.document.getText() === text ? known.analysis : analyzeText(text);
    const document = TextDocument.create(uri, "dockerfile", 0, text);
    const context = { document, analysis, settings, rulePages, memory: createMemory() };
    kept.set(uri, context);
    return context;
  }

  async function at(path: string): Promise<FeatureContext | null> {
    const read = await readDockerfile(path);
    return read && contextOf(read.uri, read.text);
  }

  return {
    at,
    of: ({ dockerfile: { path, isInline, isOpen, text }, place }) => {
      if (isInline) return isOpen ? Promise.resolve(null) : contextOf(`inline:${place.file}#${text}`, text);
      return path === null ? Promise.resolve(null) : at(path);
    },
  };
}
