import { COMPLETION_TRIGGERS, completion } from "../features/completion";
import type { Serve } from "./service";

export const serveCompletion: Serve = ({ connection, requests, client }) => {
  const insertReplace = client.textDocument?.completion?.completionItem?.insertReplaceSupport === true;
  connection.onCompletion(
    requests.handle([], (context, { position }) => completion(context, position, insertReplace)),
  );
  return { completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] } };
};
