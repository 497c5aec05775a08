/** The request for the Dockerfiles of the workspace. */
import type { ModelRange } from "./model";

/**
 * `dockerfileStages/dockerfiles`: all Dockerfiles of the workspace, opened or not, once its files have been searched. It takes
 * {@link DockerfilesParams}. Answers {@link DockerfilesAnswer}.
 */
export const DOCKERFILES_REQUEST = "dockerfileStages/dockerfiles";

export interface DockerfilesParams {
  /** Whether their stages are wanted, for which each of them is read. */
  stages?: boolean;
}

export interface DockerfilesAnswer {
  /** In the order of their paths. */
  dockerfiles: DockerfileInfo[];
}

export interface DockerfileInfo {
  uri: string;
  /** From the folder of the workspace, as people know it. */
  path: string;
  /** In the order of the file, where they were asked for; empty where the file cannot be read. */
  stages?: DockerfileStage[];
}

/** What is told of a stage without opening its Dockerfile. */
export interface DockerfileStage {
  /** Lower-cased, as the builder knows it; `""` for an unnamed stage. */
  name: string;
  /** The name as written, or `stage-<index>`. */
  displayName: string;
  /** As written in its `FROM`. */
  base: string;
  /** The `FROM` keyword. */
  keywordRange: ModelRange;
}
