interface Pace {
  /** Milliseconds on an element before it counts. */
  readonly delay: number;
  /** Milliseconds off it before it counts no more. */
  readonly linger?: number;
  /** Milliseconds after the last one in which the next one counts at once. */
  readonly warm?: number;
}

/** What floats beside an element that counts bears this: the pointer may go onto it. */
const STAYS = '[data-hover-stays]';

/**
 * Tells which of many elements the pointer rests on, or the keyboard stands on. One pair of ears for the whole page: an element
 * costs nothing until somebody comes near.
 * @param of selector of the elements
 * @param tell hears the element that counts now, `null` for none
 * @returns ends it
 */
export function watchHover(of: string, tell: (element: Element | null) => void, pace: Pace): () => void {
  const { delay, linger = 0, warm = 0 } = pace;
  let told: Element | null = null;
  let wanted: Element | null = null;
  /** Who was pressed is not told of again before the pointer was elsewhere. */
  let pressed: Element | null = null;
  let ended = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Element | null) => {
    clearTimeout(timer);
    wanted = next;
    if (next === told) return;
    if (next === null) ended = performance.now();
    told = next;
    tell(next);
  };
  const want = (next: Element | null) => {
    if (next === wanted) return;
    clearTimeout(timer);
    wanted = next;
    if (next === told) return;
    const known = told !== null || performance.now() - ended < warm;
    timer = setTimeout(() => change(next), next === null ? linger : known ? 0 : delay);
  };
  const at = ({ target }: Event): Element | null => (target instanceof Element ? target.closest(of) : null);

  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    if (event.target instanceof Element && event.target.closest(STAYS)) return want(told);
    const next = at(event);
    if (next !== null && next === pressed) return;
    pressed = null;
    want(next);
  };
  const out = ({ relatedTarget }: PointerEvent) => {
    if (relatedTarget === null) want(null);
  };
  const press = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest(STAYS)) return;
    pressed = at(event);
    change(null);
  };
  const focus = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) want(at(event));
  };
  const leave = () => want(null);
  const dismiss = () => change(null);
  const key = ({ key: pressedKey }: KeyboardEvent) => {
    if (pressedKey === 'Escape') dismiss();
  };

  const ears = new AbortController();
  const { signal } = ears;
  document.addEventListener('pointerover', over, { signal });
  document.addEventListener('pointerout', out, { signal });
  document.addEventListener('pointerdown', press, { signal, capture: true });
  document.addEventListener('focusin', focus, { signal });
  document.addEventListener('focusout', leave, { signal });
  document.addEventListener('keydown', key, { signal, capture: true });
  document.addEventListener('wheel', dismiss, { signal, capture: true, passive: true });
  return () => {
    ears.abort();
    clearTimeout(timer);
  };
}
