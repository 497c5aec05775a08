/** Times and sizes as people read them. */
import * as l10n from "@vscode/l10n";

export { seconds } from "../../../server/src/shared/amounts";

/** `812 B`, `4.2 kB`, `41 MB`, of bytes, in powers of 1000 as Docker shows them. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ""}`;
}

/** `just now`, `2 min ago`, `3 h ago`, `5 days ago`, of milliseconds. */
export function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return l10n.t("just now");
  if (minutes < 60) return l10n.t("{0} min ago", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return l10n.t("{0} h ago", hours);
  return l10n.t("{0} days ago", Math.floor(hours / 24));
}
