/** What a lens says of a state, for places that draw no icons of VS Code. Pure. */

/** A mark for each icon that lenses have; they are read out as the words behind them, so they need no words of their own. */
const MARKS: Record<string, string> = {
  check: "✓",
  error: "✗",
  "circle-slash": "⊘",
  clock: "…",
  loading: "▸",
};

/** `$(check) built` as `✓ built`. */
export function withoutIcons(text: string): string {
  return text.replace(/\$\(([a-z-]+)\)[\s\u00a0]*/g, (_, icon: string) => {
    const mark = MARKS[icon];
    return mark === undefined ? "" : `${mark} `;
  });
}
