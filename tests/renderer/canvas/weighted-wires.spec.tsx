// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useWeightedWires } from '../../../renderer/canvas/weighted-wires.ts';
import { DialField } from '../../../renderer/dials/dial-field.tsx';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { edit } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { Dial } from '../../../nodes/dial.ts';
import { smallVae } from '../../documents.ts';
import { after, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

const weights = catalogue.get('total')!.dials.weights as unknown as Dial;

function Weights({ id }: { readonly id: string }) {
  return (
    <DialField
      dial={weights}
      value={{ kl: 4 }}
      wires={useWeightedWires(id)}
      onTurn={() => undefined}
      onSettle={() => undefined}
    />
  );
}

beforeEach(async () => {
  setMachine(new FakeMachine(smallVae()));
  await openProject('/home/mina/Genloom/VAE.genloom');
});
afterEach(async () => {
  await after(() => chooseLanguage('en'));
  await after(leaveProject);
});

test('the weights of a sum are called as the losses that they weigh, in the language of the window', async () => {
  const page = await draw(<Weights id="total" />);
  const labels = () => [...page.querySelectorAll('label')].map(({ textContent }) => textContent);
  expect(labels()).toEqual(['Negative log-likelihood', 'KL divergence']);
  expect([...page.querySelectorAll('input')].map(({ value }) => value)).toEqual(['1', '4']);
  await after(() => chooseLanguage('ko'));
  expect(labels()).toEqual(['음의 로그우도', 'KL 발산']);
  await after(() =>
    edit({ en: 'Rename', ko: '이름' }, ({ board: { nodes } }) => {
      Object.assign(nodes.nll!, { name: 'Blur', names: { ko: '흐림' } });
    }),
  );
  expect(labels()[0]).toBe('흐림');
});

test('a card without weights has no wires to weigh', async () => {
  expect((await draw(<Weights id="optimizer" />)).querySelectorAll('input')).toHaveLength(0);
});
