/** "Show Build Context": the files that a build of a Dockerfile, under its use in force, is given. */
import * as l10n from "@vscode/l10n";
import { isRemote } from "../../build/request/contextPath";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { TASK_TYPE } from "../../build/task/taskDefinition";
import { useInForce } from "../../build/uses/findUse";
import type { Uses } from "../../build/uses/uses";
import { givenOf } from "../../results/historyBuild";
import type { LanguageServer } from "../../server/languageServer";
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
  const { document } = resolved;
  const { uri } = document;
  const prepared = await session.prepare(document, { type: TASK_TYPE, dockerfile: uri.fsPath });
  if (prepared.problem !== undefined) {
    notify(prepared.problem);
    return;
  }
  const { context: folder, engine, buildContexts: named } = prepared.request;
  if (isRemote(folder)) {
    const message = l10n.t("The builder fetches the build context {0} by itself. No file is sent.", folder);
    notify({ message, steps: [] });
    return;
  }
  const given = givenOf(prepared.request, process.env);
  const inputs = await server.stepInputs(document, given).catch(() => undefined);
  const use = useInForce(await uses.of(uri))?.label;
  const of = { uri, folder, builder: engine.builder, use, named, inputs };
  const report = await cancellable(l10n.t("Reading the build context"), signal =>
    readReport(of, false, signal),
  );
  if (report !== undefined) pages.show({ of, report });
}
