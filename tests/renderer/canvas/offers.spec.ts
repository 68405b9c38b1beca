import { describe, expect, test } from 'vitest';
import { addOffer, offersFor, offerTakes } from '../../../renderer/canvas/offers.ts';
import { search } from '../../../renderer/canvas/search.ts';
import { editGraph } from '../../../renderer/edits/site.ts';
import { groupsOf } from '../../../renderer/palette/groups.ts';
import { smallVae } from '../../documents.ts';
import { Hand, mustBeSound } from '../edits/hand.ts';

const ids = (design: string | null) => offersFor(smallVae(), design).map(({ id }) => id);

describe('what is offered', () => {
  test('on the board: board nodes, recipes, blocks; inside: layers and designs that do not call this one', () => {
    const board = ids(null);
    expect(board).toEqual(
      expect.arrayContaining(['node:digits', 'node:optimizer', 'recipe:mlp', 'block:encoder']),
    );
    expect(board).not.toContain('node:dense');
    expect(board).not.toContain('node:call');
    const inside = ids('encoder');
    expect(inside).toEqual(expect.arrayContaining(['node:dense', 'recipe:mlp', 'member:decoder']));
    expect(inside).not.toContain('member:encoder');
    expect(inside).not.toContain('node:optimizer');
  });

  test('everything that is offered can be put there, and the document stays sound', () => {
    for (const design of [null, 'encoder'] as const)
      for (const { id } of offersFor(smallVae(), design)) {
        const hand = new Hand();
        if (design) hand.enter('encode', design);
        editGraph({ en: 'Add', ko: '더하기' }, (site) => void addOffer(site, id, { x: 0, y: 0 }));
        mustBeSound(hand.document);
        hand.undo();
        expect(hand.document).toEqual(smallVae());
      }
  });

  test('to a wire that was dropped: only what has a port for it', () => {
    const vae = smallVae();
    const takers = (carried: 'tensor' | 'block', side: 'source' | 'target') =>
      offersFor(vae, null)
        .filter((offer) => offerTakes(vae, offer, side, carried))
        .map(({ id }) => id);
    expect(takers('block', 'source')).toEqual(expect.arrayContaining(['node:optimizer']));
    expect(takers('block', 'source')).not.toContain('node:digits');
    expect(takers('tensor', 'source')).toEqual(expect.arrayContaining(['block:encoder', 'recipe:mlp']));
    expect(takers('tensor', 'target')).toContain('node:digits');
    expect(takers('tensor', 'target')).not.toContain('node:image-grid');
  });
});

describe('the search', () => {
  const find = (query: string) => search(offersFor(smallVae(), null), query).map(({ id }) => id);
  test('finds in both languages, by other names, and the title first', () => {
    expect(find('kl')[0]).toBe('node:kl-divergence');
    expect(find('쿨백')).toContain('node:kl-divergence');
    expect(find('MNIST')).toContain('node:digits');
    expect(find('옵티마이저')[0]).toBe('node:optimizer');
    expect(find('adam')).toContain('node:optimizer');
    expect(find('zzz')).toEqual([]);
  });
});

test('groups come in the order in which a model is built, none of them empty', () => {
  const groups = groupsOf(offersFor(smallVae(), null));
  expect(groups.slice(0, 4).map(({ id }) => id)).toEqual(['recipe', 'block', 'data', 'noise']);
  expect(groups.every(({ offers }) => offers.length > 0)).toBe(true);
});
