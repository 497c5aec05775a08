/**
 * What a reference means, form by form (spec 2.1 to 2.4): a stage, a named context, the empty image or an image. This
 * table is the only resolver; nothing else compares names.
 */
import { expand, isPlainWord } from "../../dockerfile/shellLexer";
import { isPlainImage, parseImageReference } from "./imageReference";
import type { ScopedExpansion } from "./scope";

/** A stage's index; null where the builder refuses the text or a build has to give a value first. */
export type Target = number | "image" | "context" | "scratch" | null;

/** Why a reference fails, in the builder's terms. */
export type ReferenceProblem =
  | { readonly kind: "variable" }
  | { readonly kind: "expansion"; readonly reason: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "blank" }
  | { readonly kind: "image"; readonly reason: string };

export interface Resolution {
  readonly to: Target;
  readonly problem: ReferenceProblem | null;
}

/** The names that a finished file gives to `COPY --from` and mounts. */
export interface NameTable {
  /** The last stage of each name. */
  readonly names: ReadonlyMap<string, number>;
  readonly stageCount: number;
  /** Keys of named contexts, as `contextKey` makes them. */
  readonly contexts: ReadonlySet<string>;
  readonly escape: string;
}

const INTEGER = /^[+-]?[0-9]+$/;
const LARGEST_INT = 2n ** 63n - 1n;

/**
 * The base of a `FROM`: the nearest earlier stage of exactly this lower-case name, else a context, else an image. `alwaysFails`
 * answers whether the text fails whatever a build gives, where `fails` judges one result.
 */
export function resolveBase(
  expansion: ScopedExpansion,
  earlier: ReadonlyMap<string, number>,
  contexts: ReadonlySet<string>,
  alwaysFails: (fails: (result: string) => boolean) => boolean,
): Resolution {
  const { certainError, dependsOnBuild, isCut } = expansion;
  if (certainError !== null) return { to: null, problem: { kind: "expansion", reason: certainError } };
  if (expansion.error !== null || isCut) return UNKNOWN;
  const text = expansion.result;
  if (text === "") return dependsOnBuild ? UNKNOWN : { to: null, problem: { kind: "blank" } };
  const stage = earlier.get(text);
  if (stage !== undefined) return { to: stage, problem: null };
  const image = resolveImage(text, contexts);
  // A base that a build argument has yet to complete is no error of the file, if it can complete it.
  return image.problem && dependsOnBuild && !alwaysFails(isNoImage) ? UNKNOWN : image;
}

const UNKNOWN: Resolution = { to: null, problem: null };

/** Whether a text cannot be a reference, but for the length of its digest, which a build may give in part. */
function isNoImage(text: string): boolean {
  return text === "" || parseImageReference(text.replace(/@[a-z][a-z0-9]*:[0-9a-f]*$/, "")).error !== null;
}

/** `COPY --from=<text>`, quotes of the flag already removed; null for the empty text, which means the build context. */
export function resolveCopy(text: string, table: NameTable): Resolution | null {
  if (text === "") return null;
  if (!isPlainWord(text)) {
    const { result, error } = expand(text, () => undefined, { escape: table.escape });
    if (error !== null) return { to: null, problem: { kind: "expansion", reason: error } };
    if (result !== text) return { to: null, problem: { kind: "variable" } };
  }
  if (isInteger(text)) {
    const number = BigInt(text.replace("+", ""));
    if (number <= LARGEST_INT && number >= -LARGEST_INT - 1n)
      return resolveIndex(Number(number), table.stageCount);
  }
  return resolveName(text, table);
}

/** `RUN --mount=…,from=<text>`: names only, no index; null for the empty text. */
export function resolveMount(text: string, table: NameTable): Resolution | null {
  if (text === "") return null;
  if (hasMountVariable(text)) return { to: null, problem: { kind: "variable" } };
  return resolveName(text, table);
}

/** Whether a mount's `from` has what the builder takes for a variable: a `$` that is not the last character. */
export function hasMountVariable(text: string): boolean {
  return /\$./s.test(text);
}

/** Whether `COPY --from` takes a text for an index. */
export function isInteger(text: string): boolean {
  return INTEGER.test(text);
}

function resolveIndex(index: number, stageCount: number): Resolution {
  if (index >= 0 && index < stageCount) return { to: index === 0 ? 0 : index, problem: null };
  return { to: null, problem: { kind: "index", index } };
}

function resolveName(text: string, table: NameTable): Resolution {
  const stage = table.names.get(text.toLowerCase());
  return stage === undefined ? resolveImage(text, table.contexts) : { to: stage, problem: null };
}

const IMAGE: Resolution = { to: "image", problem: null };

function resolveImage(text: string, contexts: ReadonlySet<string>): Resolution {
  if (text === "scratch") return { to: "scratch", problem: null };
  if (contexts.size === 0 && isPlainImage(text)) return IMAGE;
  const { reference, error } = parseImageReference(text);
  if (error !== null) return { to: "image", problem: { kind: "image", reason: error } };
  const isContext =
    contexts.size > 0 && text !== "context" && contexts.has(reference.familiar.replace(/:latest$/, ""));
  return { to: isContext ? "context" : "image", problem: null };
}
