/** What is said of the content of an image, wherever it is shown. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import type { StageContent, WastedGroup } from "./content";

/** The facts beside the title: the image, its base, how many files. */
export function contentFacts({ image, baseBytes, root, isCut }: StageContent): string[] {
  return [
    image,
    l10n.t("{0} files", root.files),
    ...(baseBytes > 0 ? [l10n.t("the base has {0}", size(baseBytes))] : []),
    ...(isCut ? [l10n.t("the image has more files than are read")] : []),
  ];
}

/** What an instruction did with files that were there. */
export function wastedTitle({ how, paths }: WastedGroup): string {
  const count = paths.length;
  if (how === "removed") return count === 1 ? l10n.t("removes 1 file") : l10n.t("removes {0} files", count);
  return count === 1 ? l10n.t("writes 1 file again") : l10n.t("writes {0} files again", count);
}

/** The first paths, and how many more there are. */
export function pathsWords(paths: readonly string[]): string {
  const [shown, more] = [paths.slice(0, MOST_PATHS), paths.length - MOST_PATHS];
  return [...shown, ...(more > 0 ? [l10n.t("and {0} more", more)] : [])].join(", ");
}

const MOST_PATHS = 3;

/** How the bytes would not be in the image. */
export function wastedAdvice({ how, written }: WastedGroup): string {
  if (written === undefined) return l10n.t("They are in the base image.");
  if (how === "removed")
    return l10n.t("Line {0} wrote them. Remove them there, in the same instruction.", written.line);
  return /^(?:COPY|ADD)\b/i.test(written.title)
    ? l10n.t("Line {0} wrote them. Set owner and permissions there, with --chown and --chmod.", written.line)
    : l10n.t("Line {0} wrote them. Change them there, in the same instruction.", written.line);
}
