/** What of a mount stands at a cursor: a key, or the value of one. */
import { canonicalKey } from "../../dockerfile/mountSet";
import type { Mount } from "../../dockerfile/mounts";
import { originSpan, touches } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";

/** The part of a mount at an offset in the text of its line. */
export interface MountPart {
  readonly kind: "mountKey" | "mountValue";
  /** In the text of the line. */
  readonly token: Span;
  /** The index of the field; that of the one to come where there is none yet. */
  readonly field: number;
  /** Of names that mean the same, the common one; `""` where none is written yet. */
  readonly key: string;
  /** What stands behind the `=` of the key; null where there is none. */
  readonly value: string | null;
}

/** The part that an offset touches of a mount with this value, or null. */
export function mountPartAt({ options }: Mount, value: MappedText, at: number): MountPart | null {
  const empty = { start: at, end: at };
  if (value.text === "") return { kind: "mountKey", token: empty, field: 0, key: "", value: null };
  for (const [field, option] of options.entries()) {
    if (!touches(option.span, at)) continue;
    const key = canonicalKey(option.key);
    const written = option.value?.text ?? null;
    const keySpan = option.key === "" ? empty : originSpan(option.field, 0, option.key.length);
    if (touches(keySpan, at)) return { kind: "mountKey", token: keySpan, field, key, value: written };
    if (!option.valueSpan || !touches(option.valueSpan, at)) return null;
    return { kind: "mountValue", token: option.valueSpan, field, key, value: written };
  }
  return null;
}
