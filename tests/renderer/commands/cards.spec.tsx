// @vitest-environment happy-dom
import { Command } from 'cmdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cards } from '../../../renderer/commands/palette/cards.tsx';
import { useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { useReveal } from '../../../renderer/state/reveal.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw, type } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

beforeEach(async () => {
  setMachine(new FakeMachine(smallVae()));
  await openProject('/home/mina/Genloom/VAE.genloom');
});
afterEach(() => after(leaveProject));

test('a card is found by its title once something is typed, and brought into view', async () => {
  let picked = 0;
  const page = await draw(
    <Command>
      <Command.Input />
      <Command.List>
        <Cards title="On the canvas" onPick={() => (picked += 1)} />
      </Command.List>
    </Command>,
  );
  const found = () => [...page.querySelectorAll('[role=option]')];
  expect(found()).toEqual([]);
  await type(page.querySelector('input')!, 'divergence');
  expect(found().map(({ textContent }) => textContent)).toEqual(['KL divergence']);
  await click(found()[0]!);
  expect(picked).toBe(1);
  const node = useReveal.getState().node!;
  expect(useDocument.getState().document!.board.nodes[node]!.kind).toBe('kl-divergence');
  expect(useDocument.getState().selection.nodes).toEqual([node]);
});
