import { resolvesLenses } from "../features/capabilities";
import { codeLenses, resolveCodeLens } from "../features/codeLens";
import type { LensSupport } from "../features/codeLens";
import {
  BUILD_COMMAND,
  BUILD_USE_COMMAND,
  LENS_KINDS,
  RUN_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_REFERENCES_COMMAND,
} from "../protocol";
import type { LensData } from "../protocol";
import type { Serve } from "./service";

/** For a lens that the document no longer has: editors take one without a command for an error. */
const GONE = { title: "", command: "" };

const COMMANDS = [
  BUILD_COMMAND,
  BUILD_USE_COMMAND,
  RUN_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_REFERENCES_COMMAND,
];

export const serveCodeLens: Serve = ({ connection, handleLinked, client, clientOptions, aroundFiles }) => {
  const resolves = resolvesLenses(client.textDocument?.codeLens);
  const support: LensSupport = { commands: new Set(clientOptions.commands ?? COMMANDS), resolves };
  const lensesIn = handleLinked([], (context, _, linked) => codeLenses(context, { ...support, linked }));
  connection.onCodeLens(async (params, token) => {
    const lenses = await lensesIn(params, token);
    return aroundFiles.takes(params.textDocument.uri)
      ? [...(await aroundFiles.lenses(params, support)), ...lenses]
      : lenses;
  });
  if (!resolves) return;
  const resolve = handleLinked(
    null,
    (context, { data }: { textDocument: { uri: string }; data: LensData }, linked) =>
      resolveCodeLens(context, { ...support, linked }, data),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const { data } = lens as { data?: unknown };
    if (!isLensData(data)) return lens;
    const command = await resolve({ textDocument: { uri: data.uri }, data }, token);
    return { ...lens, command: command ?? GONE };
  });
};

/** What a client sends back may be anything. */
function isLensData(value: unknown): value is LensData {
  if (typeof value !== "object" || value === null) return false;
  const { uri, stage, kind } = value as Partial<Record<string, unknown>>;
  return typeof uri === "string" && typeof stage === "number" && LENS_KINDS.some(known => known === kind);
}
