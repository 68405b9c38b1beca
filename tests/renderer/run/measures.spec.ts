import { describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { measuresOf } from '../../../renderer/run/measures.ts';
import { smallVae } from '../../documents.ts';

/** What a run of the small VAE tells. */
const NAMES = [
  'nll.loss',
  'kl.loss',
  'total.loss',
  'optimizer.learningRate',
  'optimizer.gradientNorm',
  'optimizer.loss',
  'elbo -ELBO',
  'elbo reconstruction',
  'elbo KL',
  'elbo bits per dimension',
];

const sorted = (document: GraphDocument, names = NAMES) =>
  measuresOf(document, names).map(({ title, unit, train, heldOut, group }) => ({
    title: title.en,
    unit,
    train,
    heldOut,
    group,
  }));

describe('curves by what they measure', () => {
  test('training and held-out stand in one plot where they measure the same, the total first', () => {
    expect(sorted(smallVae())).toEqual([
      { title: 'Total loss', unit: 'nats', train: 'total.loss', heldOut: 'elbo -ELBO', group: 'losses' },
      {
        title: 'Negative log-likelihood',
        unit: 'nats',
        train: 'nll.loss',
        heldOut: 'elbo reconstruction',
        group: 'losses',
      },
      { title: 'KL divergence', unit: 'nats', train: 'kl.loss', heldOut: 'elbo KL', group: 'losses' },
      {
        title: 'ELBO: bits per dimension',
        unit: 'bits',
        train: null,
        heldOut: 'elbo bits per dimension',
        group: 'metrics',
      },
      {
        title: 'Learning rate',
        unit: null,
        train: 'optimizer.learningRate',
        heldOut: null,
        group: 'optimizers',
      },
      {
        title: 'Norm of the gradient (before clipping)',
        unit: null,
        train: 'optimizer.gradientNorm',
        heldOut: null,
        group: 'optimizers',
      },
    ]);
  });

  test('the loss of an optimizer, which only repeats the wire, is left out', () => {
    expect(sorted(smallVae(), ['optimizer.loss'])).toEqual([]);
  });

  test('an optimizer that is moved by something that is no loss by kind tells of it, by the name of its card', () => {
    const document = smallVae();
    document.board.nodes.total = { kind: 'expression', dials: { formula: 'a + b' } };
    document.board.wires = document.board.wires.map((wire) =>
      wire.from.node === 'total' ? { ...wire, from: { node: 'total', port: 'result' } } : wire,
    );
    const told = () => measuresOf(document, ['optimizer.loss', 'kl.loss']);
    expect(told().map(({ title, group }) => [title.ko, group])).toEqual([
      ['수식', 'losses'],
      ['KL 발산', 'losses'],
    ]);
    document.board.nodes.total!.name = 'Energy gap';
    document.board.nodes.total!.names = { ko: '에너지 차' };
    expect(told()[0]!.title).toEqual({ en: 'Energy gap', ko: '에너지 차' });
  });

  test('a total with another weight than 1 is no ELBO: it stands apart', () => {
    const document = smallVae();
    document.board.nodes.total!.dials.weights = { nll: 1, kl: 4 };
    const measures = sorted(document);
    expect(measures[0]).toMatchObject({ train: 'total.loss', heldOut: null });
    expect(measures.find(({ heldOut }) => heldOut === 'elbo -ELBO')).toMatchObject({
      title: 'ELBO: -ELBO',
      unit: 'nats',
      train: null,
    });
    expect(measures.find(({ train }) => train === 'kl.loss')!.heldOut).toBe('elbo KL');
  });

  test('nodes wear their own names; curves of nodes that are gone are left out', () => {
    const document = smallVae();
    document.board.nodes.kl!.name = 'Rate';
    delete document.board.nodes.elbo;
    expect(sorted(document, ['kl.loss', 'elbo KL', 'gone.loss'])).toEqual([
      { title: 'Rate', unit: 'nats', train: 'kl.loss', heldOut: null, group: 'losses' },
    ]);
  });

  test('two losses of one kind are told apart', () => {
    const document = smallVae();
    document.board.nodes['kl-2'] = structuredClone(document.board.nodes.kl!);
    expect(sorted(document, ['kl.loss', 'kl-2.loss']).map(({ title }) => title)).toEqual([
      'KL divergence 1',
      'KL divergence 2',
    ]);
  });

  test('a loss that gives several numbers tells them apart, by its title too where there are two such losses', () => {
    const document = smallVae();
    const names = ['game.accuracy', 'game.discriminatorLoss', 'game.generatorLoss'];
    const titles = () => measuresOf(document, names).map(({ title }) => title);
    document.board.nodes.game = {
      kind: 'adversarial',
      dials: {},
      name: 'Game over A',
      names: { ko: 'A 게임' },
    };
    expect(
      titles()
        .map(({ en }) => en)
        .slice(0, 2),
    ).toEqual(['Discriminator loss', 'Generator loss']);
    document.board.nodes.other = { kind: 'adversarial', dials: {} };
    expect(titles().slice(0, 2)).toEqual([
      { en: 'Game over A: Discriminator loss', ko: 'A 게임: 판별기 손실' },
      { en: 'Game over A: Generator loss', ko: 'A 게임: 생성기 손실' },
    ]);
  });
});
