// Pixels: a click may move a little.
const MIN_DRAG = 4;

/**
 * Lets a mouse drag the content of an element. Touch scrolls without this.
 * @returns whether the last press was a drag
 */
export function enableDragging(element: HTMLElement): () => boolean {
  let moved = false;
  element.addEventListener("pointerdown", ({ pointerType, button, clientX, clientY }) => {
    moved = false;
    if (pointerType !== "mouse" || button !== 0) return;
    const { scrollLeft, scrollTop } = element;
    const move = (event: PointerEvent): void => {
      const [x, y] = [event.clientX - clientX, event.clientY - clientY];
      moved ||= Math.abs(x) + Math.abs(y) > MIN_DRAG;
      if (moved) element.scrollTo(scrollLeft - x, scrollTop - y);
    };
    const end = new AbortController();
    document.addEventListener("pointermove", move, { signal: end.signal });
    for (const over of ["pointerup", "pointercancel"])
      document.addEventListener(over, () => end.abort(), { signal: end.signal });
  });
  return () => moved;
}
