/** "Show Build Context": the files that a build of a Dockerfile, under its use in force, is given. */
import * as l10n from "@vscode/l10n";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import type { Uses } from "../../build/uses/uses";
import type { LanguageServer } from "../../server/languageServer";
import { contextOfBuild } from "../../views/contextOfBuild";
import { readReport, type ContextPages } from "../../views/contextPages";
import { cancellable } from "../cancellable";
import { noDockerfile, resolveDockerfile } from "../resolveStage";

/** The command's handler. The argument, if any, names the Dockerfile. */
export async function showBuildContext(
  server: LanguageServer,
  session: BuildSession,
  uses: Uses,
  pages: ContextPages,
  argument: unknown,
): Promise<void> {
  if (refusedInRestrictedMode()) return;
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const found = await contextOfBuild(server, session, uses, resolved.document);
  if (found.problem !== undefined) {
    notify(found.problem);
    return;
  }
  const { of } = found;
  const report = await cancellable(l10n.t("Reading the build context"), signal =>
    readReport(of, false, signal),
  );
  if (report !== undefined) pages.show({ of, report });
}
