import type { CancellationToken } from "vscode-languageserver-protocol";
import { filledSnippet } from "../features/filledSnippet";
import { NEW_DOCKERFILE_REQUEST, PROJECTS_REQUEST } from "../protocol";
import type { NewDockerfileAnswer, NewDockerfileParams, ProjectsAnswer, ProjectsParams } from "../protocol";
import { loadChunk } from "../transport/loadChunk";
import { readProjectFolder } from "../workspace/projectFolder";
import type { Serve } from "./service";

/** The requests behind the command that writes a Dockerfile for a project. They are loaded when they are first asked. */
export const serveProjects: Serve = ({ connection, host, clientOptions, snippetFiles }) => {
  const answers = () => loadChunk(connection, () => import("../project/projectsAnswer"));
  const read = ({ folder }: ProjectsParams, token: CancellationToken) =>
    readProjectFolder(
      { connection, host, options: clientOptions, isCancelled: () => token.isCancellationRequested },
      folder,
    );
  connection.onRequest(
    PROJECTS_REQUEST,
    async (params: ProjectsParams, token: CancellationToken): Promise<ProjectsAnswer> => {
      const [chunk, folder] = await Promise.all([answers(), read(params, token)]);
      return { projects: chunk && folder && chunk.projectInfos(folder) };
    },
  );
  connection.onRequest(
    NEW_DOCKERFILE_REQUEST,
    async (params: NewDockerfileParams, token: CancellationToken): Promise<NewDockerfileAnswer> => {
      const [chunk, folder, bodies] = await Promise.all([
        answers(),
        read(params, token),
        snippetFiles.bodies(),
      ]);
      return chunk && folder
        ? chunk.newDockerfileAnswer(folder, params, bodies, filledSnippet)
        : { files: null };
    },
  );
};
