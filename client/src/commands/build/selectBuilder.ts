/** "Select Builder…": which builder of buildx builds this workspace, of those that `docker buildx ls` knows. */
import * as l10n from "@vscode/l10n";
import type { Engines } from "../../build/engines/engines";
import { builderItems } from "../../build/engines/placeItems";
import { BUILDERS_AS_JSON, BUILDERS_AS_TABLE, readBuilders } from "../../engine/builderList";
import { askDocker, choosePlace } from "./choosePlace";

/** The command's handler. */
export async function selectBuilder(engines: Engines): Promise<void> {
  const chosen = engines.chosen();
  const list = async () => {
    const { dockerContext } = chosen;
    const json = await askDocker(BUILDERS_AS_JSON, dockerContext);
    const isOld = json.problem !== undefined && /unknown flag/.test(json.problem.message);
    const answer = isOld ? await askDocker(BUILDERS_AS_TABLE, dockerContext) : json;
    return answer.problem === undefined ? builderItems(readBuilders(answer.out), chosen) : answer.problem;
  };
  const others = {
    label: `$(plug) ${l10n.t("Select Docker Context (Engine)…")}`,
    command: "dockerfileStages.selectContext",
  };
  const place = await choosePlace(
    l10n.t("Select Builder"),
    l10n.t("The builder for this workspace"),
    list,
    others,
  );
  if (place !== undefined) await engines.choose(place);
}
