import { codeLenses } from "../features/codeLens";
import type { Serve } from "./service";

export const serveCodeLens: Serve = ({ connection, requests }) => {
  connection.onCodeLens(requests.handle([], context => codeLenses(context)));
  return { codeLensProvider: {} };
};
