import { multiplyDimensions, type Dimension } from '../alphabet/shape.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { meanOver } from '../mean.ts';

export default defineNode({
  kind: 'vector-quantize',
  family: 'maths',
  places: ['board', 'design'],
  title: { en: 'Vector quantization', ko: '벡터 양자화' },
  sentence: {
    en: 'Replaces each vector by the nearest of a codebook; the gradient passes straight through to where the vector came from. The codebook loss draws codes to vectors, the commitment loss vectors to codes.',
    ko: '벡터마다 코드북에서 가장 가까운 벡터로 바꿉니다. 그래디언트는 벡터가 온 곳으로 곧장 흐릅니다. 코드북 손실은 코드를 벡터로, 약속 손실은 벡터를 코드로 끌어당깁니다.',
  },
  formula:
    'k = \\operatorname{argmin}_j \\|z - e_j\\|,\\quad z_q = z + \\operatorname{sg}(e_k - z),\\quad L_e = \\overline{(\\operatorname{sg}(z) - e_k)^2},\\quad L_z = \\overline{(z - \\operatorname{sg}(e_k))^2}',
  aliases: ['VQ-VAE', 'codebook', 'discrete latent', 'straight-through', '코드북', '이산 잠재 변수'],
  source: 'van den Oord, Vinyals & Kavukcuoglu 2017, Neural Discrete Representation Learning, eq. 3',
  inputs: {
    latent: { symbol: 'z', title: { en: 'Vectors along the last axis', ko: '마지막 축의 벡터들' } },
    vectors: { symbol: 'e', title: { en: 'Codebook', ko: '코드북' } },
  },
  outputs: {
    quantized: { symbol: 'z_q', title: { en: 'Quantized', ko: '양자화된 것' }, meaning: { kind: 'latent' } },
    codes: { symbol: 'k', title: { en: 'Codes', ko: '코드' } },
    codebookLoss: {
      symbol: 'L_e',
      title: { en: 'Codebook loss', ko: '코드북 손실' },
      meaning: { kind: 'loss' },
    },
    commitmentLoss: {
      symbol: 'L_z',
      title: { en: 'Commitment loss', ko: '약속 손실' },
      meaning: { kind: 'loss' },
    },
  },
  dials: {},
  build(ops, { latent, vectors }, _dials, context) {
    const [entries, size] = vectors.shape;
    if (vectors.shape.length !== 2 || latent.shape.length < 2 || latent.shape.at(-1) !== size)
      throw new Problem(
        `The codebook is [entries, size], and vectors of that size are quantized, [B, ..., size]; there are ${formatShape(vectors.shape)} and ${formatShape(latent.shape)}. Give both the same size.`,
        `코드북은 [개수, 크기]이고 그 크기의 벡터 [B, ..., 크기]를 양자화하는데 ${formatShape(vectors.shape)}, ${formatShape(latent.shape)}입니다. 크기를 같게 하세요.`,
      );
    const places = latent.shape.slice(0, -1);
    const count = places.reduce<Dimension>(multiplyDimensions, 1);
    const rows = ops.reshape(latent, { shape: [count, size!] });
    // −‖z − e‖² without what is the same for every code: 2 z·e − ‖e‖².
    const lengths = ops.reduceSum(ops.square(vectors), { axes: [-1] });
    const nearness = ops.subtract(ops.multiply(ops.matMul(rows, vectors, { transposeB: true }), 2), lengths);
    const codes = ops.reshape(ops.argMax(nearness, { axis: -1 }), { shape: places });
    const chosen = ops.gather(vectors, codes); // [B, ..., size]
    const quantized = ops.add(latent, ops.stopGradient(ops.subtract(chosen, latent)));
    return {
      quantized,
      codes: context.means(codes, {
        kind: 'tokens',
        data: 'codes',
        ...(typeof entries === 'number' ? { classes: entries } : {}),
      }),
      codebookLoss: meanOver(ops, ops.square(ops.subtract(ops.stopGradient(latent), chosen))),
      commitmentLoss: meanOver(ops, ops.square(ops.subtract(latent, ops.stopGradient(chosen)))),
    };
  },
});
