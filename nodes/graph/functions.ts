import type { Tensor } from '../alphabet/operation.ts';
import { BATCH, bindBatch, isKnown, type Dimension } from '../alphabet/shape.ts';
import { catalogue } from '../catalogue.ts';
import { Trace } from '../program/trace.ts';
import { makeContext } from './context.ts';
import { describe } from './describe.ts';
import { textDial } from './dials.ts';
import type { GraphDocument } from './document.ts';
import { finishEntry, type Entry } from './entry.ts';
import { blockOf } from './ports.ts';
import { Blocked } from './problems.ts';
import { Slice } from './slice.ts';
import { Variables } from './variables.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * The functions that a trained document can be taken away as: one for each block and one for each output of the board.
 * Inference mode, the batch left open, noise as an input. They read weights by their own names; who fills them in takes
 * the averaged ones where they exist.
 * @param batch B; a number makes functions that can be run as they are
 * @param vocabularies what the tokens of data nodes stand for, where that was learned: a prompt becomes tokens by it
 */
export function functionsOf(
  document: GraphDocument,
  batch: Dimension = BATCH,
  vocabularies: ReadonlyMap<string, Vocabulary> = new Map(),
): Entry[] {
  const { calls } = describe(document);
  const slice = () =>
    new Slice({
      document,
      trace: new Trace(),
      variables: new Variables(),
      mode: 'inference',
      batch,
      trained: new Set(),
      averages: new Set(),
      averaged: false,
      noise: 'input',
      vocabularies,
    });
  const entries: Entry[] = [];
  const attempt = (write: () => Entry) => {
    try {
      entries.push(write());
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
    }
  };
  for (const [id, inputs] of calls)
    attempt(() => {
      const own = slice();
      const { trace } = own.settings;
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, { shape, dtype, meaning }]) => [
          name,
          own.means(
            trace.feed(
              `input/${name}`,
              { shape: isKnown(batch) ? bindBatch(shape, batch) : shape, dtype },
              { kind: 'input', name },
            ),
            meaning,
          ),
        ]),
      );
      const context = makeContext(own, own.board, id, {});
      return finishEntry(`block/${id}`, own, { ...context.call(blockOf(document, id)!, given) });
    });
  for (const [id, node] of Object.entries(document.board.nodes))
    if (catalogue.get(node.kind)?.role === 'output' && !node.off)
      attempt(() => {
        const own = slice();
        own.node(id);
        const name = textDial(node, 'name', 'output');
        return finishEntry(`output/${name}`, own, { [name]: own.arriving(id, 'value') as Tensor });
      });
  return entries;
}
