/** "Select Docker Context (Engine)…": which Docker context builds this workspace, of those that `docker context ls` knows. */
import * as l10n from "@vscode/l10n";
import type { Engines } from "../../build/engines/engines";
import { contextItems } from "../../build/engines/placeItems";
import { CONTEXTS_AS_JSON, readContexts } from "../../engine/contextList";
import { askDocker, choosePlace } from "./choosePlace";

/** The command's handler. */
export async function selectContext(engines: Engines): Promise<void> {
  const list = async () => {
    const answer = await askDocker(CONTEXTS_AS_JSON, undefined);
    return answer.problem === undefined
      ? contextItems(readContexts(answer.out), engines.chosen())
      : answer.problem;
  };
  const others = {
    label: `$(server) ${l10n.t("Select Builder…")}`,
    command: "dockerfileStages.selectBuilder",
  };
  const place = await choosePlace(
    l10n.t("Select Docker Context (Engine)"),
    l10n.t("The Docker context for this workspace"),
    list,
    others,
  );
  if (place !== undefined) await engines.choose(place);
}
