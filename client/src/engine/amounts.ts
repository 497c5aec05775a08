/** Times and sizes as people read them. */
import * as l10n from "@vscode/l10n";

/** `0.4 s`, `12 s`, `3 min 5 s`, of milliseconds. */
export function seconds(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  if (milliseconds < 9_950) return l10n.t("{0} s", (milliseconds / 1000).toFixed(1));
  if (whole < 60) return l10n.t("{0} s", whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60)
    return whole % 60 === 0 ? l10n.t("{0} min", minutes) : l10n.t("{0} min {1} s", minutes, whole % 60);
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? l10n.t("{0} h", hours) : l10n.t("{0} h {1} min", hours, minutes % 60);
}

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
