/** What the list of the uses of a Dockerfile shows of each, and the words of the status bar. Pure. */
import * as l10n from "@vscode/l10n";
import {
  NO_USE,
  type UseInfo,
  type UseInfoKind,
  type UseValue,
  type UsesAnswer,
} from "../../../../server/src/protocol";
import { inLabel } from "../../progress/uiText";
import { useInForce } from "./findUse";

/** One line of the list, and the choice that it makes. */
export interface UseItem {
  label: string;
  description: string;
  detail: string;
  /** The id of a use, `NO_USE`, or null for automatic. */
  id: string | null;
}

/** First automatic, then each use, last the Dockerfile's own settings. `shown` shortens the address of a folder for people. */
export function useItems(answer: UsesAnswer, shown: (uri: string) => string): UseItem[] {
  const { uses, chosen } = answer;
  const isSelected = (id: string | null) => (id === chosen ? [l10n.t("selected")] : []);
  return [
    {
      label: `$(sync) ${l10n.t("Automatic")}`,
      description: isSelected(null).join(),
      detail: automaticDetail(uses),
      id: null,
    },
    ...uses.map(use => ({
      label: `$(package) ${inLabel(use.label)}`,
      description: [kindName(use.kind), ...isSelected(use.id)].join(" · "),
      detail: inLabel(detailOf(use, shown)),
      id: use.id,
    })),
    {
      label: `$(settings-gear) ${l10n.t("Settings")}`,
      description: isSelected(NO_USE).join(),
      detail: l10n.t("The build settings of this workspace, without what other files say"),
      id: NO_USE,
    },
  ];
}

function automaticDetail(uses: readonly UseInfo[]): string {
  const [only] = uses;
  if (only === undefined)
    return l10n.t("No other file describes a build of this Dockerfile, so the settings apply");
  return uses.length === 1
    ? inLabel(only.label)
    : l10n.t("The only use, if there is one. There are {0}, so the settings apply.", uses.length);
}

/** What the file is that describes a use. */
export function kindName(kind: UseInfoKind): string {
  switch (kind) {
    case "compose":
      return "Docker Compose";
    case "bake":
      return "Bake";
    case "devcontainer":
      return l10n.t("dev container");
    case "workflow":
      return l10n.t("GitHub workflow");
    case "ci":
      return "CI";
    case "shell":
      return l10n.t("script");
    case "makefile":
      return "Makefile";
    case "task":
      return l10n.t("task");
    case "skaffold":
      return "Skaffold";
    case "tilt":
      return "Tilt";
    case "platform":
      return l10n.t("platform");
  }
}

/** `context: . · target: runtime · arguments: V=2`. */
function detailOf(
  { context, target, args, contexts, platforms }: UseInfo,
  shown: (uri: string) => string,
): string {
  const place = context && (context.folder === null ? context.text : shown(context.folder));
  const assignments = Object.entries(args).map(([name, value]) => (value ? `${name}=${value.text}` : name));
  const list = (values: readonly UseValue[]) => values.map(({ text }) => text).join(", ");
  return [
    ...(place === null ? [] : [l10n.t("context: {0}", place)]),
    ...(target === null || target.text === "" ? [] : [l10n.t("target: {0}", target.text)]),
    ...(assignments.length === 0 ? [] : [l10n.t("arguments: {0}", assignments.join(", "))]),
    ...(Object.keys(contexts).length === 0
      ? []
      : [l10n.t("named contexts: {0}", Object.keys(contexts).join(", "))]),
    ...(platforms.length === 0 ? [] : [l10n.t("platforms: {0}", list(platforms))]),
  ].join(" · ");
}

/** The words of the status bar; undefined where there is nothing to choose. `context`: one that was chosen, as people read it. */
export function useText(answer: UsesAnswer | undefined, context: string | undefined): string | undefined {
  const use = answer && useInForce(answer);
  const count = answer?.uses.length ?? 0;
  if (use === undefined && count === 0 && context === undefined) return undefined;
  const words = [
    ...(use === undefined ? (count === 0 ? [] : [l10n.t("Settings ({0} uses)", count)]) : [use.label]),
    ...(context === undefined ? [] : [l10n.t("context: {0}", context)]),
  ];
  return inLabel(words.join(" · "));
}
