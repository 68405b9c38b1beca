// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Picture } from '../../../nodes/finding.ts';
import { forms } from '../../../renderer/views/forms.ts';
import { NodePicture } from '../../../renderer/views/node-picture.tsx';
import { pictureOfNumbers } from '../../../renderer/views/sampled-picture.tsx';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { edit } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { hearRun, useRun } from '../../../renderer/state/run.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw, press } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';
import { engineState, modelState } from '../run/model.ts';

const points: Picture = {
  form: 'points',
  points: { shape: [3, 2], data: Float32Array.of(0, 0, 1, 1, 2, 2) },
  labels: { shape: [3], data: Int32Array.of(4, 7, 7) },
  radii: [1, 2, 3],
  note: { en: 'Two of nine axes.', ko: '아홉 축 중 둘.' },
};
const see = (node: string, picture: Picture, step: number, run: string | null) =>
  after(() => hearRun({ kind: 'look', project: 'p1', run, step, node, finding: { picture } }, 'p1'));

let machine: FakeMachine;
beforeEach(async () => {
  machine = new FakeMachine(smallVae());
  setMachine(machine);
  await openProject('/home/mina/Genloom/VAE.genloom');
  useRun.setState({ engine: engineState(modelState('', { run: 'run-1', step: 40 })) });
});
afterEach(() =>
  after(async () => {
    await leaveProject();
    useRun.setState({ engine: null });
  }),
);

describe('forms of pictures', () => {
  test('are collected from their files', () => {
    expect([...forms.keys()].sort()).toEqual([
      'attention',
      'curves',
      'field',
      'frames',
      'histogram',
      'images',
      'points',
      'shares',
      'texts',
    ]);
  });

  test('a form that nobody draws says so in a sentence', async () => {
    await see('map', { form: 'hologram' } as unknown as Picture, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.textContent).toContain("This window does not know how to draw 'hologram'.");
  });

  // React tells the console of it, as it should.
  test('a picture that is broken says why and leaves its neighbours alone', async () => {
    await see('map', { form: 'points' } as Picture, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.textContent).toContain('This picture could not be drawn');
  });
});

describe('the picture of a view', () => {
  test('says what it is, which step it shows, and what its axes are', async () => {
    await see('map', points, 1240, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.querySelector('canvas')!.getAttribute('aria-label')).toBe('Latent map, step 1,240');
    expect(page.textContent).toContain('step 1,240');
    expect(page.textContent).toContain('Two of nine axes.');
  });

  test('without a run says which weights', async () => {
    useRun.setState({ engine: engineState(modelState('', { weights: 'template' })) });
    await see('map', points, 0, null);
    expect((await draw(<NodePicture node="map" size="dock" />)).textContent).toContain('shipped weights');
  });

  test('has a legend that puts classes away and brings them back', async () => {
    await see('map', points, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    const seven = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === '7')!;
    expect(seven.getAttribute('aria-pressed')).toBe('true');
    await click(seven);
    expect(seven.getAttribute('aria-pressed')).toBe('false');
    await click(seven);
    expect(seven.getAttribute('aria-pressed')).toBe('true');
  });

  test('names clouds as the view does', async () => {
    await see(
      'map',
      {
        ...points,
        labels: { shape: [3], data: Int32Array.of(0, 0, 1) },
        names: ['data', 'samples'],
      } as Picture,
      10,
      'run-1',
    );
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect([...page.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      'data',
      'samples',
    ]);
  });

  test('calls clouds as the wires that they come by, in the language of the window', async () => {
    await after(() =>
      edit({ en: 'Clouds', ko: '점구름' }, ({ board: { nodes, wires } }) => {
        nodes.ring = { kind: 'points-2d', dials: {}, name: 'The ring', names: { ko: '고리' } };
        nodes.moons = { kind: 'points-2d', dials: {} };
        nodes.clouds = { kind: 'points', dials: {} };
        const to = (name: string, ko?: string) => ({
          node: 'clouds',
          port: 'points',
          name,
          ...(ko ? { names: { ko } } : {}),
        });
        wires.push({ from: { node: 'ring', port: 'points' }, to: to('ring') });
        wires.push({ from: { node: 'moons', port: 'points' }, to: to('data', '데이터') });
      }),
    );
    const labels = { shape: [3], data: Int32Array.of(0, 0, 1) };
    await see('clouds', { ...points, labels, names: ['ring', 'data'] } as Picture, 10, 'run-1');
    const page = await draw(<NodePicture node="clouds" size="dock" />);
    const legend = () => [...page.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(legend()).toEqual(['The ring', 'data']);
    await after(() => chooseLanguage('ko'));
    expect(legend()).toEqual(['고리', '데이터']);
    await after(() => chooseLanguage('en'));
  });

  test('of points on their way begins at its end; its slider and its button go back to the noise', async () => {
    const way: Picture = {
      form: 'frames',
      of: 'points',
      frames: { shape: [1, 3, 2], data: Float32Array.of(0, 0, 1, 1, 2, 2) },
      guesses: { shape: [1, 3, 2], data: Float32Array.of(2, 2, 2, 2, 2, 2) },
      range: [0, 1],
    };
    await see('map', way, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.textContent).toContain('3 / 3');
    // At the end a guess is the sample itself and is not drawn.
    expect(page.textContent).not.toContain('guessed');
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    const begun = performance.now();
    await click(page.querySelector('button[aria-label="Play the way from noise to samples"]')!);
    expect(page.textContent).toContain('1 / 3');
    expect(page.textContent).toContain('where each is guessed to end');
    await after(() => frames.at(-1)!(begun + 2500));
    expect(page.textContent).toContain('2 / 3');
    await click(page.querySelector('button[aria-label="Pause"]')!);
    expect(page.querySelector('input[type="range"]')?.getAttribute('aria-valuetext')).toBe('frame 2 of 3');
    vi.unstubAllGlobals();
    expect((await draw(<NodePicture node="map" size="card" />)).querySelector('input')).toBeNull();
  });

  test('of arrows says how long the longest are', async () => {
    const arrows = { shape: [1, 2, 2], data: Float32Array.of(0, 0.25, 0, 4) };
    await see('map', { form: 'field', span: 3, arrows }, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.textContent).toContain('longest arrows: 0.250 and more');
  });

  test('of curves has a legend that puts lines away; what ranges wider has its axis at the right', async () => {
    const curves: Picture = {
      form: 'curves',
      axis: { en: 'time', ko: '시간' },
      at: [0, 1],
      lines: [
        { name: { en: 'α²', ko: 'α²' }, values: [1, 0] },
        { name: { en: 'log α²/σ²', ko: 'log α²/σ²' }, values: [-10, NaN] },
        { name: { en: 'wide', ko: '넓은 것' }, values: [-10, 10] },
      ],
    };
    await see('map', curves, 10, 'run-1');
    const page = await draw(<NodePicture node="map" size="dock" />);
    const entries = [...page.querySelectorAll('li button')];
    expect(entries.map(({ textContent }) => textContent)).toEqual(['α²', 'log α²/σ²', 'wide(right)']);
    await after(() => chooseLanguage('ko'));
    const inKorean = [...page.querySelectorAll('li button')].map(({ textContent }) => textContent);
    expect(inKorean[2]).toContain('넓은 것');
    await after(() => chooseLanguage('en'));
    await click(entries[0]!);
    expect(entries[0]!.getAttribute('aria-pressed')).toBe('false');
  });

  test('while G is held is that of the former run', async () => {
    await see('map', points, 4000, 'run-1');
    await see('map', points, 20, 'run-2');
    const page = await draw(<NodePicture node="map" size="dock" />);
    expect(page.textContent).toContain('step 20');
    await after(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'g' })));
    expect(page.textContent).toContain('former run, step 4,000');
    await after(() => void window.dispatchEvent(new KeyboardEvent('keyup', { key: 'g' })));
    expect(page.textContent).toContain('step 20');
    const field = document.createElement('input');
    document.body.append(field);
    await press(field, 'g');
    expect(page.textContent).not.toContain('former');
  });

  test('can be looked at again', async () => {
    await see('map', points, 10, 'run-1');
    machine.answers.look = () => ({ picture: points });
    const page = await draw(<NodePicture node="map" size="dock" />);
    await click(page.querySelector('button[aria-label="Look again now"]')!);
    expect(machine.asked('look')).toEqual([{ node: 'map' }]);
    expect(page.textContent).toContain('step 40');
  });

  test('of a metric is its numbers; of nothing yet, when it will come', async () => {
    hearRun(
      {
        kind: 'look',
        project: 'p1',
        run: 'run-1',
        step: 5,
        node: 'elbo',
        finding: { numbers: { KL: 6.591 } },
      },
      'p1',
    );
    expect((await draw(<NodePicture node="elbo" size="card" />)).textContent).toContain('KL6.591');
    expect((await draw(<NodePicture node="map" size="card" />)).textContent).toBe(
      'Appears with the first look',
    );
  });
});

describe('samples as pictures', () => {
  const numbers = (shape: readonly number[], ...data: number[]) => ({
    shape,
    dtype: 'float32' as const,
    data: Float32Array.from(data),
  });

  test('logits go through the sigmoid; other values keep the range of their wire', () => {
    expect(pictureOfNumbers(numbers([1, 1, 2, 1], 0, 40), { kind: 'image', form: 'logits' })).toMatchObject({
      form: 'images',
      images: { data: Float32Array.of(0.5, 1) },
      range: [0, 1],
    });
    expect(pictureOfNumbers(numbers([1, 1, 2, 1], -1, 1), { kind: 'image', range: [-1, 1] })).toMatchObject({
      range: [-1, 1],
    });
  });

  test('points are points; anything else is no picture', () => {
    expect(pictureOfNumbers(numbers([1, 2], 3, 4), undefined)).toMatchObject({ form: 'points' });
    expect(pictureOfNumbers(numbers([1, 5], 1, 2, 3, 4, 5), undefined)).toBeNull();
  });
});
