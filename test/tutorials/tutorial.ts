/**
 * What a tutorial test is: a folder below files/ as a learner has it, and a folder of the same name below expected/ that
 * says what our product tells the learner, what it offers, and what comes out.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What a person has written about a tutorial: `tutorial.json`. */
export interface Tutorial {
  /** The name of its folders. */
  readonly name: string;
  /** What is wrong with it, a phrase each. */
  readonly faults: readonly string[];
  /** Refactorings that are asked for after the fixes, in this order. */
  readonly refactorings?: readonly Asked[];
  /** Fixes that are chosen in place of the preferred one, by the rule: the beginning of the title. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** Rules whose fixes the learner does not take, each with the reason. */
  readonly declined?: Readonly<Record<string, string>>;
  /** Rules that still speak in the end, each with the reason why a person has to decide. */
  readonly decides?: Readonly<Record<string, string>>;
  /** What only a person can do, after all that is offered: the text is that of `by-hand.Dockerfile`, if there is one. */
  readonly byHand?: {
    readonly why: string;
    /** Other files of the folder that are another text then, by their paths. */
    readonly files?: Readonly<Record<string, string>>;
  };
  /** What the engine may say as well before anything is done: of several faults, it names that which it meets first. */
  readonly alsoSays?: readonly Refusal[];
  /** What the image prints when it runs: as a regular expression. */
  readonly prints?: string;
  /** Options of the build once everything is done: a secret that has to be handed over. */
  readonly options?: readonly string[];
}

/** A refactoring: where somebody stands and what is chosen there. */
export interface Asked {
  /** A text that stands once in the file: the cursor is in front of it. */
  readonly at: string;
  /** Where a selection that begins there ends: behind this text. */
  readonly upTo?: string;
  /** The beginning of a title, or a kind such as `refactor.rewrite`. */
  readonly choose: string;
}

/** What is said of one place. */
export interface Said {
  readonly rule: string;
  /** From 1, as the builder and people count. */
  readonly line: number;
  readonly severity: string;
  readonly message: string;
  /** The titles of the quick fixes, best first; one that cannot be done with the reason. */
  readonly fixes: readonly string[];
}

/** What a real engine says of a text that it does not build. */
export interface Refusal {
  /** From 1; null where the builder names none. */
  readonly line: number | null;
  /** Its message, without what is another in each build or on each machine. */
  readonly says: string;
}

/** What is held against the product and the engine: `expected.json`. */
export interface Expected {
  readonly findings: readonly Said[];
  /** What is left once all that is offered is done. */
  readonly left: readonly Omit<Said, "fixes">[];
  /** The engine before anything is done, and after all that is offered is done; null where it builds. */
  readonly before: Refusal | null;
  readonly after: Refusal | null;
}

/** The texts of a file on its way: each is there only where it differs from the one before. */
export const STEPS = ["fixed", "refactored", "by-hand"] as const;
export type StepName = (typeof STEPS)[number];

/** The files of the tutorials, as learners have them. */
export const FILES = join(__dirname, "files");
const EXPECTED = join(__dirname, "expected");

/** The folder that a learner has. */
export function folderOf({ name }: Tutorial): string {
  return join(FILES, name);
}

/** Where a file of the expectations of a tutorial is. */
export function expectedFile({ name }: Tutorial, file: string): string {
  return join(EXPECTED, name, file);
}

/** The Dockerfile as it was published. */
export function publishedText(tutorial: Tutorial): string {
  return readFileSync(join(folderOf(tutorial), "Dockerfile"), "utf8");
}

/** The expected text after a step; that after the step before where nothing changes. */
export function textAfter(tutorial: Tutorial, step: StepName): string {
  for (let at = STEPS.indexOf(step); at >= 0; at--) {
    const file = expectedFile(tutorial, `${STEPS[at] ?? step}.Dockerfile`);
    if (existsSync(file)) return readFileSync(file, "utf8");
  }
  return publishedText(tutorial);
}

/** What is expected of a tutorial. */
export function readExpected(tutorial: Tutorial): Expected {
  return JSON.parse(readFileSync(expectedFile(tutorial, "expected.json"), "utf8")) as Expected;
}

/** All tutorials, in the order of their names. */
export function tutorials(): Tutorial[] {
  return readdirSync(FILES)
    .sort()
    .map(name => {
      const about = readFileSync(join(EXPECTED, name, "tutorial.json"), "utf8");
      return { ...(JSON.parse(about) as Omit<Tutorial, "name">), name };
    });
}
