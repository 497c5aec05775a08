/** The card of a node beside it: what the editor's hover says, asked for when the pointer or the focus rests there. */
import type { CardBlock } from "../../../../server/src/protocol";

export interface Card {
  /** Shows the card of a node soon, beside a box of the window. */
  readonly show: (id: string, at: DOMRect) => void;
  fill(id: string, blocks: readonly CardBlock[]): void;
  readonly hide: () => void;
}

/** As VS Code's hovers. */
const REST_MS = 300;
const GAP = 6;

/** A card in `box`; `ask` has the extension send what is in it. */
export function createCard(box: HTMLElement, ask: (id: string) => void): Card {
  let wanted: { id: string; at: DOMRect } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hide(): void {
    clearTimeout(timer);
    wanted = undefined;
    box.hidden = true;
  }

  return {
    show(id, at) {
      if (wanted?.id === id) return;
      hide();
      wanted = { id, at };
      timer = setTimeout(() => {
        ask(id);
      }, REST_MS);
    },
    fill(id, blocks) {
      if (wanted?.id !== id || blocks.length === 0) return;
      box.replaceChildren(...blocks.map(blockElement));
      box.hidden = false;
      placeBeside(box, wanted.at);
    },
    hide,
  };
}

/** Below it, else above it; never outside of the window. */
function placeBeside(box: HTMLElement, at: DOMRect): void {
  const { offsetWidth, offsetHeight } = box;
  const below = at.bottom + GAP + offsetHeight <= innerHeight;
  const top = below ? at.bottom + GAP : Math.max(0, at.top - GAP - offsetHeight);
  box.style.left = `${Math.max(0, Math.min(at.left, innerWidth - offsetWidth - GAP))}px`;
  box.style.top = `${Math.min(top, Math.max(0, innerHeight - offsetHeight))}px`;
}

const TAGS = { paragraph: "p", list: "ul", code: "pre" } as const;

function blockElement({ kind, lines }: CardBlock): HTMLElement {
  const block = document.createElement(TAGS[kind]);
  const rows = lines.map(line =>
    line.map(({ text, style }) => {
      const part = document.createElement(style === "strong" ? "strong" : style === "code" ? "code" : "span");
      part.textContent = text;
      return part;
    }),
  );
  for (const row of rows) {
    if (kind !== "list") block.append(...row);
    else {
      const item = document.createElement("li");
      item.append(...row);
      block.append(item);
    }
  }
  return block;
}
