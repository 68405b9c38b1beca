import { afterEach, describe, expect, test, vi } from 'vitest';
import { formatShape } from '../../../nodes/alphabet/shape.ts';
import { allProblems, brokenBy, describeForWindow } from '../../../renderer/shapes/described.ts';
import { describer } from '../../../renderer/shapes/describer.ts';
import { keepDescribed, useDescription } from '../../../renderer/shapes/description.ts';
import { locateAll, pathOfCalls, wayTo, weightsKey } from '../../../renderer/shapes/locate.ts';
import type { Answer, FromWorker } from '../../../renderer/shapes/messages.ts';
import { workerEnd } from '../../../renderer/shapes/worker-end.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { openDocument } from '../../../renderer/state/document.ts';
import { useProject } from '../../../renderer/state/project.ts';
import { document, graph, smallVae, type Drawing } from '../../documents.ts';
import { Hand } from '../edits/hand.ts';

/** A board of `cards` cards in chains of pointwise maths on noise. */
function largeBoard(cards: number) {
  const nodes: Drawing['board']['nodes'] = {};
  const wires: string[] = [];
  for (let i = 0; i < cards; i++) {
    const first = i % 30 === 0;
    nodes[`n${i}`] = first ? { kind: 'gaussian-noise', shape: [28, 28, 1] } : { kind: 'add' };
    const from = i % 30 === 1 ? `n${i - 1}.noise` : `n${i - 1}.result`;
    if (!first) wires.push(`${from} -> n${i}.a`, `${from} -> n${i}.b`);
  }
  return document({ board: { nodes, wires } });
}

/** What a work that stops in between comes to. */
function whole<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

describe('a description', () => {
  test('tells wires on the board and inside, and weights by block and member', () => {
    const { wires, parameters, costs } = describeForWindow(smallVae());
    expect(formatShape(wires.get('encode.mean')!.shape)).toBe('[B, 2]');
    expect(formatShape(wires.get('encode/hidden.output')!.shape)).toBe('[B, 16]');
    expect(parameters.get('encoder/hidden')).toBe(784 * 16 + 16);
    expect(parameters.get('encoder')).toBe(784 * 16 + 16 + 2 * (16 * 2 + 2));
    expect(costs.get('encode')!.flops).toBeGreaterThan(costs.get('encode/hidden')!.flops);
  });

  test('of 300 nodes is whole', () => {
    const { problems, wires } = describeForWindow(largeBoard(300));
    expect(problems).toEqual([]);
    expect(wires.size).toBeGreaterThanOrEqual(300);
  });

  test('what only training meets comes after it', () => {
    const untrained = new Hand().delete('optimizer').document;
    const { problems } = describeForWindow(untrained);
    expect(problems).toEqual([]);
    expect(whole(allProblems(untrained, problems)).map(({ text }) => text.en)).toEqual([
      expect.stringMatching(/trains nothing/),
    ]);
  });

  test('a place is told once, whatever batch it is met with', () => {
    const mismatched = new Hand().wire('digits.label', 'reparameterize.mean').document;
    const { problems } = describeForWindow(mismatched);
    const all = whole(allProblems(mismatched, problems)).filter(
      ({ place }) => place?.node === 'reparameterize',
    );
    expect(all.map(({ text }) => text.en)).toEqual([expect.stringContaining('[B] and [B, 2]')]);
  });

  test('says what an edit would break', () => {
    const hand = new Hand();
    const before = hand.document;
    hand.wire('digits.image', 'decode.latent');
    expect(brokenBy(before, hand.document)?.en).toMatch(/28/);
    expect(brokenBy(before, before)).toBeNull();
  });

  test("says too what only training would meet: the optimizer's own sentence", () => {
    const vae = smallVae();
    const after = { ...vae, blocks: { ...vae.blocks, decoder: { ...vae.blocks.decoder!, frozen: true } } };
    const wires = after.board.wires.filter(({ from }) => `${from.node}.${from.port}` !== 'decode.block');
    const before = { ...after, board: { ...after.board, wires } };
    expect(brokenBy(before, after)?.en).toBe(
      "The block 'decoder' is frozen and cannot be trained. Thaw it, or take its wire away from this optimizer.",
    );
  });
});

describe('the describer', () => {
  test('drops documents that a newer one overtook', () => {
    const answers: Answer[] = [];
    const jobs: (() => void)[] = [];
    const { ask } = describer(
      (answer) => answers.push(answer),
      (run) => jobs.push(run),
    );
    for (const number of [1, 2, 3]) ask({ kind: 'describe', number, document: smallVae() });
    while (jobs.length > 0) jobs.shift()!();
    expect(answers.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['described 3', 'problems 3']);
  });

  test('leaves problems of training where a new document waits', () => {
    const answers: string[] = [];
    const jobs: (() => void)[] = [];
    const { ask } = describer(
      ({ kind, number }) => answers.push(`${kind} ${number}`),
      (run) => jobs.push(run),
    );
    ask({ kind: 'describe', number: 1, document: smallVae() });
    jobs.shift()!();
    ask({ kind: 'describe', number: 2, document: smallVae() });
    while (jobs.length > 0) jobs.shift()!();
    expect(answers).toEqual(['described 1', 'described 2', 'problems 2']);
  });
});

describe('the window', () => {
  let end = () => {};
  afterEach(() => end());

  test('follows edits and keeps what it knew of training until it knows anew', async () => {
    const hand = new Hand();
    end = keepDescribed();
    await vi.waitFor(() => expect(useDescription.getState().checked).toBe(true), 20_000);
    expect(useDescription.getState().problems).toEqual([]);
    hand.delete('optimizer');
    await vi.waitFor(() => expect(useDescription.getState().problems).toHaveLength(1));
    expect(useDescription.getState().problems[0]!.node).toBeNull();
    hand.undo();
    await vi.waitFor(() => expect(useDescription.getState().problems).toHaveLength(0));
    expect(useDescription.getState().document).toBe(hand.document);
  });
});

describe('from project to project', () => {
  const show = (project: string, shown: GraphDocument) => {
    useProject.setState({ open: { project } as ReturnType<typeof useProject.getState>['open'] });
    openDocument(shown);
  };
  let end = () => {};
  afterEach(() => {
    end();
    useProject.setState({ open: null });
    openDocument(null);
  });

  test('what is opened after it began is described, and nothing of one project is told of another', async () => {
    end = keepDescribed();
    const first = smallVae();
    show('one', first);
    await vi.waitFor(() => expect(useDescription.getState().document).toBe(first), 20_000);
    const second = smallVae({ batch: 5 });
    show('two', second);
    expect(useDescription.getState()).toMatchObject({ document: null, checked: false, wires: new Map() });
    await vi.waitFor(() => expect(useDescription.getState().document).toBe(second), 20_000);
  });

  test('an answer that comes after the project was left is not heard', async () => {
    const answers: Answer[] = [];
    let hear: (event: { readonly data: Answer }) => void = () => undefined;
    const { ask } = describer(
      (answer) => answers.push(answer),
      (run) => void setTimeout(run, 0),
    );
    class SlowWorker {
      postMessage = ask;
      addEventListener(_: 'message', listener: typeof hear) {
        hear = listener;
      }
    }
    vi.stubGlobal('Worker', SlowWorker);
    end = keepDescribed();
    vi.unstubAllGlobals();
    const shown = smallVae();
    show('one', shown);
    await vi.waitFor(() => expect(answers).toHaveLength(2), 20_000);
    useProject.setState({ open: null });
    openDocument(null);
    for (const data of answers) hear({ data });
    expect(useDescription.getState().document).toBeNull();
    // The worker stays for the next project.
    show('two', shown);
    await vi.waitFor(() => expect(answers).toHaveLength(4), 20_000);
    for (const data of answers.slice(2)) hear({ data });
    expect(useDescription.getState()).toMatchObject({ document: shown, checked: true });
  });
});

describe('the answer to an edit', () => {
  test('is heard in the frame that is being made, before its message; and once', async () => {
    vi.resetModules();
    const { useDescription, keepDescribed } = await import('../../../renderer/shapes/description.ts');
    const { openDocument, edit, useDocument } = await import('../../../renderer/state/document.ts');
    const frames: FrameRequestCallback[] = [];
    const messages: FromWorker[] = [];
    let hear: (event: { readonly data: FromWorker }) => void = () => undefined;
    class IsolatedWorker {
      postMessage = workerEnd((message) => messages.push(message));
      addEventListener(_: 'message', listener: typeof hear) {
        hear = listener;
      }
    }
    vi.stubGlobal('crossOriginIsolated', true);
    vi.stubGlobal('Worker', IsolatedWorker);
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
    openDocument(smallVae());
    const end = keepDescribed();
    try {
      await vi.waitFor(() => expect(messages).toHaveLength(2), 20_000);
      for (const data of messages.splice(0)) hear({ data });
      frames.length = 0;

      edit({ en: 'Change the batch', ko: '배치 바꾸기' }, (draft) => void (draft.batch = 5));
      const edited = useDocument.getState().document;
      expect(frames).toHaveLength(1);
      await vi.waitFor(() => expect(messages[0]).toEqual({ kind: 'mail' }), 20_000);
      expect(useDescription.getState().document).not.toBe(edited);
      frames[0]!(0);
      expect(useDescription.getState()).toMatchObject({ document: edited, checked: false });
      const described = useDescription.getState();
      // The message that follows tells nothing new.
      hear({ data: messages.shift()! });
      expect(useDescription.getState()).toBe(described);
      await vi.waitFor(() => expect(messages).toHaveLength(1), 20_000);
      hear({ data: messages.shift()! });
      expect(useDescription.getState().checked).toBe(true);

      // Where no frame comes, the message tells it.
      edit({ en: 'Change the batch', ko: '배치 바꾸기' }, (draft) => void (draft.batch = 6));
      await vi.waitFor(() => expect(messages[0]).toEqual({ kind: 'mail' }), 20_000);
      hear({ data: messages.shift()! });
      expect(useDescription.getState().document).toBe(useDocument.getState().document);
    } finally {
      end();
      openDocument(null);
      vi.unstubAllGlobals();
    }
  });
});

describe('the way to a problem', () => {
  test('is found by calls, stacked ones too, and by the design', () => {
    const vae = smallVae();
    expect(pathOfCalls(vae, 'encode')).toEqual([{ node: 'encode', design: 'encoder' }]);
    expect(pathOfCalls(vae, 'encode[3]')).toEqual([{ node: 'encode', design: 'encoder' }]);
    expect(pathOfCalls(vae, 'digits')).toBeNull();
    expect(wayTo(vae, 'decoder')).toEqual([{ node: 'decode', design: 'decoder' }]);
    expect(wayTo(vae, 'nowhere')).toBeNull();
  });

  test('a problem of a design that is called twice is told once', () => {
    const vae = smallVae({
      designs: {
        ...smallVae().designs,
        decoder: graph({
          nodes: { latent: { kind: 'input', name: 'latent' }, image: { kind: 'output', name: 'image' } },
          wires: [],
        }),
      },
    });
    const told = locateAll(vae, describeForWindow(vae).problems);
    const needs = told.filter(({ text }) => text.en.includes("needs a wire into 'Value'"));
    expect(needs).toHaveLength(1);
    expect(needs[0]).toMatchObject({ node: 'image', path: [{ node: 'decode', design: 'decoder' }] });
  });

  test('weights are counted by their owner', () => {
    const vae = smallVae();
    expect(weightsKey(vae, [], 'generate')).toBe('decoder');
    expect(weightsKey(vae, [{ node: 'generate', design: 'decoder' }], 'pixels')).toBe('decoder/pixels');
    expect(weightsKey(vae, [], 'digits')).toBeNull();
  });
});
