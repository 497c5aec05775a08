/** Keeps what is known of the files of stages in step with builds: what is old, and, where wanted, what is new. */
import type { BuildSession } from "../build/session";
import { runSettingsOf } from "../build/request/runSettingsOf";
import { imageOfBuild } from "../build/builtImage";
import { createNewest } from "../engine/newest";
import type { StageFiles } from "./stageFileIndexes";

/** Listens until it is disposed of. A build that nobody asks about costs nothing. */
export function followBuilds(
  { onDidEnd }: Pick<BuildSession, "onDidEnd">,
  files: StageFiles,
): { dispose(): void } {
  const ending = new AbortController();
  const images = createNewest();
  const subscription = onDidEnd(async end => {
    const { uri, stage, line, status } = end;
    // A part of a stage is not the stage.
    if (uri === undefined || line !== undefined || status !== 0) return;
    const { indexFiles } = runSettingsOf(uri);
    if (!indexFiles && !files.isWanted(uri, stage)) return;
    // Of two builds of a stage, the engine may answer for the earlier one last.
    const image = await images.ask(`${uri.toString()} ${stage ?? ""}`, () => imageOfBuild(end));
    const { answer: built } = image ?? {};
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
