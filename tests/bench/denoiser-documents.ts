import type { GraphDocument } from '../../nodes/graph/document.ts';
import { document, drawn } from '../documents.ts';

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
        'schedule.schedule -> forward.schedule',
        'forward.noisy -> denoise.noisy',
        'forward.time -> denoise.time',
        'denoise.prediction -> loss.prediction',
        'forward.target -> loss.target',
        'forward.time -> loss.time',
        'schedule.schedule -> loss.schedule',
        'loss.loss -> optimizer.loss',
        'denoise.block -> optimizer.blocks as denoiser',
      ],
    },
  });
