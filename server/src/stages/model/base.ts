/** What a stage is based on: the word of its `FROM`, with its variables filled in and resolved, on each platform. */
import type { Instruction } from "../../dockerfile/instruction";
import type { Span } from "../../dockerfile/source";
import { resolveBase } from "./resolve";
import type { Resolution } from "./resolve";
import { alwaysFailsIn, expandIn } from "./scope";
import type { GlobalScope, ScopedExpansion } from "./scope";
import type { PlatformScopes } from "./scopes";

interface ResolvedBase extends Resolution {
  /** With its variables filled in. */
  readonly expanded: string;
  readonly expansion: ScopedExpansion;
}

/** A base as it is on some of the platforms. */
export interface PlatformBase extends ResolvedBase {
  /** As the builder writes them. */
  readonly platforms: readonly string[];
}

/** A base; what it is resolved to is that of the first platform. */
export interface Base extends ResolvedBase {
  /** As written; `""` where the `FROM` has no base yet. */
  readonly text: string;
  /** In the text of the `FROM` line. */
  readonly span: Span;
  /** What it is on each platform, the first one first, where it is not the same on all; else empty. */
  readonly byPlatform: readonly PlatformBase[];
}

/** What a base is resolved against. */
export interface BaseSurroundings {
  readonly scopes: PlatformScopes;
  /** The stages before, by name. */
  readonly names: ReadonlyMap<string, number>;
  readonly contexts: ReadonlySet<string>;
}

/** Reads the base of a `FROM`. */
export function readBase(instruction: Instruction, surroundings: BaseSurroundings): Base {
  const [word] = instruction.words;
  const text = word?.text ?? "";
  const { scopes } = surroundings;
  const first = resolveIn(scopes[0].scope, text, surroundings);
  const byPlatform = scopes.length > 1 && text.includes("$") ? onPlatforms(text, first, surroundings) : NONE;
  return { text, ...first, span: word?.span ?? instruction.rest, byPlatform };
}

const NONE: readonly PlatformBase[] = [];

/** What a text comes to on each platform, those together on which it is the same; nothing where it is so on all. */
function onPlatforms(
  text: string,
  first: ResolvedBase,
  surroundings: BaseSurroundings,
): readonly PlatformBase[] {
  const bases = new Map<string, ResolvedBase & { platforms: string[] }>();
  for (const { scope, platforms } of surroundings.scopes) {
    const { result, error } = expandIn(scope, text);
    const key = error === null ? ` ${result}` : error;
    const known = bases.get(key);
    if (known) known.platforms.push(...platforms);
    else {
      const base = bases.size === 0 ? first : resolveIn(scope, text, surroundings);
      bases.set(key, { ...base, platforms: [...platforms] });
    }
  }
  return bases.size > 1 ? [...bases.values()] : NONE;
}

function resolveIn(scope: GlobalScope, text: string, { names, contexts }: BaseSurroundings): ResolvedBase {
  const expansion = expandIn(scope, text);
  const { to, problem } = resolveBase(expansion, names, contexts, fails => alwaysFailsIn(scope, text, fails));
  return { expanded: expansion.result, expansion, to, problem };
}

/** Whether a base names one of some stages, on any platform. */
export function isNamedIn({ expanded, byPlatform }: Base, names: ReadonlySet<string>): boolean {
  return names.has(expanded) || byPlatform.some(base => names.has(base.expanded));
}
