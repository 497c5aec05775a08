/** The engines of this window: which one a machine has, and where a person wants builds of this workspace to run. */
import * as vscode from "vscode";
import { createProbeCache, type ProbeCache } from "../../engine/probeCache";
import { readChosenPlace, type ChosenPlace } from "./chosenPlace";

export interface Engines extends ProbeCache {
  /** What was chosen for this workspace; nothing at first. */
  chosen: () => ChosenPlace;
  choose: (place: ChosenPlace) => Promise<void>;
  onDidChoose: vscode.Event<void>;
  dispose: () => void;
}

const KEY = "buildPlace";

/** `memento` belongs to the workspace. */
export function createEngines(memento: vscode.Memento): Engines {
  const chosen = new vscode.EventEmitter<void>();
  return {
    ...createProbeCache(),
    chosen: () => readChosenPlace(memento.get(KEY)),
    async choose(place) {
      await memento.update(KEY, place);
      chosen.fire();
    },
    onDidChoose: chosen.event,
    dispose: () => {
      chosen.dispose();
    },
  };
}
