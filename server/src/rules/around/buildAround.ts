/** What a rule about the files around a Dockerfile judges: a build that such a file describes, with what it builds. */
import type { Place, Use } from "../../around/use";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Rule } from "../rule";

/** A build that a file describes. */
export interface BuildAround {
  readonly use: Use;
  /** The Dockerfile of the build, as it is typed or on disk; null where it is not known. */
  readonly analysis: Analysis | null;
  /** What is certain not to be there: the Dockerfile, in a folder that has something else, or that folder, too. Null for neither. */
  readonly missing: "file" | "folder" | null;
  /** The Dockerfiles of the workspace, as paths. */
  readonly dockerfiles: readonly string[];
  /** Whether a text stands at a place as it is: then another one can be written there. */
  readonly isWritten: (place: Place, text: string) => boolean;
  /** The same for the name of something, as of an argument, in exactly this case. */
  readonly isNameWritten: (place: Place, name: string) => boolean;
}

/** A text in place of another one. */
export interface AroundFix {
  /** What it does, as an imperative. */
  readonly title: string;
  readonly place: Place;
  readonly text: string;
  /** It is the nearest that there is, and need not be meant. */
  readonly isGuess?: true;
}

/** What is wrong, in the words of people. */
export interface Problem {
  /** Without the full stop. */
  readonly message: string;
  /** What to do: a sentence. */
  readonly advice: string;
  readonly fixes: readonly AroundFix[];
  /** What is at fault is not needed: editors fade it. */
  readonly isUnnecessary?: true;
}

/** What a rule says of one text of one build. */
export interface Claim {
  readonly place: Place;
  readonly text: string;
  /** Null where nothing is wrong for this build, or nobody knows: then nothing is reported at the place for any other build. */
  readonly problem: Problem | null;
}

/** A rule about the files around a Dockerfile. A text that several builds share is reported only if it is wrong for all of them. */
export interface AroundRule {
  readonly rule: Rule;
  readonly judge: (build: BuildAround) => readonly Claim[];
}

/** Whether a build takes over something that is not known, or reads its Dockerfile with another frontend, or out of a template. */
export function isUncertain({ use, analysis }: BuildAround): boolean {
  if (use.isPartial || use.args.has("BUILDKIT_SYNTAX") || !analysis) return true;
  const { model, frontend, template } = analysis;
  return frontend.isForeign || template !== null || model.stages.length === 0;
}
