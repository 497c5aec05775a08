/**
 * The lens that says how a stage fares in a build that runs, and what came of the last one. It stands before those of
 * the server, in the same row.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { BuildArguments, ModelStage } from "../../../server/src/protocol";
import type { Builds } from "../build/builds";
import type { Uses } from "../build/uses/uses";
import { inLabel } from "../progress/uiText";
import { stageFingerprints } from "../snapshot/staleness";
import type { BuildHistory } from "../results/buildHistory";
import type { Results } from "../results/results";
import type { LanguageServer } from "../server/languageServer";
import { ranText } from "./costWords";
import { REPORT_COMMAND, SHOW_BUILD_COMMAND } from "./commandIds";
import type { DocumentSnapshots } from "./documentSnapshots";
import { registerFrontLenses } from "./frontLenses";
import type { StageState } from "../results/stageState";
import { liveStages } from "./liveStages";
import { liveText, resultText } from "./stateText";
import type { Ticks } from "./ticks";

/** `2 min ago` is another text a minute later. */
const MINUTE_MS = 60_000;

/** What the lenses are made of. */
export interface StateLensServices {
  readonly server: Pick<LanguageServer, "onDidStart">;
  readonly builds: Builds;
  readonly results: Results;
  readonly history: Pick<BuildHistory, "of" | "onDidChange">;
  readonly snapshots: DocumentSnapshots;
  readonly ticks: Ticks;
  readonly uses: Pick<Uses, "onDidChange">;
}

/** Registers the lenses; what it answers takes them away. */
export function createStateLenses(services: StateLensServices): vscode.Disposable {
  const { server, results, history, ticks, uses } = services;
  const changed = new vscode.EventEmitter<void>();
  const refresh = () => {
    changed.fire();
  };
  const timer = setInterval(refresh, MINUTE_MS);
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: document => stateLenses(document, services),
  };
  return vscode.Disposable.from(
    changed,
    {
      dispose: () => {
        clearInterval(timer);
      },
    },
    ticks.onTick(refresh),
    uses.onDidChange(refresh),
    results.onDidChange(refresh),
    history.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages")) refresh();
    }),
    registerFrontLenses(server, provider),
  );
}

async function stateLenses(
  document: vscode.TextDocument,
  { builds, results, history, snapshots }: StateLensServices,
): Promise<vscode.CodeLens[]> {
  const { uri } = document;
  const settings = vscode.workspace.getConfiguration("dockerfileStages.codeLens", document);
  if (settings.get("enabled") === false || settings.get("state") === false) return [];
  const running = builds
    .running()
    .filter(build => build.uri.toString() === uri.toString() && builds.isShown(build));
  const kept = results.of(uri);
  if (running.length === 0 && kept.length === 0) return [];
  const snapshot = await snapshots.of(document);
  if (snapshot === undefined) return [];
  const now = Date.now();
  // Of two builds of one stage, the one that works on it is told, else the one that began later.
  const live = new Map<number, { state: StageState; use: string }>();
  for (const build of running)
    for (const [stage, state] of liveStages(build, snapshot, now))
      if (state.state !== "waiting" || !live.has(stage))
        live.set(stage, { state, use: builds.otherUse(build) });
  const latest = builds.latest(uri);
  const otherUse = latest ? builds.otherUse(latest) : "";
  const { lines, instructions } = snapshot;
  const ofOther =
    otherUse === "" || latest?.inputs === undefined
      ? []
      : stageFingerprints({ lines, model: snapshot, instructions }, latest.inputs);
  return snapshot.stages.flatMap(stage => {
    const argument: BuildArguments = { uri: uri.toString(), stage: stage.index };
    const atWork = live.get(stage.index);
    if (atWork !== undefined) {
      const title = ofUse(liveText(atWork.state), atWork.use);
      return lens(stage, {
        title,
        command: SHOW_BUILD_COMMAND,
        arguments: [argument],
        tooltip: l10n.t("Cancel the build or show its terminal"),
      });
    }
    // What was just built of another use is told with its name; the results of each use are its own.
    const other = kept.findLast(
      ({ fingerprint, at }) => fingerprint === ofOther[stage.index] && at === latest?.ended,
    );
    const result =
      other ?? kept.findLast(({ fingerprint }) => fingerprint === snapshot.fingerprints[stage.index]);
    if (result === undefined) return [];
    const cost = latest?.ended === result.at ? history.of(latest, result.index) : undefined;
    const said = [resultText(result, now), cost === undefined ? "" : ranText(cost)];
    const title = ofUse(said.filter(Boolean).join(" · "), other ? otherUse : "");
    return lens(stage, {
      title,
      command: REPORT_COMMAND,
      arguments: [argument],
      tooltip: l10n.t("Show the build report"),
    });
  });
}

function ofUse(text: string, use: string): string {
  return use === "" ? text : `${text} · ${inLabel(use)}`;
}

function lens({ keywordRange: { start, end } }: ModelStage, command: vscode.Command): vscode.CodeLens[] {
  return [
    new vscode.CodeLens(new vscode.Range(start.line, start.character, end.line, end.character), command),
  ];
}
