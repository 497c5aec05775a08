/** The view "Stages" and its commands. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { LanguageServer } from "../server/languageServer";
import type { StageStates } from "../views/graph/stageStates";
import { createStagesView, STAGES_VIEW, type StagesViewServices } from "../views/stages/stagesView";
import { resolveStage } from "./resolveStage";

/** What the view has where stages can be built. */
export interface BuildingParts extends Pick<StagesViewServices, "whyNoBuilds"> {
  readonly states: StageStates;
  readonly containersOf: NonNullable<StagesViewServices["containersOf"]>;
  /** Registers the commands on running containers; `refresh` shows what is left of them. */
  readonly containerCommands: (refresh: () => void) => vscode.Disposable[];
}

/** Without `building` it is the view of a browser. */
export interface StagesViewParts {
  readonly server: LanguageServer;
  readonly building: BuildingParts | undefined;
}

/** Registers the view and its commands. */
export function registerStagesView(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  { server, building }: StagesViewParts,
): void {
  const view = createStagesView(context, {
    server,
    states: building?.states,
    containersOf: building?.containersOf,
    whyNoBuilds:
      building?.whyNoBuilds ??
      (() => Promise.resolve(l10n.t("In the browser, stages can be read but not built."))),
  });
  const { registerCommand, executeCommand } = vscode.commands;
  context.subscriptions.push(
    registerCommand("dockerfileStages.refreshStages", view.refresh),
    registerCommand("dockerfileStages.filterStages", async () => {
      await executeCommand(`${STAGES_VIEW}.focus`);
      await executeCommand("list.find");
    }),
    registerCommand("dockerfileStages.revealInStages", async (argument: unknown) => {
      const found = await resolveStage(server, argument);
      if (found) await view.reveal(found.document.uri, found.index);
    }),
    ...(building?.containerCommands(view.refresh) ?? []),
  );
}
