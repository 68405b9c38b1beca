import { useEffect, type RefObject } from 'react';
import { machine } from '../state/studio.ts';
import { useRun } from '../state/run.ts';

/** Milliseconds in which comings and goings are told together. */
const QUIET = 200;

/** How many pictures of a node are on the screen. */
const onScreen = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let told = '';

function change(node: string, by: 1 | -1): void {
  const count = (onScreen.get(node) ?? 0) + by;
  if (count > 0) onScreen.set(node, count);
  else onScreen.delete(node);
  tellSoon();
}

function tellSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const nodes = [...onScreen.keys()].sort();
    // Another model begins with nothing watched.
    const model = useRun.getState().engine?.model;
    const now = JSON.stringify([nodes, model?.project, model?.run, model?.text.length]);
    if (now === told) return;
    told = now;
    machine()
      .call('watch', { nodes })
      .catch(() => {
        told = '';
      });
  }, QUIET);
}

useRun.subscribe(({ engine }, before) => {
  if (engine?.model?.run !== before.engine?.model?.run || engine?.model?.text !== before.engine?.model?.text)
    tellSoon();
});

/** Tells the machine that a picture of the node is looked at, as long as its place is on the screen. */
export function useWatched(node: string, place: RefObject<Element | null>): void {
  useEffect(() => {
    let visible = false;
    const observer = new IntersectionObserver(([entry]) => {
      const now = entry?.isIntersecting ?? false;
      if (now !== visible) change(node, now ? 1 : -1);
      visible = now;
    });
    if (place.current) observer.observe(place.current);
    return () => {
      observer.disconnect();
      if (visible) change(node, -1);
    };
  }, [node, place]);
}
