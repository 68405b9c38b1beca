// The autoencoders restore held-out digits better than the best linear code of the same length (PCA).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDataset } from '../../main/datasets/catalogue.ts';
import { readTemplate } from '../../main/projects/templates.ts';
import { covariance, meanOfPoints } from '../../nodes/covariance.ts';
import { normals } from '../numbers-of.ts';

const SIZE = 784;
const digits = openDataset({ kind: 'digits', dials: {} });
const all = (count: number) => Array.from({ length: count }, (_, i) => i);
const training = digits.batch('training', all(digits.trainingExamples)).image as Float32Array;
const heldOut = digits.batch('held-out', all(digits.heldOutExamples)).image as Float32Array;

/** The widest principal directions of points, orthonormal: subspace iteration (Golub & Van Loan, 8.2.4). */
function principalDirections(matrix: Float64Array, count: number): Float64Array[] {
  const start = normals(count * SIZE, 1);
  let basis = all(count).map((i) => Float64Array.from(start.subarray(i * SIZE, (i + 1) * SIZE)));
  for (let turn = 0; turn < 12; turn++) {
    basis = basis.map((direction) => {
      const turned = new Float64Array(SIZE);
      for (let i = 0; i < SIZE; i++) {
        let sum = 0;
        for (let j = 0; j < SIZE; j++) sum += matrix[i * SIZE + j]! * direction[j]!;
        turned[i] = sum;
      }
      return turned;
    });
    basis.forEach((direction, k) => {
      for (const other of basis.slice(0, k)) {
        const share = dot(direction, other);
        for (let i = 0; i < SIZE; i++) direction[i]! -= share * other[i]!;
      }
      const length = Math.sqrt(dot(direction, direction));
      for (let i = 0; i < SIZE; i++) direction[i]! /= length;
    });
  }
  return basis;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < SIZE; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The mean squared error of held-out digits restored from their shares of the directions. */
function errorOfPca(damaged: Float32Array, mean: Float64Array, directions: readonly Float64Array[]): number {
  let error = 0;
  const centred = new Float64Array(SIZE);
  for (let at = 0; at < heldOut.length; at += SIZE) {
    for (let i = 0; i < SIZE; i++) centred[i] = damaged[at + i]! - mean[i]!;
    const restored = mean.slice();
    for (const direction of directions) {
      const share = dot(centred, direction);
      for (let i = 0; i < SIZE; i++) restored[i]! += share * direction[i]!;
    }
    for (let i = 0; i < SIZE; i++) error += (restored[i]! - heldOut[at + i]!) ** 2;
  }
  return error / heldOut.length;
}

test('both restore better than PCA with as many components', async () => {
  const mean = meanOfPoints(training, SIZE);
  // Three thousand digits are enough to know the directions by: the autoencoders are far below what PCA leaves.
  const directions = principalDirections(covariance(training.subarray(0, 3000 * SIZE), SIZE), 32);
  const measured = async (name: string) =>
    (await readTemplate(name)).about!.measured!['error mean'] as number;
  // Sixteen numbers of a clean digit; PCA's error on MNIST with 16 components is known to be near 0.027.
  const clean = errorOfPca(heldOut, mean, directions.slice(0, 16));
  expect(clean).toBeGreaterThan(0.024);
  expect(clean).toBeLessThan(0.03);
  expect(await measured('autoencoder-digits')).toBeLessThan(clean / 2);
  // Thirty-two numbers of a noisy one.
  const noise = normals(heldOut.length, 3);
  const noisy = errorOfPca(
    heldOut.map((x, i) => x + 0.5 * noise[i]!),
    mean,
    directions,
  );
  expect(await measured('denoising-autoencoder-digits')).toBeLessThan(noisy / 1.5);
});

test('the noise of the denoising autoencoder is as strong as PCA was given', async () => {
  const { document, weights, about } = await readTemplate('denoising-autoencoder-digits');
  expect(document.board.nodes.corrupt!.dials).toEqual({ kind: 'Gaussian', amount: 0.5 });
  expect(readFileSync(weights!).length).toBeGreaterThan(1000);
  expect(about!.measured!['before mean']).toBeCloseTo(0.25, 2);
});
