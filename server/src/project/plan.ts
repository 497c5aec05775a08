/** What is known of a project, what is asked, and what becomes of both: a snippet of this extension, filled and changed. */
import type { ProjectFolder } from "../ecosystems/folder";
import type { ProjectQuestion } from "../protocol";

/** A change of a snippet's text that a project needs. All of them are made before the tab stops get their values. */
export type Change =
  /** Leaves out the stage of this name, with the comment above it. */
  | { readonly without: string }
  /** Puts one text, or none, in place of another wherever it stands, both as the snippet has them: with tab stops. */
  | { readonly replace: string; readonly by: string };

/** A Dockerfile and its ignore file, as they are to be written: stages, or a snippet that is changed. */
export type Plan = StagesPlan | SnippetPlan;

/** A stage as it is written. */
export interface StageText {
  readonly name: string;
  /** What the stage is, behind its name in the comment above it. */
  readonly what: string;
  /** What stands behind `FROM`: an image or a stage, with a `--platform` before it if it needs one. */
  readonly from: string;
  /** Instructions, each on a line or more. */
  readonly lines: readonly string[];
}

export interface StagesPlan {
  readonly stages: readonly StageText[];
  readonly ignored: readonly string[];
  readonly needed: readonly string[];
}

export interface SnippetPlan {
  /** The name of a snippet of snippets/files.json. */
  readonly snippet: string;
  /** By the numbers of tab stops; where there is none, or null, the snippet's default stays. */
  readonly values: Readonly<Record<number, string | null>>;
  readonly changes: readonly Change[];
  /** What the ignore file leaves out beside what every project leaves out. */
  readonly ignored: readonly string[];
  /** Paths that the build needs, beside those that every `COPY` names: no ignored pattern may leave one out. */
  readonly needed: readonly string[];
}

/** What a project does not tell. */
export type Question = Readonly<ProjectQuestion>;

/** By the ids of questions. */
export type Answers = Readonly<Record<string, string>>;

/** One way to write the Dockerfile of a project. */
export interface Proposal {
  /** What kind of image it makes: a few words. */
  readonly label: string;
  readonly snippet: string;
  readonly questions: readonly Question[];
  /** Total: an answer that is missing or cannot be taken counts as the question's own value. */
  readonly plan: (answers: Answers) => Plan;
}

/** A program that was found in a folder. */
export interface Project {
  /** From the folder of the search, with `/`; `""` for that folder itself. */
  readonly folder: string;
  /** A few words: the language, the tool, the framework. */
  readonly what: string;
  /** The file that told it. */
  readonly manifest: string;
  /** The likely one first. */
  readonly proposals: readonly Proposal[];
  /** Sentences about what could not be read, or what the project has to do itself. */
  readonly notes: readonly string[];
  /** Why no Dockerfile is written, in a sentence: then there are no proposals. Null or missing where one is. */
  readonly refused?: string | null;
}

/** The folder of the search, for a project that needs more than its own: and where in it that is. */
export interface Whole {
  readonly folder: ProjectFolder;
  /** From the folder of the search; `""` for that itself. */
  readonly path: string;
}

/** What the reader of a language answers: a project without its folder. */
export type Found = Omit<Project, "folder">;

/** A text of a project as a part of a snippet: nothing in it is a tab stop. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
