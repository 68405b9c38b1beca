import type { Text } from '../../../nodes/alphabet/problem.ts';
import type { Wire } from '../../../main/bridge/wire.ts';

/** A wire in this process, and what a test may do to it. */
export interface TestWire extends Wire {
  /** Everything that this end was told to send, as it was sent. */
  readonly sent: Uint8Array[];
  /** Cuts it, as a network does. */
  cut(why?: Text): void;
}

/** Two ends of one wire; messages arrive in order, each in a task of its own. */
export function pair(): readonly [TestWire, TestWire] {
  let open = true;
  const ends = [0, 1].map(() => {
    const before: Uint8Array[] = [];
    return {
      hear: (bytes: Uint8Array): void => void before.push(bytes),
      before,
      closed: (_why: Text | null): void => undefined,
    };
  });
  const cut = (why: Text | null = null) => {
    if (!open) return;
    open = false;
    for (const end of ends) end.closed(why);
  };
  const wire = (mine: number): TestWire => {
    const sent: Uint8Array[] = [];
    return {
      sent,
      send(bytes) {
        if (!open) return;
        sent.push(bytes);
        const copy = bytes.slice();
        setImmediate(() => open && ends[1 - mine]!.hear(copy));
      },
      onMessage(listener) {
        ends[mine]!.hear = listener;
        for (const bytes of ends[mine]!.before.splice(0)) listener(bytes);
      },
      onClose: (listener) => void (ends[mine]!.closed = listener),
      close: () => cut(),
      cut,
    };
  };
  return [wire(0), wire(1)];
}
