/** The results of builds in this workspace: heard from the builds, kept over restarts. */
import * as vscode from "vscode";
import type { Build, Builds } from "../build/builds";
import { inspectImage, leavesImage } from "../engine/image";
import type { BuildInputs } from "../snapshot/staleness";
import { resultsOf, type StageResult } from "./stageResult";
import { readResults, storedResults, withResults } from "./storedResults";

export interface Results {
  /** All that is kept of a Dockerfile, the newest last; of earlier texts of it as well. */
  of(uri: vscode.Uri): readonly StageResult[];
  /** The results of a Dockerfile are others. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

const KEY = "results";

/** Hears how builds end, and asks their engines for the images. */
export function createResults(state: vscode.Memento, builds: Builds): Results {
  let known = readResults(state.get(KEY));
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const atWork = new WeakMap<Build, BuildInputs>();

  function keep(uri: vscode.Uri, results: readonly StageResult[]): void {
    if (results.length === 0) return;
    known = withResults(known, uri.toString(), results);
    void state.update(KEY, storedResults(known));
    changed.fire(uri);
  }

  async function ended(build: Build, buildInputs: BuildInputs): Promise<void> {
    const { uri, file, record, started, state: end, request } = build;
    if (build.ended === undefined || (end !== "done" && end !== "failed")) return;
    const results = resultsOf({ file, record, started, ended: build.ended, state: end }, buildInputs);
    keep(uri, results);
    const target = results.find(({ index }) => index === file.target);
    if (end !== "done" || target === undefined || !leavesImage(request)) return;
    // Not knowing is no error.
    const { answer: image } = await inspectImage(request.engine, request.image);
    // Whoever built it again meanwhile knows better.
    const isNewest = known
      .get(uri.toString())
      ?.some(({ fingerprint, at }) => fingerprint === target.fingerprint && at === target.at);
    if (image?.size === undefined || !isNewest) return;
    const { id, size, digest } = image;
    keep(uri, [
      {
        ...target,
        image: {
          reference: request.image,
          id: `sha256:${id}`,
          size,
          ...(digest !== undefined && { digest }),
        },
      },
    ]);
  }

  const listener = builds.onDidChange(build => {
    if (build.state === "running") {
      if (atWork.has(build)) return;
      if (build.inputs !== undefined && isAsOnDisk(build.uri)) atWork.set(build, build.inputs);
      return;
    }
    const buildInputs = atWork.get(build);
    atWork.delete(build);
    if (buildInputs !== undefined) void ended(build, buildInputs);
  });
  return {
    of: uri => known.get(uri.toString()) ?? [],
    onDidChange: changed.event,
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}

/** Otherwise the builder reads another text than the one whose lines we know. */
function isAsOnDisk(uri: vscode.Uri): boolean {
  return !vscode.workspace.textDocuments.some(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
}
