/** The terminal of a build: shows what each step does and prints. Ctrl+C or closing the terminal ends the engine with all its children. */
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { createSanitizer } from "../../engine/terminalText";
import type { BuildEnd } from "../builds";
import { createPacedWriter } from "./pacedWriter";
import { createTaskBuild, type TaskHost } from "./taskBuild";
import type { BuildTaskDefinition } from "./taskDefinition";

/** What a terminal is given by the session that it belongs to. */
export interface TerminalHost extends TaskHost {
  /** The build has ended, however, or could not begin. */
  onEnd: (end: BuildEnd) => void;
}

/** What an engine takes until the container of a RUN is there. */
const STEP_BEGINS_MS = 300;
/** VS Code says of a terminal that fails sooner that it "failed to launch", which it did not. */
const LAUNCH_MS = 1_000;
const CTRL_C = "\x03";

export interface BuildTerminal extends vscode.Pseudoterminal {
  /**
   * Begins the build before the terminal is open; what it says waits until then. A second call does nothing. Settles when
   * the engine has begun with the first step of a stage and had {@link STEP_BEGINS_MS} for it, or the build has ended before.
   */
  begin(): Promise<void>;
}

/** A terminal that begins the build when it is opened, at the latest. */
export function createBuildTerminal(
  { onEnd, ...host }: TerminalHost,
  definition: BuildTaskDefinition,
  folder: vscode.WorkspaceFolder | undefined,
): BuildTerminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  // The last door: whatever is written, nothing but text, colours and line ends reaches the terminal.
  const sanitizer = createSanitizer();
  const paced = createPacedWriter(text => {
    written.fire(sanitizer(text).replace(/\r?\n/g, "\r\n"));
  });
  let ended: Promise<number> | undefined;
  let hasBegun: () => void = () => undefined;
  const begun = new Promise<void>(resolve => {
    hasBegun = resolve;
  });
  const build = createTaskBuild(host, definition, folder, {
    write: text => {
      paced.write(text);
    },
    onStep: () => setTimeout(hasBegun, STEP_BEGINS_MS),
  });

  function begin(): Promise<number> {
    ended ??= build.run().then(end => {
      hasBegun();
      onEnd(end);
      return end.status;
    });
    return ended;
  }

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    begin() {
      void begin();
      return begun;
    },
    open() {
      paced.release();
      const launched = sleep(LAUNCH_MS);
      void begin().then(async status => {
        await paced.finish();
        if (status !== 0) await launched;
        closed.fire(status);
      });
    },
    close: () => {
      build.cancel();
    },
    handleInput(data) {
      if (data.includes(CTRL_C)) build.cancel();
    },
  };
}
