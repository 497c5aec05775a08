/** The engine that builds a Dockerfile, for what is done with its images beside a build. */
import type * as vscode from "vscode";
import type { Engine } from "../../engine/engine";
import type { Engines } from "./engines";
import { programOf, settingsFor } from "../request/settingsFor";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";

/** The engine, or why there is none. To be asked in a workspace that is trusted only: it starts the program. */
export async function engineOf(
  engines: Engines,
  document: Pick<vscode.TextDocument, "uri">,
): Promise<{ engine: Engine; problem?: never } | { problem: Problem; engine?: never }> {
  const read = settingsFor(document);
  if ("problem" in read) return read;
  const { settings } = read;
  const probe = await engines.probe(settings.programs, settings.engine);
  if ("missing" in probe) return { problem: problems.noEngine(probe, programOf(settings)) };
  const { dockerContext } = engines.chosen();
  return { engine: { ...probe.engine, ...(dockerContext !== undefined && { dockerContext }) } };
}
