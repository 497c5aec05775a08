import { resolvesLenses } from "../features/capabilities";
import { codeLenses, resolveCodeLens } from "../features/codeLens";
import type { LensSupport } from "../features/codeLens";
import { conversionOf, isConvertible } from "../features/conversion";
import {
  BUILD_COMMAND,
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  CONVERT_COMMAND,
  LENS_KINDS,
  RUN_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_REFERENCES_COMMAND,
} from "../protocol";
import type { LensData } from "../protocol";
import type { Analysis } from "../stages/analysis/analysis";
import type { Serve, Service } from "./service";
import type { CancellationToken, CodeLensParams } from "vscode-languageserver";

/** For a lens that the document no longer has: editors take one without a command for an error. */
const GONE = { title: "", command: "" };

const COMMANDS = [
  BUILD_COMMAND,
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  RUN_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_REFERENCES_COMMAND,
];

export const serveCodeLens: Serve = service => {
  const { connection, handleLinked, client, clientOptions, aroundFiles } = service;
  const gains = gainsOf(service);
  const resolves = resolvesLenses(client.textDocument?.codeLens);
  const support: LensSupport = { commands: new Set(clientOptions.commands ?? COMMANDS), resolves };
  connection.onCodeLens(async (params, token) => {
    const can = { ...support, gains: await gains(params, token) };
    const lensesIn = handleLinked([], (context, _: CodeLensParams, linked) =>
      codeLenses(context, { ...can, linked }),
    );
    const lenses = await lensesIn(params, token);
    return aroundFiles.takes(params.textDocument.uri)
      ? [...(await aroundFiles.lenses(params, support)), ...lenses]
      : lenses;
  });
  if (!resolves) return;
  const resolve = handleLinked(
    null,
    (context, { data }: { textDocument: { uri: string }; data: LensData }, linked) =>
      // One that was offered has been asked about.
      resolveCodeLens(context, { ...support, linked, gains: true }, data),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const { data } = lens as { data?: unknown };
    if (!isLensData(data)) return lens;
    const command = await resolve({ textDocument: { uri: data.uri }, data }, token);
    return { ...lens, command: command ?? GONE };
  });
};

/** Whether several stages would leave something behind of what a document's only stage has; asked once for each version. */
function gainsOf({
  requests,
  conversions,
  clientOptions,
}: Service): (params: CodeLensParams, token: CancellationToken) => Promise<boolean> {
  const known = new WeakMap<Analysis, boolean>();
  const canGain = requests.handle<CodeLensParams, boolean>(
    false,
    context => isConvertible(context) && context.settings.codeLens.convert && !context.inside,
  );
  return async (params, token) => {
    if (clientOptions.commands?.includes(CONVERT_COMMAND) !== true || !(await canGain(params, token)))
      return false;
    const converter = await conversions.converter();
    if (!converter) return false;
    const scripts = requests.handle<CodeLensParams, readonly string[]>([], ({ analysis }) =>
      converter.scriptsToRead(analysis),
    );
    const project = await conversions.project(params.textDocument.uri, await scripts(params, token));
    const ask = requests.handle<CodeLensParams, boolean>(false, context => {
      const answer =
        known.get(context.analysis) ?? conversionOf(context, converter, project).refused === undefined;
      known.set(context.analysis, answer);
      return answer;
    });
    return ask(params, token);
  };
}

/** What a client sends back may be anything. */
function isLensData(value: unknown): value is LensData {
  if (typeof value !== "object" || value === null) return false;
  const { uri, stage, kind } = value as Partial<Record<string, unknown>>;
  return typeof uri === "string" && typeof stage === "number" && LENS_KINDS.some(known => known === kind);
}
