import { useStoreApi, type ReactFlowState } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** Between dots, in pixels of the canvas; nearer to each other than this on the screen, there are twice as few. */
const GAP = 20;
const NEAREST = 10;

/**
 * The dots behind the cards. A tile more than the canvas is wide, they move by less than a tile when it is moved, as one
 * layer: only zooming paints them anew.
 */
export function Dots() {
  const store = useStoreApi();
  const ground = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let painted = 0;
    const place = ({ transform: [x, y, zoom] }: ReactFlowState) => {
      if (!ground.current) return;
      const { style } = ground.current;
      const sparser = Math.max(0, Math.ceil(Math.log2(NEAREST / (GAP * zoom))));
      const gap = GAP * zoom * 2 ** sparser;
      if (gap !== painted) {
        style.backgroundSize = `${gap}px ${gap}px`;
        style.right = style.bottom = `${-gap}px`;
        painted = gap;
      }
      // Dots are in the middle of their tiles, and stand where the grid of the canvas does.
      const at = (offset: number) => ((((offset - gap / 2) % gap) + gap) % gap) - gap;
      style.transform = `translate(${at(x)}px, ${at(y)}px)`;
    };
    place(store.getState());
    return store.subscribe(place);
  }, [store]);
  return <div ref={ground} className="canvas-dots" aria-hidden />;
}
