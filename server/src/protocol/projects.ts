/** Projects: which programs a folder holds, and the Dockerfile for one of them. Nothing of a project is run, and nothing is written. */

/** `dockerfileStages/projects`: the programs that a folder holds. Answers {@link ProjectsAnswer}. */
export const PROJECTS_REQUEST = "dockerfileStages/projects";

/**
 * `dockerfileStages/newDockerfile`: the texts of a Dockerfile and its ignore file for one of those programs. Answers
 * {@link NewDockerfileAnswer}. The folder is read anew: what has changed since counts.
 */
export const NEW_DOCKERFILE_REQUEST = "dockerfileStages/newDockerfile";

export interface ProjectsParams {
  /** The address of the folder. */
  folder: string;
}

export interface ProjectsAnswer {
  /** The nearest first; null where the folder cannot be read. */
  projects: ProjectInfo[] | null;
}

/** A program that was found. */
export interface ProjectInfo {
  /** Names it in {@link NewDockerfileParams}, as long as its files are there. */
  id: string;
  /** From the folder of the request, with `/`; `""` for that folder itself. */
  folder: string;
  /** A few words: the language, the tool, the framework. */
  what: string;
  /** The file that told it, from `folder`. */
  manifest: string;
  /** Why no Dockerfile is written for it, in a sentence; null where one is. */
  refused: string | null;
  /** The ways to write its Dockerfile, the likely one first; none where it is refused. */
  proposals: ProposalInfo[];
  /** Sentences about what could not be read, or what the project has to do itself. */
  notes: string[];
}

export interface ProposalInfo {
  /** What kind of image it makes: a few words. */
  label: string;
  /** The name of the snippet that it is made of. */
  snippet: string;
  questions: ProjectQuestion[];
}

/** What a project does not tell. */
export interface ProjectQuestion {
  id: string;
  title: string;
  prompt: string;
  /** Why it is asked: a sentence. */
  why: string;
  /** The likely answer; `""` where none is. */
  value: string;
  /** Where there is nothing but these to choose from, the likely one first. */
  choices?: readonly string[];
  /** What answer is taken. An optional one may be empty. */
  kind: "name" | "path" | "port" | "command";
  optional: boolean;
}

export interface NewDockerfileParams extends ProjectsParams {
  /** The id of a project, and the index of one of its proposals. */
  project: string;
  proposal: number;
  /** By the ids of questions; without one, or where it cannot be taken, the likely answer counts. */
  answers: Readonly<Record<string, string>>;
}

export interface NewDockerfileAnswer {
  /** Null where the project is not there any more. */
  files: { dockerfile: string; ignore: string } | null;
}
