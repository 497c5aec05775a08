/** The share of cached steps in the last builds of a stage as a line. What it shows is said by its name as well. */
import * as l10n from "@vscode/l10n";
import { percentOf, type CachedShare } from "./cachedShares";
import { html, type Html } from "./html";

const WIDTH = 320;
const HEIGHT = 72;
/** For the points at the ends, and the numbers at the left. */
const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 8;

/** `Cached steps of the last 3 builds of web: 0 %, 50 %, 100 %.` */
export function sharesText(stage: string, shares: readonly CachedShare[]): string {
  const list = shares.map(share => l10n.t("{0} %", percentOf(share))).join(", ");
  return l10n.t("Cached steps of the last {0} builds of {1}: {2}", shares.length, stage, list);
}

/** The chart, the oldest build at the left; nothing for a single build. */
export function shareChart(stage: string, shares: readonly CachedShare[]): Html | undefined {
  if (shares.length < 2) return undefined;
  const points = shares.map((share, index) => ({
    share,
    x: LEFT + (index / (shares.length - 1)) * (WIDTH - LEFT - RIGHT),
    y: TOP + (1 - percentOf(share) / 100) * (HEIGHT - TOP - BOTTOM),
  }));
  return html`<section aria-labelledby="shares">
    <h2 id="shares">${l10n.t("Cached steps of the last builds of {0}", stage)}</h2>
    <svg
      class="shares"
      role="img"
      aria-label="${sharesText(stage, shares)}"
      width="${WIDTH}"
      height="${HEIGHT}"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
    >
      ${[100, 50, 0].map(percent => {
        const y = TOP + (1 - percent / 100) * (HEIGHT - TOP - BOTTOM);
        return html`<line class="guide" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"></line>
          <text class="guide" x="${LEFT - 6}" y="${y + 4}" text-anchor="end"
            >${l10n.t("{0} %", percent)}</text
          >`;
      })}
      <polyline
        class="share"
        points="${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}"
      ></polyline>
      ${points.map(
        ({ share, x, y }) =>
          html`<circle class="share" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3">
            <title>
              ${new Date(share.at).toLocaleString()} ·
              ${l10n.t("{0} of {1} cached", share.cached, share.total)}
            </title>
          </circle>`,
      )}
    </svg>
    <p class="foot">${sharesText(stage, shares)}</p>
  </section>`;
}
