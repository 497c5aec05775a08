/** A build without a terminal in sight: whoever wants it takes its text, and tells of its failure. */
import type { BuildEnd } from "../build";
import type { BuildSession } from "../session";
import type { BuildTaskDefinition } from "./taskDefinition";

/** Builds. Settles when the build has ended and all of its text has come; `onCancel` is given what ends it. */
export function buildInBackground(
  session: Pick<BuildSession, "terminal">,
  definition: BuildTaskDefinition,
  onText: (text: string) => void,
  onCancel: (cancel: () => void) => { dispose(): unknown },
): Promise<BuildEnd> {
  return new Promise(resolve => {
    let end: BuildEnd | undefined;
    const terminal = session.terminal(definition, true, ended => {
      end = ended;
    });
    const listeners = [
      terminal.onDidWrite(onText),
      onCancel(() => {
        terminal.close();
      }),
    ];
    terminal.onDidClose?.(status => {
      for (const listener of listeners) listener.dispose();
      resolve(end ?? { uri: undefined, stage: definition.stage, request: undefined, status: Number(status) });
    });
    terminal.open(undefined);
  });
}
