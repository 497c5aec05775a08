/** Sizes as bars, one below the other. What they show is said by texts as well. */
import { size } from "../engine/amounts";
import { html, type Html } from "./html";

export interface SizeBar {
  name: string;
  bytes: number;
  /** The line that a click shows, from 1. */
  line: number;
}

/** The bars, beside the largest of them; `label` says what they are. */
export function sizeBars(label: string, bars: readonly SizeBar[]): Html {
  const largest = Math.max(1, ...bars.map(({ bytes }) => bytes));
  return html`<section class="timeline" aria-label="${label}">
    ${bars.map(
      ({ name, bytes, line }) =>
        html`<div class="lane">
          <span class="lane-name" title="${name}">${name}</span>
          <svg role="img" aria-label="${name}: ${size(bytes)}" width="100%" height="18">
            <rect
              class="bar size"
              x="0"
              y="2"
              width="${Math.max(0.4, (bytes / largest) * 100).toFixed(2)}%"
              height="14"
              rx="2"
              data-action="reveal"
              data-line="${line}"
            ></rect>
          </svg>
          <span class="lane-value">${size(bytes)}</span>
        </div>`,
    )}
  </section>`;
}
