/**
 * Values of a use that depend on a variable that no file gives: a person is asked for those that decide what is built, because
 * nothing is guessed. Pure.
 */
import type { UseInfo, UseValue } from "../../../../server/src/protocol";

export type OpenValueKind = "context" | "namedContext" | "argument" | "platform";

export interface OpenValue {
  kind: OpenValueKind;
  /** Of the named context or the argument; empty for others. */
  name: string;
  /** As it is written, with the variables that have no value. */
  text: string;
}

/** What a build says otherwise, so that the use need not. */
export interface GivenValues {
  context: boolean;
  platforms: boolean;
  /** The names of build arguments. */
  buildArgs: ReadonlySet<string>;
  /** The names of named contexts. */
  contexts: ReadonlySet<string>;
}

/** The open values of a use that decide what is built and that nothing else gives. */
export function openValues({ context, contexts, args, platforms }: UseInfo, given: GivenValues): OpenValue[] {
  const named = (kind: OpenValueKind, values: Record<string, UseValue | null>, known: ReadonlySet<string>) =>
    Object.entries(values).flatMap(([name, value]) =>
      value?.isOpen && !known.has(name) ? [{ kind, name, text: value.text }] : [],
    );
  const unnamed = (kind: OpenValueKind, values: readonly UseValue[]) =>
    values.flatMap(({ isOpen, text }) => (isOpen ? [{ kind, name: "", text }] : []));
  return [
    ...(given.context || context === null ? [] : unnamed("context", [context])),
    ...named("namedContext", contexts, given.contexts),
    ...named("argument", args, given.buildArgs),
    ...(given.platforms ? [] : unnamed("platform", platforms)),
  ];
}

/** What tells the open values of a use apart. */
export function keyOf({ kind, name, text }: OpenValue): string {
  return JSON.stringify([kind, name, text]);
}
