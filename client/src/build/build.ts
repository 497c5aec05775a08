/** A build of a Dockerfile, at work or ended, and what one is begun with. */
import type * as vscode from "vscode";
import type { EngineCommand } from "../engine/engine";
import type { BuildRequest } from "../engine/engineCommand";
import type { BuildRecord } from "../progress/buildRecord";
import type { GroupReader, GroupTarget } from "../progress/groupProgress";
import type { BuildFailure } from "../progress/progressReader";
import type { BuiltFile } from "../progress/stepPlaces";
import type { Snapshot } from "../snapshot/snapshot";
import type { BuildInputs } from "../snapshot/staleness";
import type { Problem } from "./problems/problems";

/** The use of a Dockerfile that a build is of: what it gives is what was built. */
export interface BuiltUse {
  /** Null for a build by the settings of the Dockerfile. */
  readonly id: string | null;
  /** For people: `compose.yaml › web`; empty without a use. */
  readonly label: string;
}

export const NO_USE_BUILT: BuiltUse = { id: null, label: "" };

export interface Build {
  /** The Dockerfile; one inside of another file has an address of its own (`compose.yaml#compose.web`). */
  readonly uri: vscode.Uri;
  /** The file that people see it in: the Dockerfile itself, or the other one. */
  readonly document: vscode.Uri;
  /** The name of the stage as it was asked for; none for the last stage. */
  readonly stage: string | undefined;
  readonly request: BuildRequest;
  /** The use that the build was asked for by, whichever is in force; undefined where nobody named one. */
  readonly use: string | undefined;
  /** The use that is built, named or in force: marks, sizes and results are of that one. */
  readonly useBuilt: BuiltUse;
  /** The id of the use that was in force as it began, null for none: as long as that one is, the build is shown with the name of its use. */
  readonly under: string | null;
  /** The line, from 1, that had the instruction which the build ends with; undefined where it builds the whole stage. */
  readonly line: number | undefined;
  /** Somebody knows already that it fails: its failure is marked, and no message tells of it. */
  readonly isQuiet: boolean;
  /** The Dockerfile as the builder read it, and what the server made of it. */
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly file: BuiltFile;
  /** What results of its stages are compared by; undefined where there are none to keep. */
  readonly inputs: BuildInputs | undefined;
  /** What is known of its steps by now. */
  readonly record: BuildRecord;
  /** In milliseconds of this machine's clock. */
  readonly started: number;
  ended: number | undefined;
  state: "running" | "done" | "failed" | "cancelled";
  /** Why it failed, once it has. */
  failure: BuildFailure | undefined;
  /** Asks the engine to stop; ends it by force at the second call. */
  cancel(): void;
}

/** How an engine that was to build came to its end. */
export type BuildOutcome = { status: number } | { notStarted: string };

/** How a build that had a terminal ended: without a request where it could not even begin. */
export interface BuildEnd {
  uri: vscode.Uri | undefined;
  /** As it was asked for: none for the last stage. */
  stage: string | undefined;
  /** The line, from 1, of the instruction that it was to end with, where that was asked for. */
  line?: number | undefined;
  request: BuildRequest | undefined;
  status: number;
  /** The build, where it began. */
  build?: Build | undefined;
  /** Those that had to come before, as far as they began. */
  before?: readonly Build[];
  /** What kept it from being built, or from going on, where that is not what the Dockerfile says. */
  problem?: Problem | undefined;
}

export interface BuildOrder {
  uri: vscode.Uri;
  stage: string | undefined;
  request: BuildRequest;
  snapshot: Snapshot;
  inputs?: BuildInputs | undefined;
  use?: string | undefined;
  /** See {@link Build.useBuilt}; the settings of the Dockerfile where absent. */
  useBuilt?: BuiltUse;
  /** See {@link Build.line}. */
  line?: number | undefined;
  /** See {@link Build.isQuiet}. */
  isQuiet?: boolean;
  /** Not a build of the file as it is: it is nobody's latest, and its changes are not told. */
  isTransient?: boolean;
}

/** The file that people see a Dockerfile in: itself, or the one that it stands in. */
export function documentOf({ uri, snapshot }: Pick<BuildOrder, "uri" | "snapshot">): vscode.Uri {
  return snapshot.inside === undefined ? uri : uri.with({ fragment: "" });
}

/** What one program builds at once. */
export interface GroupOrder {
  /** One for each Dockerfile. */
  orders: readonly BuildOrder[];
  command: EngineCommand;
  /** Their files are indexes of `orders`. */
  targets: readonly GroupTarget[];
}

export interface StartedRun {
  /** In the order of the orders. */
  builds: readonly Build[];
  outcome: Promise<BuildOutcome>;
  /** Asks the program to stop; ends it by force at the second call. */
  cancel(): void;
}

export interface StartedGroup extends StartedRun {
  reader: GroupReader;
}
