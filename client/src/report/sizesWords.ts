/** What a comparison of sizes says in words, wherever it is shown. */
import * as l10n from "@vscode/l10n";
import type { ImageStore } from "../engine/imageStore";
import { size } from "../engine/amounts";
import type { Saving, SizeComparison } from "./sizes";

/** `4.1 MB less (99 %)`, `12 kB more (3 %)`, `the same`. */
export function savingWords({ bytes, share }: Saving): string {
  if (bytes === 0) return l10n.t("same size");
  const difference = size(Math.abs(bytes));
  return bytes > 0
    ? l10n.t("{0} smaller ({1})", difference, percent(share))
    : l10n.t("{0} larger ({1})", difference, percent(share));
}

/** Never 100 % where something is left, and never 0 % where something changed. */
function percent(share: number): string {
  const value = Math.abs(share) * 100;
  if (value > 99 && value < 100) return `${Math.min(99.9, value).toFixed(1)} %`;
  return value > 0 && value < 0.5 ? l10n.t("less than 1 %") : `${Math.round(value)} %`;
}

/** The head of the column that compares with the first stage that has a size, if there is one. */
export function againstFirstTitle(first: string | undefined): string {
  return first === undefined ? l10n.t("Compared to the first stage") : l10n.t("Compared to {0}", first);
}

/** The figure that people quote: of the last stage that has one. */
export function headline({ rows }: SizeComparison): string | undefined {
  const row = rows.findLast(({ againstSingle }) => againstSingle !== undefined);
  if (row?.againstSingle === undefined || row.bytes === undefined) return undefined;
  const { stage, bytes, saved } = row.againstSingle;
  const [name, own, other] = [row.name, size(row.bytes), size(bytes)];
  if (saved.bytes === 0)
    return l10n.t("{0}: {1}, the same as a single-stage build of {2} ({3}).", name, own, other, stage);
  const [difference, share] = [size(Math.abs(saved.bytes)), percent(saved.share)];
  return saved.bytes > 0
    ? l10n.t(
        "{0}: {1}, {2} smaller ({3}) than a single-stage build of {4} ({5}).",
        name,
        own,
        difference,
        share,
        other,
        stage,
      )
    : l10n.t(
        "{0}: {1}, {2} larger ({3}) than a single-stage build of {4} ({5}).",
        name,
        own,
        difference,
        share,
        other,
        stage,
      );
}

/** The sentences below the figures: what they mean. */
export function footnotes({ store, rows, unmeasured }: SizeComparison): string[] {
  const isCompared = rows.some(({ againstSingle }) => againstSingle !== undefined);
  return [
    storeMeans(store),
    ...(isCompared || unmeasured.length > 0 ? [singleStageMeans()] : []),
    ...(unmeasured.length === 0
      ? []
      : [
          l10n.t(
            "Not measured: {0}. A single-stage build may be larger than shown here. Only stages with a name can be built separately.",
            unmeasured.join(", "),
          ),
        ]),
  ];
}

function singleStageMeans(): string {
  return l10n.t(
    "The size of a single-stage build is estimated. It is the size of the largest stage that the stage copies from, directly or through other stages. A single-stage image would be about that large.",
  );
}

function storeMeans(store: ImageStore): string {
  switch (store) {
    case "layers":
      return l10n.t(
        "The engine reports the size of each image: all files in its layers, unpacked, including the base image.",
      );
    case "containerd":
      return l10n.t(
        "The engine reports the size of each image. It uses the containerd image store, which reports the size of the compressed layers, as they are pushed and pulled. The newest versions also add the size of the unpacked files. You can compare the sizes with each other, but not with the sizes in another image store.",
      );
    case "unknown":
      return l10n.t(
        "The engine reports the size of each image. It does not report whether the layers are compressed.",
      );
  }
}
