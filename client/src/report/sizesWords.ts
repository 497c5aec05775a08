/** What a comparison of sizes says in words, wherever it is shown. */
import type { ImageStore } from "../engine/imageStore";
import { size } from "../progress/words";
import type { Saving, SizeComparison } from "./sizes";

/** `4.1 MB less (99 %)`, `12 kB more (3 %)`, `the same`. */
export function savingWords({ bytes, share }: Saving): string {
  if (bytes === 0) return "the same";
  return `${size(Math.abs(bytes))} ${bytes > 0 ? "less" : "more"} (${percent(share)})`;
}

/** Never 100 % where something is left, and never 0 % where something changed. */
function percent(share: number): string {
  const value = Math.abs(share) * 100;
  if (value > 99 && value < 100) return `${Math.min(99.9, value).toFixed(1)} %`;
  return value > 0 && value < 0.5 ? "under 1 %" : `${Math.round(value)} %`;
}

/** The figure that people quote: of the last stage that has one. */
export function headline({ rows }: SizeComparison): string | undefined {
  const row = rows.findLast(({ againstSingle }) => againstSingle !== undefined);
  if (row?.againstSingle === undefined || row.bytes === undefined) return undefined;
  const { stage, bytes, saved } = row.againstSingle;
  const than = saved.bytes === 0 ? "as" : "than";
  return `${row.name}: ${size(row.bytes)}, ${savingWords(saved)} ${than} a single-stage build of ${size(bytes)} (${stage}).`;
}

/** The sentences below the figures: what they mean. */
export function footnotes({ store, rows, unmeasured }: SizeComparison): string[] {
  const isCompared = rows.some(({ againstSingle }) => againstSingle !== undefined);
  return [
    STORE_MEANS[store],
    ...(isCompared || unmeasured.length > 0 ? [SINGLE_STAGE_MEANS] : []),
    ...(unmeasured.length === 0
      ? []
      : [
          `Not measured: ${unmeasured.join(", ")}. A single-stage build may be larger than shown here. Only stages with a name can be built by themselves.`,
        ]),
  ];
}

const SINGLE_STAGE_MEANS =
  "A single-stage build is taken to weigh what the largest of the stages weighs that a stage takes files from, directly or through others: the image that the file would end with if it had one stage.";

const STORE_MEANS: Record<ImageStore, string> = {
  layers:
    "Sizes are what the engine says of each image: all files of its layers, unpacked, those of its base image among them.",
  containerd:
    "Sizes are what the engine says of each image. It keeps images in the containerd store, where that is the size of the compressed layers, as they are pushed and pulled; in its newest versions the unpacked files are added. So they can be compared with each other, and not with those of another store.",
  unknown:
    "Sizes are what the engine says of each image. It does not say whether it means compressed or unpacked layers.",
};
