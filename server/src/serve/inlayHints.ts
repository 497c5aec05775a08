import { inlayHints } from "../features/inlayHints";
import type { Serve } from "./service";

export const serveInlayHints: Serve = ({ connection, requests, client }) => {
  const support = client.textDocument?.inlayHint;
  if (!support) return;
  // There is no word for clients that go to a label's place but that they resolve it.
  const locations = support.resolveSupport?.properties.includes("label.location") === true;
  connection.languages.inlayHint.on(
    requests.handle([], (context, { range }) => inlayHints(context, range, locations)),
  );
};
