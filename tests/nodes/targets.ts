import { tensorflowTarget } from '../../main/targets/tensorflow/target.ts';
import type { Target } from '../../main/targets/target.ts';
import { tfjsTarget } from '../../main/targets/tfjs/target.ts';
import { works } from '../main/targets/tensorflow/available.ts';

/** The targets that nodes are computed on here: plain JavaScript, and a TensorFlow graph where set-up found a TensorFlow. */
export const targets: readonly { readonly name: string; readonly open: () => Target | Promise<Target> }[] = [
  { name: 'plain JavaScript', open: () => tfjsTarget('cpu') },
  ...(works ? [{ name: 'TensorFlow', open: tensorflowTarget }] : []),
];
