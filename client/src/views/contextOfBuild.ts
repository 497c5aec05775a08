/** Which build contexts a build of a Dockerfile, under its use in force, would be given. */
import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Problem } from "../build/problems/problems";
import { isRemote } from "../build/request/contextPath";
import type { BuildSession } from "../build/session";
import { TASK_TYPE } from "../build/task/taskDefinition";
import { useInForce } from "../build/uses/findUse";
import type { Uses } from "../build/uses/uses";
import { givenOf } from "../results/historyBuild";
import type { LanguageServer } from "../server/languageServer";
import type { ContextOfBuild } from "./contextPages";

/** Prepares the build, and starts nothing; the problem is what keeps it from being built, or has no files to show. */
export async function contextOfBuild(
  server: LanguageServer,
  session: Pick<BuildSession, "prepare">,
  uses: Pick<Uses, "of">,
  document: vscode.TextDocument,
): Promise<{ of: ContextOfBuild; problem?: undefined } | { problem: Problem }> {
  const { uri } = document;
  const prepared = await session.prepare(document, { type: TASK_TYPE, dockerfile: uri.fsPath });
  if (prepared.problem !== undefined) return { problem: prepared.problem };
  const { context: folder, engine, buildContexts: named } = prepared.request;
  if (isRemote(folder)) {
    const message = l10n.t("The builder fetches the build context {0} by itself. No file is sent.", folder);
    return { problem: { message, steps: [] } };
  }
  const given = givenOf(prepared.request, process.env);
  const inputs = await server.stepInputs(document, given).catch(() => undefined);
  const use = useInForce(await uses.of(uri))?.label;
  return { of: { uri, folder, builder: engine.builder, use, named, inputs } };
}
