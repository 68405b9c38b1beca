import type { Design } from '../../../nodes/graph/document.ts';
import { graph } from '../../documents.ts';

/** Tells the same logits at every place, whatever stands there: choices with these probabilities. @param name of its input */
export const sameEverywhere = (name: string, probabilities: readonly number[]): Design =>
  graph({
    nodes: {
      given: { kind: 'input', name, meaning: 'tokens' },
      'one-hot': { kind: 'one-hot', classes: probabilities.length },
      parts: { kind: 'expression', formula: '0*x' },
      ...Object.fromEntries(
        probabilities.flatMap((p, k) => [
          [`part-${k}`, { kind: 'slice', axis: -1, begin: k, size: 1 }],
          [`logit-${k}`, { kind: 'expression', formula: `x+(${Math.log(p)})` }],
        ]),
      ),
      all: { kind: 'concat' },
      logits: { kind: 'output', name: 'logits', form: 'logits' },
    },
    wires: [
      'given.value -> one-hot.indices',
      'one-hot.result -> parts.x',
      ...probabilities.flatMap((_, k) => [
        `parts.result -> part-${k}.value`,
        `part-${k}.result -> logit-${k}.x`,
        `logit-${k}.result -> all.input as l${k}`,
      ]),
      'all.output -> logits.value',
    ],
  });
