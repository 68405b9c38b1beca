import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BATCH, formatShape } from '../../../../nodes/alphabet/shape.ts';
import type { GraphDocument } from '../../../../nodes/graph/document.ts';
import { STANDARD, outputOf, wire, type StandardMetrics } from '../standard.ts';
import { readTemplate } from '../../../projects/templates.ts';

/** The template whose classifier looks at pictures of digits, and its block. */
const CLASSIFIER = { template: 'digits-classifier', block: 'classifier' } as const;
const PICTURE = formatShape([BATCH, 28, 28, 1]);
/** Beside those of the board, whatever they are called. */
const BLOCK = `${STANDARD}classifier`;

/**
 * Pictures of digits: Fréchet distance (and what it is between real ones), precision, recall, density, coverage, nearest
 * neighbours among the training digits, and where classes go in, how often the asked one comes out.
 */
export default {
  data: 'digits',
  async add(document: GraphDocument, data: string): Promise<void> {
    const made = outputOf(document, PICTURE);
    if (made === null) return;
    const { board } = document;
    await addClassifier(document);
    const add = (id: string, kind: string, dials: Readonly<Record<string, number>> = {}) => {
      board.nodes[id] = { kind, dials: { ...dials } };
    };
    const image = { node: data, port: 'image' };
    const features = { node: `${STANDARD}network`, port: 'block' };
    board.nodes[features.node] = { kind: 'block', dials: { block: BLOCK } };
    const training = { node: `${STANDARD}training-digits`, port: 'image' };
    board.nodes[training.node] = {
      kind: 'digits',
      dials: { ...board.nodes[data]!.dials, looks: 'training' },
    };
    const compare = (id: string, kind: string, generated: typeof image, real: typeof image) => {
      add(id, kind);
      board.wires.push(
        wire(generated, id, 'generated'),
        wire(real, id, 'real'),
        wire(features, id, 'features'),
      );
    };
    compare(`${STANDARD}frechet-distance`, 'frechet-distance', made, image);
    compare(`${STANDARD}real-against-real`, 'frechet-distance', training, image);
    compare(`${STANDARD}precision-recall`, 'precision-recall', made, image);
    compare(`${STANDARD}nearest-neighbour`, 'nearest-neighbour', made, training);
    if (askForTheClassesOf(document, data)) {
      const id = `${STANDARD}class-accuracy`;
      add(id, 'class-accuracy');
      board.wires.push(
        wire(made, id, 'generated'),
        wire({ node: data, port: 'label' }, id, 'label'),
        wire(features, id, 'features'),
      );
    }
  },
} satisfies StandardMetrics;

/** Gives what a person would choose the classes of the data instead. @returns whether there was something to choose */
function askForTheClassesOf({ board }: GraphDocument, data: string): boolean {
  const doors = Object.entries(board.nodes)
    .filter(([, { kind, dials }]) => kind === 'input' && dials.meaning === 'label')
    .map(([id]) => id);
  let asked = false;
  for (const drawn of board.wires)
    if (doors.includes(drawn.from.node)) {
      drawn.from = { node: data, port: 'label' };
      asked = true;
    }
  return asked;
}

/** The classifier as a frozen block that starts from the weights that ship. */
async function addClassifier(document: GraphDocument): Promise<void> {
  const { document: source, weights } = await readTemplate(CLASSIFIER.template);
  const block = source.blocks[CLASSIFIER.block]!;
  document.designs[BLOCK] = source.designs[block.design]!;
  document.blocks[BLOCK] = {
    design: BLOCK,
    frozen: true,
    startsFrom: {
      kind: 'template',
      of: CLASSIFIER.template,
      block: CLASSIFIER.block,
      sha256: createHash('sha256')
        .update(await readFile(weights!))
        .digest('hex'),
    },
  };
}
