/** What is known of a server of Node.js before its stages are written. */
import type { Build } from "../../ecosystems/node/buildScript";
import type { ServerKind } from "./kind";

/** What is known of a program, or answered. */
export interface ServerFacts {
  readonly kind: ServerKind | null;
  readonly onBun: boolean;
  readonly build: Build | null;
  /** The folder that the build writes to, from that of the package; null where it may write anywhere. */
  readonly output: string | null;
  /** The command that starts it, and the file that it begins with, where that is known. */
  readonly words: readonly string[];
  readonly entry: string | null;
  readonly variables: readonly (readonly [string, string])[];
  /** It needs packages of development, too. */
  readonly needsAll: boolean;
  /** Null for a program that listens at none. */
  readonly port: string | null;
  /** Folders with packages of their own, which a script builds. */
  readonly subfolders: readonly string[];
}
