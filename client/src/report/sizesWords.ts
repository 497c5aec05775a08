/** What a comparison of sizes says in words, wherever it is shown. */
import * as l10n from "@vscode/l10n";
import type { ImageStore } from "../engine/imageStore";
import { size } from "../engine/amounts";
import type { Saving, SizeComparison } from "./sizes";

/** `4.1 MB less (99 %)`, `12 kB more (3 %)`, `the same`. */
export function savingWords({ bytes, share }: Saving): string {
  if (bytes === 0) return l10n.t("the same");
  const difference = size(Math.abs(bytes));
  return bytes > 0
    ? l10n.t("{0} less ({1})", difference, percent(share))
    : l10n.t("{0} more ({1})", difference, percent(share));
}

/** Never 100 % where something is left, and never 0 % where something changed. */
function percent(share: number): string {
  const value = Math.abs(share) * 100;
  if (value > 99 && value < 100) return `${Math.min(99.9, value).toFixed(1)} %`;
  return value > 0 && value < 0.5 ? l10n.t("under 1 %") : `${Math.round(value)} %`;
}

/** The head of the column that compares with the first stage that has a size, if there is one. */
export function againstFirstTitle(first: string | undefined): string {
  return first === undefined ? l10n.t("Against the first stage") : l10n.t("Against {0}", first);
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
        "{0}: {1}, {2} less ({3}) than a single-stage build of {4} ({5}).",
        name,
        own,
        difference,
        share,
        other,
        stage,
      )
    : l10n.t(
        "{0}: {1}, {2} more ({3}) than a single-stage build of {4} ({5}).",
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
            "Not measured: {0}. A single-stage build may be larger than shown here. Only stages with a name can be built by themselves.",
            unmeasured.join(", "),
          ),
        ]),
  ];
}

function singleStageMeans(): string {
  return l10n.t(
    "A single-stage build is taken to weigh what the largest of the stages weighs that a stage takes files from, directly or through others: the image that the file would end with if it had one stage.",
  );
}

function storeMeans(store: ImageStore): string {
  switch (store) {
    case "layers":
      return l10n.t(
        "Sizes are what the engine says of each image: all files of its layers, unpacked, those of its base image among them.",
      );
    case "containerd":
      return l10n.t(
        "Sizes are what the engine says of each image. It keeps images in the containerd store, where that is the size of the compressed layers, as they are pushed and pulled; in its newest versions the unpacked files are added. So they can be compared with each other, and not with those of another store.",
      );
    case "unknown":
      return l10n.t(
        "Sizes are what the engine says of each image. It does not say whether it means compressed or unpacked layers.",
      );
  }
}
