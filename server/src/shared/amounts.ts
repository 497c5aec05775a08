/** Times as people read them. */
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
