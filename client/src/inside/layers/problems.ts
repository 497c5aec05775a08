/** What people read of a layer whose bytes cannot be decompressed. */
import * as l10n from "@vscode/l10n";
import { size } from "../../engine/amounts";

export function damaged(): Error {
  return new Error(l10n.t("A layer of the image is damaged: it cannot be decompressed."));
}

export function cutOff(): Error {
  return new Error(l10n.t("A layer of the image is incomplete: its compressed data ends too early."));
}

/** Of a layer whose zstd frames look back over so many bytes, where `most` bytes are what is held. */
export function windowTooLarge(window: number, most: number): Error {
  return new Error(
    l10n.t(
      "A layer of the image is compressed with a zstd window of {0}. Windows of up to {1} can be read here.",
      size(window),
      size(most),
    ),
  );
}
