import * as l10n from "@vscode/l10n";
import { conversionOf, convertAnswer } from "../features/conversion";
import { CONVERT_REQUEST } from "../protocol";
import type { ConvertAnswer, ConvertParams } from "../protocol";
import type { Serve } from "./service";

/** The request behind the command that converts a file. */
export const serveConversion: Serve = ({ connection, requests, conversions }) => {
  const refused = (reason: string): ConvertAnswer => ({ refused: reason, edits: [], choices: [] });
  connection.onRequest(CONVERT_REQUEST, async (params: ConvertParams, token) => {
    const project = await conversions.project(params.textDocument.uri);
    const answer = requests.handle(
      refused(l10n.t("This file could not be read.")),
      (context, _: ConvertParams) => {
        const converter = conversions.converter();
        return converter
          ? convertAnswer(context, conversionOf(context, converter, project))
          : refused(l10n.t("This server has been installed without what converts files."));
      },
    );
    return answer(params, token);
  });
  return {};
};
