import * as l10n from "@vscode/l10n";
import type { CancellationToken } from "vscode-languageserver-protocol";
import { conversionOf, convertAnswer } from "../features/conversion";
import { CONVERT_REQUEST } from "../protocol";
import type { ConvertAnswer, ConvertParams } from "../protocol";
import { failureOf } from "../transport/errors";
import type { Serve } from "./service";

/** The request behind the command that converts a file. */
export const serveConversion: Serve = ({ connection, requests, conversions, inline }) => {
  const refused = (reason: string): ConvertAnswer => ({ refused: reason, edits: [], choices: [] });
  connection.onRequest(CONVERT_REQUEST, async (params: ConvertParams, token: CancellationToken) => {
    const converter = await conversions.converter();
    if (!converter)
      return refused(l10n.t("The part of the language server that converts files could not be loaded."));
    const scripts = requests.handle<ConvertParams, readonly string[]>([], ({ analysis }) =>
      converter.scriptsToRead(analysis),
    );
    const { uri } = params.textDocument;
    // Of one inside of another file, the context is what its service or target says.
    const [inside] = await inline.in(uri);
    const project = await conversions.project(inside?.buildContext ?? uri, await scripts(params, token));
    const answer = requests.handle<ConvertParams, ConvertAnswer>(
      refused(l10n.t("This file could not be read.")),
      context => convertAnswer(context, conversionOf(context, converter, project)),
    );
    return answer(params, token).catch((error: unknown) => {
      // It cannot be written where it stands.
      const reason = failureOf(error);
      if (reason === null) throw error;
      return refused(reason);
    });
  });
};
