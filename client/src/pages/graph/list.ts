/** The graph as a list, for screen readers at any time and for everybody who asks for it. */
import type { StageGraphData } from "../../../../server/src/shared/graph/graph";
import type { NodeState } from "../../views/graph/messages";

export interface List {
  show(graph: StageGraphData): void;
  showStates(states: Readonly<Record<number, NodeState>>): void;
  /** Shows or hides it for those who see; answers whether it is shown. */
  toggle(): boolean;
}

/** A list in `box`. */
export function createList(box: HTMLElement, reveal: (id: string) => void): List {
  let graph: StageGraphData | undefined;
  let states: Readonly<Record<number, NodeState>> = {};
  let isShown = false;

  function draw(): void {
    const rows = (graph?.nodes ?? []).map(({ id, stage, sentence }) => {
      const state = stage === null ? undefined : states[stage];
      const text = state ? `${sentence}; ${state.text}` : sentence;
      const row = document.createElement("li");
      // What cannot be seen gets no focus.
      const words = document.createElement(isShown ? "button" : "span");
      words.textContent = text;
      if (isShown)
        words.addEventListener("click", () => {
          reveal(id);
        });
      row.append(words);
      return row;
    });
    box.replaceChildren(...rows);
    box.classList.toggle("unseen", !isShown);
  }

  return {
    show(next) {
      graph = next;
      draw();
    },
    showStates(next) {
      states = next;
      draw();
    },
    toggle() {
      isShown = !isShown;
      draw();
      return isShown;
    },
  };
}
