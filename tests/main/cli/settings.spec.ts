import { expect, test } from 'vitest';
import { UsageError } from '../../../main/cli/errors.ts';
import { applySettings, liveSettings, readSetting } from '../../../main/cli/settings.ts';
import { smallVae } from '../../documents.ts';

const apply = (...texts: string[]) => {
  const drawn = smallVae();
  applySettings(drawn, texts.map(readSetting));
  return drawn;
};

const live = (...texts: string[]) => liveSettings(smallVae(), texts.map(readSetting));

test('a value is read by the type of its dial', () => {
  const { board, phases } = apply(
    'optimizer.learningRate=5e-4',
    'optimizer.method=AdamW',
    'digits.classes=3,7',
    'noise.shape=[2]',
    'total.weights.kl=4',
    'samples.name=a=b',
    'training.steps=7',
  );
  expect(board.nodes).toMatchObject({
    optimizer: { dials: { learningRate: 0.0005, method: 'AdamW' } },
    digits: { dials: { classes: [3, 7], values: 'binary' } },
    noise: { dials: { shape: [2] } },
    total: { dials: { weights: { nll: 1, kl: 4 } } },
    samples: { dials: { name: 'a=b' } },
  });
  expect(phases).toEqual([{ name: 'training', steps: 7 }]);
});

test('the document that the weights came from is left as it was', () => {
  const drawn = smallVae();
  const weights = drawn.board.nodes['total']!.dials['weights'];
  applySettings(drawn, [readSetting('total.weights.kl=4')]);
  expect(weights).toEqual({ nll: 1, kl: 1 });
});

test.each([
  ['optimizer', '--set takes node.dial=value'],
  ['optimizer=3', '--set takes node.dial=value'],
  ['.rate=3', '--set takes node.dial=value'],
  ['optimiser.learningRate=1', "has no node or phase 'optimiser'. Did you mean 'optimizer'?"],
  ['optimizer.learningrate=1', "has no dial 'learningrate'. Did you mean 'learningRate'?"],
  ['optimizer.learningRate=fast', `takes a number from 0 to 100; it is "fast"`],
  ['optimizer.learningRate=', `takes a number from 0 to 100; it is ""`],
  ['optimizer.learningRate=101', 'takes a number from 0 to 100; it is 101'],
  ['optimizer.every=1.5', 'takes a whole number'],
  ['optimizer.method=adam', 'takes one of SGD, momentum, RMSProp, Adam, AdamW; it is "adam"'],
  ['optimizer.learningRate.x=1', "'optimizer.learningRate' has one value"],
  ['digits.classes=1,two', '"two"'],
  ['total.weights=2', 'write --set total.weights.<wire>=<number>, where the wire is nll or kl'],
  ['total.weights.kel=2', 'where the wire is nll or kl'],
  ['training.steps=0', 'a whole number of at least 1'],
  ['training.rate=1', "The phase 'training' has no dial 'rate'"],
])('%s is refused', (text, sentence) => {
  expect(() => apply(text)).toThrow(UsageError);
  expect(() => apply(text)).toThrow(sentence);
});

test('only live dials are turned in a run that has begun', () => {
  expect(live('optimizer.learningRate=0.01', 'total.weights.kl=2')).toEqual([
    { node: 'optimizer', dial: 'learningRate', value: 0.01 },
    { node: 'total', dial: 'weights.kl', value: 2 },
  ]);
  for (const text of ['optimizer.method=SGD', 'digits.classes=1', 'optimizer.beta1=0.5'])
    expect(() => live(text)).toThrow('cannot be turned in a run that has begun');
  expect(() => live('training.steps=3')).toThrow(UsageError);
});
