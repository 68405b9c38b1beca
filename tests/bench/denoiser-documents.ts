import type { GraphDocument } from '../../nodes/graph/document.ts';
import { document, drawn, LEARNS_TO_DENOISE } from '../documents.ts';

/** The U-Net of pixel diffusion on digits: v of a cosine schedule (Salimans & Ho 2022). */
export const unet = (): GraphDocument =>
  document({
    designs: { denoiser: drawn('unet') },
    blocks: { denoiser: 'denoiser' },
    batch: 64,
    steps: 1_000_000,
    board: {
      nodes: {
        digits: { kind: 'digits', range: '-1..1' },
        schedule: { kind: 'noise-schedule', prediction: 'v' },
        forward: { kind: 'forward-process' },
        denoise: { kind: 'call', block: 'denoiser' },
        loss: { kind: 'denoising' },
        optimizer: { kind: 'optimizer', learningRate: 0.002 },
      },
      wires: [
        'digits.image -> forward.clean',
        ...LEARNS_TO_DENOISE,
        'denoise.block -> optimizer.blocks as denoiser',
      ],
    },
  });
