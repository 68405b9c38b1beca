import type { Meaning } from '../../nodes/port.ts';

/** Colours of wires: ports of one meaning share one. */
const COLOURS: Readonly<Record<Meaning['kind'], string>> = {
  any: 'var(--family-maths)',
  image: 'var(--family-data)',
  points: 'var(--family-data)',
  latent: 'var(--family-sampling)',
  mean: 'var(--family-sampling)',
  'log variance': 'var(--family-sampling)',
  label: 'var(--family-metrics)',
  tokens: 'var(--family-metrics)',
  time: 'var(--family-maths)',
  noise: 'var(--family-noise)',
  features: 'var(--family-maths)',
  score: 'var(--family-views)',
  loss: 'var(--family-losses)',
  mask: 'var(--family-maths)',
};

export const meaningColour = (kind: Meaning['kind'] | undefined): string => COLOURS[kind ?? 'any'];

/** Of a wire that carries a network itself. */
export const BLOCK_COLOUR = 'var(--family-blocks)';
