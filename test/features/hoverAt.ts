/** What a hover says at a cursor, for the tests of its cards. */
import assert from "node:assert/strict";
import { MarkupContent, MarkupKind } from "vscode-languageserver-types";
import { hover } from "../../server/src/features/hover";
import type { FeatureContext } from "../../server/src/features/context";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";

export interface Shown {
  /** The text of the range. */
  readonly of: string;
  readonly says: string;
}

/** The hover at an offset, which its range has to touch. */
export function hoverAt(context: FeatureContext, offset: number, kind: MarkupKind): Shown | null {
  const { document } = context;
  const position = document.positionAt(offset);
  const found = hover(context, position, kind);
  if (!found) return null;
  const { range, contents } = found;
  assert.ok(MarkupContent.is(contents) && range);
  assert.equal(contents.kind, kind);
  const at = document.offsetAt(position);
  assert.ok(document.offsetAt(range.start) <= at && at <= document.offsetAt(range.end), `at ${at}`);
  return { of: document.getText(range), says: contents.value };
}

/** What is shown at the cursor of a text. */
export function shown(
  marked: string,
  settings: Partial<Settings> = {},
  kind: MarkupKind = MarkupKind.Markdown,
): Shown | null {
  const { text, offset } = cursor(marked);
  return hoverAt(contextOf(text, { ...DEFAULT_SETTINGS, ...settings }), offset, kind);
}

/** The same without the range, line by line. */
export function lines(marked: string, settings?: Partial<Settings>, kind?: MarkupKind): string[] {
  return shown(marked, settings, kind)?.says.split("\n") ?? [];
}
