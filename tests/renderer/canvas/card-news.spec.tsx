// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  useArriving,
  useCardLine,
  useCardNode,
  useCardPorts,
  useCardProblems,
  useLeaving,
  useProblemsInside,
  useSharing,
  useWeights,
  useWireType,
} from '../../../renderer/canvas/card-state.ts';
import { useNetworkNames } from '../../../renderer/canvas/card-ports.tsx';
import { keepDescribed, useDescription } from '../../../renderer/shapes/description.ts';
import { edit, enter, openDocument, redo, undo, useDocument } from '../../../renderer/state/document.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { smallVae } from '../../documents.ts';
import { after, draw } from '../drawn.tsx';

let end = () => {};

beforeEach(async () => {
  openDocument(smallVae());
  end = keepDescribed();
  await described();
});
afterEach(() =>
  after(() => {
    end();
    openDocument(null);
  }),
);

const described = () =>
  vi.waitFor(() => {
    const { document, checked } = useDescription.getState();
    expect(checked && document === useDocument.getState().document).toBe(true);
  }, 20_000);

/** All that a card is drawn from. */
function Facts({ id }: { readonly id: string }) {
  const ports = useCardPorts(id);
  const arriving = useArriving(id);
  const known = {
    node: useCardNode(id),
    line: useCardLine(id),
    ports,
    arriving,
    leaving: useLeaving(id),
    names: Object.entries(useNetworkNames(id, arriving)).toSorted(([a], [b]) => a.localeCompare(b)),
    sharing: useSharing(id),
    problems: useCardProblems(id).map(({ text }) => text.en),
    inside: useProblemsInside(id),
    weights: useWeights(id),
  };
  return (
    <li>
      {id} {JSON.stringify(known)}
      {Object.keys(ports.outputs).map((port) => (
        <Type key={port} node={id} port={port} />
      ))}
    </li>
  );
}

const Type = ({ node, port }: { readonly node: string; readonly port: string }) => (
  <b>{JSON.stringify(useWireType(node, port))}</b>
);

const Board = ({ ids }: { readonly ids: readonly string[] }) => (
  <ul>
    {ids.map((id) => (
      <Facts key={id} id={id} />
    ))}
  </ul>
);

const board =
  (change: (board: GraphDocument['board'], document: GraphDocument) => void): (() => void) =>
  () =>
    edit({ en: 'Edit', ko: '편집' }, (draft) => change(draft.board, draft));

const EDITS: Readonly<Record<string, (() => void) | readonly (() => void)[]>> = {
  'a dial': board(({ nodes }) => void (nodes['optimizer']!.dials['learningRate'] = 0.5)),
  'a name, which is a tag at another card': board(({ nodes }) => void (nodes['encode']!.name = 'Eyes')),
  'the name of a block': board((_, { blocks }) => void (blocks['encoder']!.name = 'Ears')),
  'a card that is deleted': board((graph) => {
    delete graph.nodes['kl'];
    graph.wires = graph.wires.filter(({ from, to }) => from.node !== 'kl' && to.node !== 'kl');
  }),
  'a card that is deleted without its wires': board(({ nodes }) => void delete nodes['encode']),
  'wires that change places': board((graph) => void graph.wires.reverse()),
  'a wire that is cut': board((graph) => void graph.wires.splice(0, 1)),
  'a card that is switched off': board(({ nodes }) => void (nodes['reparameterize']!.off = true)),
  'two cards in a row that are switched off': board(({ nodes }) => {
    for (const id of ['reparameterize', 'decode']) nodes[id]!.off = true;
  }),
  'what goes through two cards that are switched off': [
    board((graph) => {
      graph.nodes['generate']!.off = true;
      graph.nodes['third'] = { ...graph.nodes['generate']! };
      graph.wires.push({ from: { node: 'generate', port: 'image' }, to: { node: 'third', port: 'latent' } });
    }),
    board(({ nodes }) => void (nodes['noise']!.dials['shape'] = [5])),
  ],
  'a call of the same block': board(({ nodes }) => void (nodes['third'] = { ...nodes['decode']! })),
  'a block that is frozen': board((_, { blocks }) => void (blocks['decoder']!.frozen = true)),
  'a layer in a design': board((_, { designs }) => {
    for (const { nodes } of Object.values(designs))
      for (const node of Object.values(nodes)) if (node.kind === 'dense') node.dials['units'] = 7;
  }),
};

test.each(Object.entries(EDITS))('whoever draws a card is told of %s', async (_, deeds) => {
  const ids = [...Object.keys(useDocument.getState().document!.board.nodes), 'third'];
  for (const deed of [deeds].flat()) {
    const untouched = await told(ids);
    await after(deed);
    await after(described);
    expect(await told(ids)).not.toBe(untouched);
  }
  for (const again of [undo, redo, undo]) {
    await after(() => void again());
    await after(described);
    await told(ids);
  }
});

/** What is on the page now, which was told of every change, must be what a new page finds. */
let page: HTMLElement | null = null;
async function told(ids: readonly string[]): Promise<string> {
  const kept = page?.isConnected ? page.textContent : null;
  page = await draw(<Board ids={ids} />);
  if (kept !== null && kept !== '') expect(kept).toBe(page.textContent);
  return page.textContent!;
}

test('whoever draws a card is told where another graph is entered', async () => {
  const document = useDocument.getState().document!;
  const { design } = document.blocks['encoder']!;
  const ids = Object.keys(document.designs[design]!.nodes);
  const outside = await told(ids);
  await after(() => enter([{ node: 'encode', design }]));
  expect(await told(ids)).not.toBe(outside);
});
