import { expect, test } from 'vitest';
import { openDataset } from '../../../../main/datasets/catalogue.ts';
import { smallDiffusion, smallVae } from '../../../documents.ts';
import { genloom, inNewFolder, writeDocumentFile } from '../genloom.ts';

inNewFolder();

interface Line {
  number: number;
  text: string;
  depth: number;
  values: {
    symbol: string;
    shape: string;
    mean?: number;
    deviation?: number;
    least?: number;
    largest?: number;
  }[];
}

test('every line of the step, numbered and indented, in words and formulas', async () => {
  const file = writeDocumentFile('vae.genloom', smallVae());
  const { code, out } = await genloom(['explain', file]);
  expect(code).toBe(0);
  const lines = out.split('\n');
  expect(lines[0]).toBe("drawing, phase 'training' (20 steps): one update by 'Optimizer'");
  expect(lines[1]).toMatch(/^ {2}1 {2}x, y ~ Digits +draw 8 examples$/);
  expect(out).toMatch(/^ {2}3 {4}\S+ = Flatten\(image\) +y = vec\(x\)$/m);
  expect(out).toMatch(/z = Reparameterize\(.*\) +z = .*ε ~ N\(0, I\)$/m);
  expect(out).toMatch(
    / \d+ {2}θ_\(encoder\), θ_\(decoder\) ← \S+\(∇.* move the weights of encoder \(12,628\)/,
  );
  expect((await genloom(['explain', file, '--language', 'ko'])).out).toContain('예제 8개를 뽑습니다');

  const named = smallVae();
  named.phases[0]!.names = { ko: '학습' };
  const inKorean = ['explain', writeDocumentFile('named.genloom', named), '--language', 'ko'];
  expect((await genloom(inKorean)).out).toContain("drawing, 단계 '학습'(20번)");

  const told = (await genloom(['explain', file, '--json'])).records<Line>('line');
  expect(told.map(({ number }) => number)).toEqual(told.map((_, i) => i + 1));
  expect(told.every(({ values }) => values.every(({ mean }) => mean === undefined))).toBe(true);
});

test('--values runs the step once and says what every value is like', async () => {
  const file = writeDocumentFile('values.genloom', smallVae({ batch: 64 }));
  const args = ['explain', file, '--values', '--backend', 'cpu'];
  const { code, out } = await genloom(args);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {7}x \[64, 28, 28, 1\] {2}mean 0\.\d+ ± 0\.\d+, least 0, largest 1$/m);

  expect(out).toMatch(/^ {7}L_\(total\) = 5\d\d\.\d$/m);

  const lines = (await genloom([...args, '--json'])).records<Line>('line');
  const values = lines.flatMap((line) => line.values);
  expect(values.length).toBeGreaterThan(12);
  const unlikely = values.filter(
    ({ mean = NaN, deviation = NaN, least = NaN, largest = NaN }) =>
      !(
        least <= mean + 1e-9 &&
        mean <= largest + 1e-9 &&
        deviation >= 0 &&
        deviation <= largest - least + 1e-9
      ),
  );
  expect(unlikely).toEqual([]);
  // The share of ink in a batch is near that of all digits of these classes.
  const digits = openDataset({ kind: 'digits', dials: { values: 'binary', classes: [0, 1] } });
  const some = Uint32Array.from({ length: 500 }, (_, i) => i);
  const image = Array.from(digits.batch('training', some)['image']!);
  const ink = image.reduce((sum, x) => sum + x, 0) / image.length;
  expect(Math.abs(values[0]!.mean! - ink)).toBeLessThan(0.05);
  // The total of this board is the sum of its two losses.
  const loss = (text: string) => lines.find((line) => line.text.includes(text))!.values[0]!.mean!;
  expect(loss('Total')).toBeCloseTo(loss('Negative log-likelihood') + loss('KL divergence'), 2);
});

test('a document with problems is explained as far as it goes, with exit code 1', async () => {
  const drawn = smallVae();
  drawn.board.nodes['optimizer']!.dials['learningRate'] = -1;
  const file = writeDocumentFile('broken.genloom', drawn);
  const { code, error } = await genloom(['explain', file]);
  expect(code).toBe(1);
  expect(error).toContain('genloom check broken.genloom');
  expect((await genloom(['explain', file, '--values', '--backend', 'cpu'])).error).toContain(
    'cannot run yet',
  );
});

test('a diffusion reads like its paper: a schedule, noise laid on by it, a weighted error', async () => {
  const { code, out } = await genloom(['explain', writeDocumentFile('diffusion.genloom', smallDiffusion())]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /\(α, σ\) = Noise schedule\(\) +xₜ = αₜ x₀ \+ σₜ ε, yₜ = ε, αₜ² = 1 - σₜ² ∝ cos²\(\(t \+ s\)\/\(1 \+ s\) π\/2\)$/m,
  );
  expect(out).toMatch(
    /xₜ, t, ε, yₜ = Forward process\(x, \(α, σ\)\) +q\(xₜ \| x₀\): xₜ = αₜ x₀ \+ σₜ ε, ε ~ N\(0, I\), t ~ U\(0, 1\]$/m,
  );
  expect(out).toMatch(/L, Lᵢ = Denoising loss\(\S+, yₜ, t, \(α, σ\)\)/);
});

test('and how its samples come about: what is given, what the sampler does, by its method', async () => {
  const explained = async (sampler: Parameters<typeof smallDiffusion>[0]) => {
    const file = writeDocumentFile('drawing.genloom', smallDiffusion(sampler, {}, 8));
    const { code, out, error, records } = await genloom(['explain', file, '--json']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).not.toBe('');
    return records<{ output: string; text: string; formula: string | null; words: { en: string } }>(
      'drawing',
    );
  };
  const lines = await explained({ guidance: 2 });
  expect(new Set(lines.map(({ output }) => output))).toEqual(new Set(['samples']));
  expect(lines.map(({ words }) => words.en)).toContain('given: class');
  const { text, formula } = lines.at(-1)!;
  expect(text.normalize()).toMatch(/^x̃ = Diffusion sampler\(/);
  expect(formula!.normalize()).toBe('x_s = α_s x̂₀ + σ_s ε̂, ŷ = ŷ_∅ + 2 (ŷ_c - ŷ_∅)'.normalize());
  const [last] = (await explained({ method: 'Euler' })).slice(-1);
  expect(last!.formula).toContain('x_s = xₜ + (s - t) uₜ');
  const spoken = await genloom(['explain', 'drawing.genloom', '--language', 'ko']);
  expect(spoken.out).toContain("'samples'을(를) 만드는 차례");
});
