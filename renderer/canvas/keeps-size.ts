/**
 * Elements on the canvas whose sizes follow the zoom are told one by one. A property of the canvas would be inherited by
 * everything on it: each step of the wheel would find the style of ten thousand elements anew.
 */
function followers(property: string) {
  const elements = new Set<HTMLElement>();
  let now = '';
  return {
    /** A `ref` for an element that has the property from now on. */
    follow(this: void, element: HTMLElement | null): (() => void) | undefined {
      if (!element) return undefined;
      elements.add(element);
      element.style.setProperty(property, now);
      return () => void elements.delete(element);
    },
    set(value: string): void {
      if (value === now) return;
      now = value;
      for (const element of elements) element.style.setProperty(property, value);
    },
  };
}

const floating = followers('--unzoom');
const titled = followers('--title');

/** A `ref` for what floats beside cards and wires and is as large on the screen at every zoom, by `--unzoom`. */
export const keepsSize = floating.follow;
/** A `ref` for what has a title that grows where the canvas is small, by `--title`. */
export const growsTitle = titled.follow;

/** Under this zoom words of a card cannot be read, under the other one not even titles. */
const SMALL = 0.55;
const FAR = 0.25;
/** How large a title is on the screen where it stands alone (pixels), and the most that a card has room for. */
const TITLE = 10.5;
const LARGEST_TITLE = 26;
/** What keeps its size is resized in steps of this factor. */
const STEP = 1.04;

/** How much can be read at a zoom. */
export const detailAt = (zoom: number): 'far' | 'small' | 'full' =>
  zoom < FAR ? 'far' : zoom < SMALL ? 'small' : 'full';

export function setZoom(zoom: number): void {
  floating.set(String(Math.max(1, STEP ** Math.round(Math.log(1 / zoom) / Math.log(STEP)))));
  // Larger, titles are as large as the style sheet says.
  titled.set(`${Math.round(Math.min(LARGEST_TITLE, TITLE / Math.min(zoom, SMALL)))}px`);
}
