/** Keeps what is known of the files of stages in step with builds: what is old, and, where wanted, what is new. */
import type { BuildSession } from "../build/session";
import { runSettingsOf } from "../build/request/runSettingsOf";
import { imageOfBuild } from "../build/builtImage";
import type { StageFiles } from "./stageFileIndexes";

/** Listens until it is disposed of. A build that nobody asks about costs nothing. */
export function followBuilds(
  { onDidEnd }: Pick<BuildSession, "onDidEnd">,
  files: StageFiles,
): { dispose(): void } {
  const ending = new AbortController();
  const subscription = onDidEnd(async end => {
    const { uri, stage, status } = end;
    if (uri === undefined || status !== 0) return;
    const { indexFiles } = runSettingsOf(uri);
    const isKnown =
      files.of(uri, stage) !== undefined ||
      files.shown().some(shown => shown.stage === stage && shown.uri.toString() === uri.toString());
    if (!indexFiles && !isKnown) return;
    const { answer: built } = (await imageOfBuild(end)) ?? {};
    if (built === undefined) return;
    files.built(built);
    if (indexFiles) await files.read(built, ending.signal);
  });
  return {
    dispose: () => {
      subscription.dispose();
      ending.abort();
    },
  };
}
