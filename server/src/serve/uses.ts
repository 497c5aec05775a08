/** The uses of Dockerfiles, told to the client and chosen by it. */
import { usesAnswer } from "../features/usesAnswer";
import { CHOOSE_USE_REQUEST, DOCKERFILES_REQUEST, USES_REQUEST } from "../protocol";
import type { ChooseUseParams, DockerfilesAnswer, UsesParams } from "../protocol";
import type { Serve } from "./service";

export const serveUses: Serve = ({ connection, uses, usesInForce, choicesChanged }) => {
  const answer = (uri: string) => usesAnswer(uri, { ...uses, ...usesInForce });
  connection.onRequest(USES_REQUEST, ({ textDocument: { uri } }: UsesParams) => answer(uri));
  connection.onRequest(DOCKERFILES_REQUEST, async (): Promise<DockerfilesAnswer> => {
    // Whoever asks before a Dockerfile is open begins the search.
    uses.wanted();
    await uses.settled();
    const dockerfiles = uses.dockerfiles().flatMap(path => {
      const uri = uses.uriOf(path);
      return uri === null ? [] : { uri, path: uses.shownPath(path) };
    });
    return { dockerfiles: dockerfiles.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  });
  connection.onRequest(CHOOSE_USE_REQUEST, ({ textDocument: { uri }, id, context }: ChooseUseParams) => {
    // What a client sends may be anything.
    usesInForce.choose(uri, typeof id === "string" ? id : null, typeof context === "string" ? context : null);
    choicesChanged(uri);
    return answer(uri);
  });
};
