/** What is said of a proposal when somebody looks closer: at once, or when the client asks for it. */
import type { Analysis } from "../../stages/analysis/analysis";
import * as l10n from "@vscode/l10n";
import { MarkupKind } from "vscode-languageserver-types";
import { oneLine } from "../display";
import { code, filled, paragraph, render } from "../hover/markup";
import { FLAG_TEXTS, MOUNT_KEY_TEXTS, MOUNT_TYPE_TEXTS, PREDEFINED_TEXTS } from "./texts";

/** What a proposal is about. It goes to the client and comes back, so it is read with care. */
export type Topic =
  | { readonly kind: "stage"; readonly index: number; readonly name: string }
  | { readonly kind: "flag" | "mountType" | "mountKey" | "argument"; readonly name: string };

/** A description longer than this is cut. */
const LONGEST = 300;

export interface Description {
  readonly detail?: string;
  /** Markdown, or plain text where that is asked for. */
  readonly text?: string;
}

/** The topic in what a client has sent back, or null. */
export function readTopic(value: unknown): Topic | null {
  const { kind, name, index } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== "string") return null;
  switch (kind) {
    case "stage":
      return typeof index === "number" ? { kind, name, index } : null;
    case "flag":
    case "mountType":
    case "mountKey":
    case "argument":
      return { kind, name };
    default:
      return null;
  }
}

/** What is said of a topic in a model, which may be that of a later version; null where there is nothing to say. */
export function describeTopic(analysis: Analysis, topic: Topic, markdown: boolean): Description | null {
  switch (topic.kind) {
    case "stage":
      return describeStage(analysis, topic, markdown);
    case "argument":
      return describeArgument(analysis, topic.name, markdown);
    case "flag":
      return fixed(FLAG_TEXTS.get(topic.name), markdown);
    case "mountType":
      return fixed(MOUNT_TYPE_TEXTS.get(topic.name), markdown);
    case "mountKey":
      return fixed(MOUNT_KEY_TEXTS.get(topic.name), markdown);
  }
}

/** What the stage is for, if its comment says so, and what it is based on. */
function describeStage(
  { model: { stages, names } }: Analysis,
  { index, name }: { index: number; name: string },
  markdown: boolean,
): Description | null {
  const there = stages[index];
  const stage = there?.name === name ? there : stages[names.get(name) ?? -1];
  if (!stage) return null;
  const { description, base } = stage;
  const blocks = [
    ...(description === null ? [] : [paragraph(oneLine(description, LONGEST))]),
    paragraph(...filled(l10n.t("Based on {0}"), code(base.text))),
  ];
  const text = render(blocks, markdown ? MarkupKind.Markdown : MarkupKind.PlainText).value;
  return { detail: l10n.t("Stage {0}", stage.index), text };
}

function describeArgument(
  { model: { scope } }: Analysis,
  name: string,
  markdown: boolean,
): Description | null {
  const declared = scope.args.findLast(arg => arg.name === name);
  const predefined = PREDEFINED_TEXTS.get(name);
  const text = predefined && fixed(predefined, markdown)?.text;
  const detail =
    declared?.defaultText !== undefined && declared.defaultText !== null
      ? `ARG ${name}=${declared.defaultText}`
      : `ARG ${name}`;
  return { detail, ...(text === undefined ? {} : { text }) };
}

function fixed(textOf: (() => string) | undefined, markdown: boolean): Description | null {
  const text = textOf?.();
  return text === undefined ? null : { text: markdown ? text : text.replaceAll("`", "") };
}
