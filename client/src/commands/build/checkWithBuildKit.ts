/** "Check with BuildKit": what the builder says of the Dockerfile in the active editor. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { BuilderCheck } from "../../build/findings/builderCheck";
import * as problems from "../../build/problems/problems";
import { notify } from "../../build/problems/notify";
import { activeDockerfile, noDockerfile } from "../resolveStage";
import { showInStatusBar } from "../../messages";
import { refusedInRestrictedMode } from "../../build/restrictedMode";

const MESSAGE_MS = 5_000;

/** The command's handler. */
export async function checkWithBuildKit({ check }: Pick<BuilderCheck, "check">): Promise<void> {
  const document = activeDockerfile();
  if (document === undefined) {
    notify(noDockerfile());
    return;
  }
  const name = path.basename(document.uri.path);
  if (refusedInRestrictedMode()) return;
  if (document.uri.scheme === "untitled") notify(problems.untitled(name));
  else if (document.uri.scheme !== "file") notify(problems.notOnDisk(name, document.uri.scheme));
  else {
    if (document.isDirty && !(await document.save())) {
      notify({ message: l10n.t("{0} could not be saved, so nothing was checked.", name), steps: [] });
      return;
    }
    const outcome = await check(document);
    // Another check has begun: it says what there is to say.
    if (outcome === undefined) return;
    if ("reason" in outcome)
      notify({ message: l10n.t("BuildKit could not check {0}: {1}", name, outcome.reason), steps: [] });
    else showInStatusBar(summary(outcome.findings), MESSAGE_MS);
  }
}

function summary(findings: number): string {
  if (findings === 0) return l10n.t("BuildKit found no additional problems.");
  return findings === 1
    ? l10n.t("BuildKit found 1 more problem.")
    : l10n.t("BuildKit found {0} more problems.", findings);
}
