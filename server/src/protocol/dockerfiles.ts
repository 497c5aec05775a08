/** The request for the Dockerfiles of the workspace. */

/**
 * `dockerfileStages/dockerfiles`: all Dockerfiles of the workspace, opened or not, once its files have been searched. It has no
 * parameters. Answers {@link DockerfilesAnswer}.
 */
export const DOCKERFILES_REQUEST = "dockerfileStages/dockerfiles";

export interface DockerfilesAnswer {
  /** In the order of their paths. */
  dockerfiles: DockerfileInfo[];
}

export interface DockerfileInfo {
  uri: string;
  /** From the folder of the workspace, as people know it. */
  path: string;
}
