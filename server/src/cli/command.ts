/** What a command of the command line is: facts, of which its help, the manual and the completion are made, and what runs it. */
import type { Output } from "./output";

/** An option as people write it. */
export interface CommandOption {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What its value is called, upper-cased; none for a switch. */
  readonly value?: string;
  /** It may be given more than once. */
  readonly isMultiple?: true;
  /** The values that it takes, if they can be counted. */
  readonly choices?: readonly string[];
  /** Its value is a path: shells complete it. */
  readonly isPath?: true;
  /** A sentence: what it does, and the default. */
  readonly text: string;
}

/** A command line to learn from. */
export interface CommandExample {
  readonly line: string;
  readonly text: string;
}

/** What people are told of a command. */
export interface CommandFacts {
  readonly name: string;
  /** Without `dockerfile-stages` and the name: `[PATH…]`. */
  readonly usage: string;
  /** One sentence, for the list of commands. */
  readonly summary: string;
  /** More sentences; each text is a paragraph. */
  readonly details: readonly string[];
  readonly options: readonly CommandOption[];
  readonly examples: readonly CommandExample[];
  /** What its arguments are, for the completion of shells. */
  readonly completes: "paths" | "rules" | "shells" | "nothing" | "commands";
}

/** A command line that has been read. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** Whether a switch is given. */
  readonly has: (name: string) => boolean;
  /** The value of an option; undefined where it is not given. */
  readonly value: (name: string) => string | undefined;
  /** The values of an option that may be given more than once. */
  readonly values: (name: string) => readonly string[];
  readonly output: Output;
  /** The version of the package. */
  readonly version: string;
}

/** How the process ends: all is well, something was found, or the command line or a file could not be used. */
export type ExitCode = 0 | 1 | 2;

/** Runs a command. May throw a `UsageError`. */
export type RunCommand = (invocation: Invocation) => Promise<ExitCode>;
