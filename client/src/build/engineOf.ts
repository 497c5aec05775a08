/** The engine that builds a Dockerfile, for what is done with its images beside a build. */
import type * as vscode from "vscode";
import type { Engine } from "../engine/engine";
import { probeEngine } from "../engine/probeEngine";
import { placedSettings } from "./prepareBuild";
import * as problems from "./problems";
import type { Problem } from "./problems";

/** The engine, or why there is none. To be asked in a workspace that is trusted only: it starts the program. */
export async function engineOf(
  document: Pick<vscode.TextDocument, "uri">,
): Promise<{ engine: Engine; problem?: never } | { problem: Problem; engine?: never }> {
  const placed = placedSettings(document);
  if (placed.problem !== undefined) return placed;
  const { dockerPath, engine } = placed.settings;
  const probe = await probeEngine(dockerPath, engine);
  return "engine" in probe ? probe : { problem: problems.noEngine(probe, dockerPath) };
}
