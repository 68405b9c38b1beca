import { describe, expect, test } from 'vitest';
import { Feeder } from '../../../main/engine/feeds.ts';
import { withResidentData } from '../../../main/engine/resident-data.ts';
import { tfjsTarget } from '../../../main/targets/tfjs/target.ts';
import type { Values } from '../../../main/targets/target.ts';
import { knownShape } from '../../../nodes/alphabet/shape.ts';
import { compile } from '../../../nodes/graph/compile.ts';
import { smallVae } from '../../documents.ts';

const draw = { seed: 1, draw: 3, examples: { split: 'training' as const }, updates: {} };

describe('data that stays with the backend', () => {
  test('gives the same step to the bit as data that is fed', async () => {
    const compiled = compile(smallVae());
    const feeder = new Feeder(compiled.document, compiled.data);
    const fed = compiled.entries.get('optimize/optimizer')!.program;
    const { program: gathered, resident } = withResidentData(fed, (node) => feeder.trainingExamples(node));
    expect(resident.map(({ name }) => name)).toEqual(['data/digits/image']);
    expect(gathered.feeds.map(({ name }) => name)).not.toContain('data/digits/image');

    const initialize = compiled.entries.get('initialize')!.program;
    const runner = await tfjsTarget('cpu').open({ initialize, fed, gathered });
    const data = resident.map(({ name, node, port, type }): [string, Values] => [
      name,
      { shape: knownShape(type.shape), dtype: type.dtype, data: feeder.wholeTrainingSet(node, port) },
    ]);
    await runner.write(new Map(data));
    const outcomes = [];
    for (const [entry, program] of Object.entries({ fed, gathered })) {
      await runner.run('initialize', feeder.feeds(initialize, { ...draw, draw: 0 }));
      const numbers = await runner.run(entry, feeder.feeds(program, draw));
      const weights = await runner.read(Object.keys(program.updates));
      outcomes.push({ numbers, weights });
    }
    runner.dispose();
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('is fed where it is too large to stay', () => {
    const { program } = compile(smallVae()).entries.get('optimize/optimizer')!;
    const changed = withResidentData(program, () => 1_000_000);
    expect(changed.resident).toEqual([]);
    expect(changed.program.feeds).toEqual(program.feeds);
  });
});
