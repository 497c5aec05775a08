/** How the stages of a document fare, or what came of them, for whoever shows stages beside the text. */
import * as vscode from "vscode";
import type { Builds } from "../../build/builds";
import type { Results } from "../../results/results";
import type { StageResult } from "../../results/stageResult";
import type { DocumentSnapshots } from "../documentSnapshots";
import { liveStages } from "../liveStages";
import { liveText, resultText } from "../stateText";
import type { Ticks } from "../ticks";
import type { NodeState } from "./messages";
import { withoutIcons } from "./plainState";

export interface StageStates {
  /** By the index of the stage; empty where nothing was built. */
  of(document: vscode.TextDocument): Promise<Record<number, NodeState>>;
  /** They may be others now, of any document. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** `2 min ago` is another text a minute later. */
const MINUTE_MS = 60_000;

/** Follows builds and their results. */
export function createStageStates(
  builds: Builds,
  results: Results,
  snapshots: DocumentSnapshots,
  ticks: Ticks,
): StageStates {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => {
    changed.fire();
  };
  const timer = setInterval(fire, MINUTE_MS);
  const listeners = [ticks.onTick(fire), results.onDidChange(fire)];
  return {
    async of(document) {
      const key = document.uri.toString();
      const running = builds.running().filter(build => build.uri.toString() === key && builds.isShown(build));
      const kept = results.of(document.uri);
      if (running.length === 0 && kept.length === 0) return {};
      const snapshot = await snapshots.of(document);
      if (snapshot === undefined) return {};
      const now = Date.now();
      const states: Record<number, NodeState> = {};
      for (const { index } of snapshot.stages) {
        const result = kept.findLast(({ fingerprint }) => fingerprint === snapshot.fingerprints[index]);
        if (result) states[index] = { state: stateOf(result), text: withoutIcons(resultText(result, now)) };
      }
      // Of two builds of one stage, the one that began later is told.
      for (const build of running)
        for (const [index, state] of liveStages(build, snapshot, now))
          states[index] = { state: state.state, text: withoutIcons(liveText(state)) };
      return states;
    },
    onDidChange: changed.event,
    dispose() {
      clearInterval(timer);
      for (const listener of listeners) listener.dispose();
      changed.dispose();
    },
  };
}

function stateOf({ status }: StageResult): NodeState["state"] {
  return status === "built" ? "done" : status;
}
