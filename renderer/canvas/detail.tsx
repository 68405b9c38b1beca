import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect } from 'react';
import { setFlow } from './canvas-state.ts';
import { heldWhileMoving } from './held-while-moving.ts';
import { detailAt, setZoom } from './keeps-size.ts';

/** Makes the canvas known to those who act on it, and tells it how much can be read at its zoom. */
export function Detail({ frame }: { readonly frame: React.RefObject<HTMLDivElement | null> }) {
  const detail = useStore(({ transform: [, , zoom] }) => detailAt(zoom));
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => setFlow(flow as never, frame.current), [flow, frame]);
  useEffect(() => {
    if (frame.current) frame.current.dataset.detail = detail;
  }, [detail, frame]);
  useLayoutEffect(() => {
    setZoom(store.getState().transform[2]);
    return store.subscribe(({ transform: [, , zoom] }) => setZoom(zoom));
  }, [store]);
  useEffect(() => (frame.current ? heldWhileMoving(store, frame.current) : undefined), [store, frame]);
  return null;
}
