import { useShallow } from 'zustand/react/shallow';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { formatShape } from '../../nodes/alphabet/shape.ts';
import { outputTitle } from '../../nodes/graph/node-title.ts';
import { portsOf } from '../../nodes/graph/ports.ts';
import type { Meaning } from '../../nodes/port.ts';
import { useDescription } from '../shapes/description.ts';
import { keyAt } from '../shapes/locate.ts';
import { graphAt, useDocument } from '../state/document.ts';

interface Wire {
  /** How it is called: by the card that it comes from, and by the port where that gives more than one thing. */
  readonly title: Text;
  /** The papers' symbol, in TeX. */
  readonly symbol: string;
  /** `[B, 28, 28, 1]`; `null` until it is known. */
  readonly shape: string | null;
  readonly meaning: Meaning | undefined;
  /** Only wires of the board can be peeked at. */
  readonly onBoard: boolean;
}

/** What is known of a wire of the graph on the canvas. */
export function useWire(node: string, port: string): Wire {
  const path = useDocument((state) => state.path);
  const symbol = useDocument(({ document, path }) => {
    const graph = document && graphAt(document, path);
    return (graph && portsOf(document, graph, node).outputs[port]?.symbol) ?? port;
  });
  const type = useDescription(({ wires }) => wires.get(keyAt(path, `${node}.${port}`)));
  const title = useDocument(
    useShallow((state) => {
      const graph = state.document && graphAt(state.document, path);
      return graph ? outputTitle(state.document!, graph, { node, port }) : { en: port, ko: port };
    }),
  );
  return {
    title,
    symbol,
    shape: type ? formatShape(type.shape) : null,
    meaning: type?.meaning,
    onBoard: path.length === 0,
  };
}
