/** What the engines say of the images that builds of this window have left: how much each instruction added. */
import * as vscode from "vscode";
import type { Build, Builds } from "../build/builds";
import { leavesImage } from "../engine/image";
import { askImageHistory } from "../engine/imageHistory";
import { instructionSizes, type InstructionSizes } from "../progress/instructionSizes";

export interface BuiltSizes {
  /** Of a build that has ended well; undefined where it left no image in the engine, or the engine does not say. */
  of(build: Build): InstructionSizes | undefined;
  /** The sizes of a build have become known. */
  readonly onDidChange: vscode.Event<Build>;
  dispose(): void;
}

/** Asks for the history of each image, once its build has ended. */
export function createBuiltSizes(builds: Pick<Builds, "onDidChange">): BuiltSizes {
  const known = new WeakMap<Build, InstructionSizes | undefined>();
  const changed = new vscode.EventEmitter<Build>();

  async function ask(build: Build): Promise<void> {
    known.set(build, undefined);
    const { engine, image } = build.request;
    const { answer } = await askImageHistory(engine, image);
    const sizes = answer && instructionSizes(build.file, answer);
    if (sizes === undefined) return;
    known.set(build, sizes);
    changed.fire(build);
  }

  const listener = builds.onDidChange(build => {
    if (build.state === "done" && !known.has(build) && hasImage(build)) void ask(build);
  });
  return {
    of: build => known.get(build),
    onDidChange: changed.event,
    dispose() {
      listener.dispose();
      changed.dispose();
    },
  };
}

/** Of an image for several platforms, the engine tells the history of one. */
function hasImage({ request }: Build): boolean {
  return leavesImage(request) && (request.platforms ?? []).length <= 1;
}
