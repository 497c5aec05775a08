/** The uses of Dockerfiles, told to the client and chosen by it; and the Dockerfiles of the workspace. */
import { stagesOfDockerfile } from "../features/stagesOfDockerfile";
import { usesAnswer } from "../features/usesAnswer";
import { CHOOSE_USE_REQUEST, DOCKERFILES_REQUEST, USES_REQUEST } from "../protocol";
import type {
  ChooseUseParams,
  DockerfileInfo,
  DockerfilesAnswer,
  DockerfilesParams,
  UsesParams,
} from "../protocol";
import { turn } from "../workspace/turn";
import type { Serve } from "./service";

/** Dockerfiles that are read before other requests have their turn. */
const READ_AT_ONCE = 20;

export const serveUses: Serve = ({ connection, uses, usesInForce, dockerfiles, choicesChanged }) => {
  const answer = (uri: string) => usesAnswer(uri, { ...uses, ...usesInForce });

  async function infosWithStages(
    found: readonly (DockerfileInfo & { place: string })[],
  ): Promise<DockerfileInfo[]> {
    const infos: DockerfileInfo[] = [];
    for (const { uri, path, place } of found) {
      const context = await dockerfiles.at(place).catch(() => null);
      infos.push({ uri, path, stages: context ? stagesOfDockerfile(context) : [] });
      if (infos.length % READ_AT_ONCE === 0) await turn();
    }
    return infos;
  }

  connection.onRequest(USES_REQUEST, ({ textDocument: { uri } }: UsesParams) => answer(uri));
  connection.onRequest(
    DOCKERFILES_REQUEST,
    async (params: DockerfilesParams | undefined): Promise<DockerfilesAnswer> => {
      // Whoever asks before a Dockerfile is open begins the search.
      uses.wanted();
      await uses.settled();
      const found = uses
        .dockerfiles()
        .flatMap(place => {
          const uri = uses.uriOf(place);
          return uri === null ? [] : { uri, path: uses.shownPath(place), place };
        })
        .toSorted((a, b) => (a.path < b.path ? -1 : 1));
      return {
        dockerfiles:
          params?.stages === true
            ? await infosWithStages(found)
            : found.map(({ uri, path }) => ({ uri, path })),
      };
    },
  );
  connection.onRequest(CHOOSE_USE_REQUEST, ({ textDocument: { uri }, id, context }: ChooseUseParams) => {
    // What a client sends may be anything.
    usesInForce.choose(uri, typeof id === "string" ? id : null, typeof context === "string" ? context : null);
    choicesChanged(uri);
    return answer(uri);
  });
};
