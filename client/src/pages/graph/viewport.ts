/** What part of the drawing is in sight: fit, zoom by buttons, keys and wheel, move by dragging and wheel. */

export interface Viewport {
  /** The size of the drawing, in its own pixels; as long as nobody has moved it, it is fitted. */
  setSize(width: number, height: number): void;
  /** All of it in sight, no larger than it is. */
  readonly fit: () => void;
  /** By a factor, around the middle of what is in sight. */
  readonly zoom: (factor: number) => void;
  /** Moves as little as needed for a part of the drawing to be in sight. */
  reveal(box: { x: number; y: number; width: number; height: number }): void;
  /** What there is to draw into, in pixels of the screen. */
  space(): { width: number; height: number };
}

const SMALLEST = 0.05;
const LARGEST = 4;
/** A pointer that moves less was meant as a click. */
const STILL = 4;
const EDGE = 12;

/** Moves and scales `world` within `canvas`. */
export function createViewport(canvas: HTMLElement, world: SVGGElement): Viewport {
  let size = { width: 0, height: 0 };
  let at = { x: 0, y: 0, scale: 1 };
  let isFitted = true;

  function place(next: typeof at): void {
    at = next;
    world.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.scale})`);
  }

  const space = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });

  function fit(): void {
    isFitted = true;
    const { width, height } = space();
    if (width === 0 || size.width === 0) return;
    const scale = Math.max(SMALLEST, Math.min(1, width / size.width, height / size.height));
    place({
      scale,
      x: Math.max(0, (width - size.width * scale) / 2),
      y: Math.max(0, (height - size.height * scale) / 2),
    });
  }

  /** The point of the drawing below `x`, `y` stays there. */
  function zoomAt(factor: number, x: number, y: number): void {
    isFitted = false;
    const scale = Math.min(LARGEST, Math.max(SMALLEST, at.scale * factor));
    const by = scale / at.scale;
    place({ scale, x: x - (x - at.x) * by, y: y - (y - at.y) * by });
  }

  function move(x: number, y: number): void {
    isFitted = false;
    place({ ...at, x: at.x + x, y: at.y + y });
  }

  canvas.addEventListener(
    "wheel",
    event => {
      event.preventDefault();
      const { left, top } = canvas.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.ctrlKey || event.metaKey)
        zoomAt(Math.exp((-event.deltaY * lines) / 300), event.clientX - left, event.clientY - top);
      else if (event.shiftKey && event.deltaX === 0) move(-event.deltaY * lines, 0);
      else move(-event.deltaX * lines, -event.deltaY * lines);
    },
    { passive: false },
  );

  let drag: { x: number; y: number; isMoving: boolean } | undefined;
  canvas.addEventListener("pointerdown", ({ button, clientX, clientY }) => {
    if (button === 0) drag = { x: clientX, y: clientY, isMoving: false };
  });
  canvas.addEventListener("pointermove", event => {
    if (drag === undefined || event.buttons === 0) {
      drag = undefined;
      return;
    }
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.isMoving && Math.hypot(x, y) < STILL) return;
    if (!drag.isMoving) canvas.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY, isMoving: true };
    move(x, y);
  });
  // What was dragged was not clicked.
  canvas.addEventListener(
    "click",
    event => {
      if (drag?.isMoving === true) event.stopPropagation();
      drag = undefined;
    },
    { capture: true },
  );
  new ResizeObserver(() => {
    if (isFitted) fit();
  }).observe(canvas);

  return {
    setSize(width, height) {
      size = { width, height };
      if (isFitted) fit();
    },
    fit,
    zoom: factor => {
      const { width, height } = space();
      zoomAt(factor, width / 2, height / 2);
    },
    reveal({ x, y, width, height }) {
      const { width: right, height: bottom } = space();
      const scale = at.scale;
      const [left, top] = [at.x + x * scale, at.y + y * scale];
      const outside = (start: number, length: number, end: number) =>
        start < EDGE
          ? EDGE - start
          : start + length > end - EDGE
            ? Math.max(EDGE - start, end - EDGE - start - length)
            : 0;
      const [moveX, moveY] = [outside(left, width * scale, right), outside(top, height * scale, bottom)];
      if (moveX !== 0 || moveY !== 0) move(moveX, moveY);
    },
    space,
  };
}
