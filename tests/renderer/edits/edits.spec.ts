import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import { textDial } from '../../../nodes/graph/dials.ts';
import { readDocument } from '../../../nodes/graph/document.ts';
import { smallVae } from '../../documents.ts';
import { Hand, mustBeSound } from './hand.ts';

describe('nodes and wires', () => {
  test('a new node has an id and a name of its own', () => {
    const hand = new Hand().add('kl-divergence').add('kl-divergence');
    expect(hand.ids).toEqual(expect.arrayContaining(['kl-divergence', 'kl-divergence-2']));
    hand.add('output').add('output');
    const names = hand.ids
      .filter((id) => id.startsWith('output'))
      .map((id) => hand.site.graph.nodes[id]!.dials.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a layer is refused on the board with a sentence', () => {
    expect(() => new Hand().add('dense')).toThrow(/stands inside designs only/);
  });

  test('a port that takes one wire loses its old one; one that takes several names each', () => {
    const hand = new Hand().add('gaussian-noise').wire('gaussian-noise.noise', 'decode.latent');
    const into = hand.wires.filter((key) => key.includes('>decode.latent'));
    expect(into).toEqual(['gaussian-noise.noise>decode.latent']);
    hand.add('distance').wire('distance.loss', 'total.term');
    expect(hand.wires).toContain('distance.loss>total.term#distance');
    hand.wire('distance.perExample', 'total.term');
    expect(hand.wires).toContain('distance.perExample>total.term#distance 2');
  });

  test('a wire that goes takes its weight with it; undo brings both back', () => {
    const hand = new Hand();
    const weighted = () => JSON.stringify(hand.document.board.nodes.total?.dials);
    const key = hand.wires.find((one) => one.includes('>total.term#'))!;
    const name = key.split('#')[1]!;
    hand.turn('total', 'weights', { [name]: 4 });
    const before = hand.text;
    hand.cut(key);
    expect(weighted()).not.toContain(name);
    expect(hand.undo().text).toBe(before);
  });

  test('a node that goes takes its wires', () => {
    const hand = new Hand().delete('reparameterize');
    expect(hand.wires.some((key) => key.includes('reparameterize'))).toBe(false);
    expect(hand.redo().undo().ids).toContain('reparameterize');
  });

  test('a node that is put on a wire goes between', () => {
    const hand = new Hand().add('scale');
    const wire = hand.site.graph.wires.find(({ to }) => to.node === 'decode')!;
    hand.putOnWire('scale', wire);
    expect(hand.wires).not.toContain('reparameterize.sample>decode.latent');
    expect(hand.wires).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^reparameterize\.sample>scale\.\w+$/),
        expect.stringMatching(/^scale\.\w+>decode\.latent$/),
      ]),
    );
    mustBeSound(hand.document);
  });
});

describe('blocks', () => {
  test('called again, a block keeps its weights; a new one of the same design has its own', () => {
    const hand = new Hand().callAgain('decode');
    expect(hand.site.graph.nodes[hand.made[0]!]!.dials.block).toBe('decoder');
    hand.newBlock('decode', 'shared');
    const own = hand.blockOf(hand.made[0]!);
    expect(own).not.toBe('decoder');
    expect(hand.document.blocks[own]!.design).toBe(hand.document.blocks.decoder!.design);
    hand.newBlock('decode', 'own');
    const copy = hand.blockOf(hand.made[0]!);
    expect(hand.document.blocks[copy]!.design).not.toBe(hand.document.blocks.decoder!.design);
  });

  test('a design that is edited by hand forgets its recipe but remembers that it had one', () => {
    const hand = new Hand().addRecipe('mlp', 'Head');
    const block = hand.blockOf(hand.made[0]!);
    const { design } = hand.document.blocks[block]!;
    const recipe = hand.document.designs[design]!.recipe;
    expect(recipe?.kind).toBe('mlp');
    hand.enter(hand.made[0]!, design).add('dropout');
    expect(hand.document.designs[design]!.recipe).toBeUndefined();
    expect(hand.document.designs[design]!.formerRecipe).toEqual(recipe);
    expect(hand.undo().document.designs[design]!.recipe).toEqual(recipe);
  });

  test('a door that is renamed keeps the wires of its callers', () => {
    const hand = new Hand();
    const { design } = hand.document.blocks.decoder!;
    const door = Object.entries(hand.document.designs[design]!.nodes).find(
      ([, { kind }]) => kind === 'input',
    )!;
    const port = textDial(door[1], 'name', '');
    hand.enter('decode', design).turn(door[0], 'name', 'code').leave();
    expect(hand.wires.some((key) => key.endsWith(`>decode.${port}`))).toBe(false);
    expect(hand.wires.some((key) => key.endsWith('>decode.code'))).toBe(true);
    expect(describeDocument(hand.document).problems).toEqual(describeDocument(smallVae()).problems);
  });

  test('a selection becomes a block that computes the same, and comes out again', () => {
    const hand = new Hand();
    const shapes = () => {
      const { wires } = describeDocument(hand.document);
      return wires.get('decode.image');
    };
    const before = shapes();
    expect(before?.meaning.kind).toBe('image');
    hand.pack('Sampling', 'reparameterize');
    const [call] = hand.made;
    expect(hand.ids).not.toContain('reparameterize');
    expect(describeDocument(hand.document).problems).toEqual(describeDocument(smallVae()).problems);
    expect(shapes()).toEqual(before);
    mustBeSound(hand.document);
    hand.unpack(call!);
    expect(hand.ids).toContain('reparameterize');
    expect(new Set(hand.wires)).toEqual(new Set(new Hand().wires));
  });

  test('what has weights stays in its block; losses and data do not go in', () => {
    expect(() => new Hand().unpack('encode')).toThrow(/lives inside blocks only/);
    expect(() => new Hand().pack('Block', 'digits')).toThrow(/cannot go into a block/);
  });
});

describe('copy and paste', () => {
  test('within a project, a pasted call is another call of the same block', () => {
    const hand = new Hand();
    hand.paste(hand.copy('decode', 'reparameterize'));
    const call = hand.made.find((id) => id.startsWith('decode'))!;
    expect(hand.site.graph.nodes[call]!.dials.block).toBe('decoder');
    expect(Object.keys(hand.document.blocks)).toEqual(Object.keys(smallVae().blocks));
    expect(hand.wires).toContain(`reparameterize-2.sample>${call}.latent`);
  });

  test('into another project, blocks and designs come along; same names do not clash', () => {
    const text = new Hand().copy('encode', 'decode');
    const edited = new Hand();
    const { design } = edited.document.blocks.encoder!;
    edited.enter('encode', design).add('dropout').leave().paste(text);
    const call = edited.made.find((id) => id.startsWith('encode'))!;
    const block = edited.blockOf(call);
    expect(block).not.toBe('encoder');
    expect(edited.document.blocks[block]!.design).not.toBe(design);
    mustBeSound(edited.document);
  });

  test('a text that is no document is refused with a sentence and changes nothing', () => {
    const hand = new Hand();
    const before = hand.text;
    expect(() => hand.paste('{"some": "json"}')).toThrow(/not a Genloom document/);
    expect(() => hand.paste('hello')).toThrow(/not a Genloom document/);
    expect(hand.text).toBe(before);
  });

  test('layers are not pasted onto the board', () => {
    const hand = new Hand();
    const { design } = hand.document.blocks.encoder!;
    const layers = hand
      .enter('encode', design)
      .ids.filter((id) => hand.site.graph.nodes[id]!.kind === 'dense');
    const text = hand.copy(...layers);
    expect(() => hand.leave().paste(text)).toThrow(/layers live inside blocks/);
  });
});

describe('whatever is done', () => {
  const index = fc.nat(1000);
  const deed = fc.oneof(
    fc.record({
      deed: fc.constant('add' as const),
      kind: fc.constantFrom('kl-divergence', 'scale', 'total', 'output', 'image-grid'),
    }),
    fc.record({
      deed: fc.constant('recipe' as const),
      kind: fc.constantFrom('mlp', 'conv-encoder', 'conv-decoder'),
    }),
    ...(
      [
        'wire',
        'cut',
        'delete',
        'duplicate',
        'paste',
        'off',
        'rename',
        'callAgain',
        'newBlock',
        'copyBlock',
        'pack',
        'unpack',
        'onWire',
        'enter',
        'leave',
      ] as const
    ).map((name) => fc.record({ deed: fc.constant(name), a: index, b: index })),
  );
  type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

  function perform(hand: Hand, one: Deed): void {
    const pick = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)];
    if (one.deed === 'add') return void hand.add(one.kind);
    if (one.deed === 'recipe') return void hand.addRecipe(one.kind, 'Block');
    const { a, b } = one as { a: number; b: number };
    const [first, second] = [pick(hand.ids, a) ?? '', pick(hand.ids, b) ?? ''];
    const wire = pick(hand.site.graph.wires, a);
    const call =
      pick(
        hand.ids.filter((id) => hand.site.graph.nodes[id]!.kind === 'call'),
        a,
      ) ?? '';
    switch (one.deed) {
      case 'wire':
        if (wire)
          hand.wire(
            `${wire.from.node}.${wire.from.port}`,
            `${second}.${pick(['input', 'term', 'mean', 'loss'], b)}`,
          );
        return;
      case 'cut':
        return void hand.cut(pick(hand.wires, a) ?? '');
      case 'delete':
        return void hand.delete(first);
      case 'duplicate':
        return void hand.duplicate(first, second);
      case 'paste':
        return void hand.paste(hand.copy(first, second));
      case 'off':
        return void hand.switchOff(first, second);
      case 'rename':
        return void hand.rename(first, `name ${b}`);
      case 'callAgain':
        return void hand.callAgain(call);
      case 'newBlock':
        return void hand.newBlock(call, 'shared');
      case 'copyBlock':
        return void hand.newBlock(call, 'own');
      case 'pack':
        return void hand.pack('Packed', ...new Set([first, second]));
      case 'unpack':
        return void hand.unpack(call);
      case 'onWire':
        if (wire) hand.putOnWire(first, wire);
        return;
      case 'enter': {
        const design = hand.document.blocks[hand.blockOf(call)]?.design;
        if (design) hand.enter(call, design);
        return;
      }
      case 'leave':
        return void hand.leave();
    }
  }

  test('the document stays sound, and undoing everything brings back exactly what was', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
        const hand = new Hand();
        const before = hand.text;
        for (const one of deeds) {
          const text = hand.text;
          try {
            perform(hand, one);
          } catch (error) {
            // What is refused, is refused with a sentence, and nothing was changed.
            expect(error).toHaveProperty('text.ko');
            expect(hand.text).toBe(text);
          }
          mustBeSound(hand.document);
        }
        const after = hand.text;
        for (let i = 0; i < deeds.length; i++) hand.undo();
        expect(hand.text).toBe(before);
        for (let i = 0; i < deeds.length; i++) hand.redo();
        expect(hand.text).toBe(after);
      }),
      { numRuns: 150 },
    );
  });

  test('what is pasted has ids of its own and reads back as a document', () => {
    fc.assert(
      fc.property(fc.array(index, { minLength: 1, maxLength: 6 }), fc.nat(3), (picks, times) => {
        const hand = new Hand();
        const ids = [...new Set(picks.map((i) => hand.ids[i % hand.ids.length]!))];
        const text = hand.copy(...ids);
        readDocument(text, 'clipboard');
        for (let i = 0; i <= times; i++) {
          const known = new Set(hand.ids);
          hand.paste(text);
          expect(hand.made).toHaveLength(ids.length);
          expect(hand.made.some((id) => known.has(id))).toBe(false);
          mustBeSound(hand.document);
        }
      }),
      { numRuns: 60 },
    );
  });
});
