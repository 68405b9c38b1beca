// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compile } from '../../../nodes/graph/compile.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { explain, explainOutputs } from '../../../nodes/graph/explain.ts';
import { commands } from '../../../renderer/commands/catalogue.ts';
import { registerCommands } from '../../../renderer/commands/registry.ts';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { CompiledStep } from '../../../renderer/run/compiled-step.tsx';
import { explainDocument } from '../../../renderer/run/explain-document.ts';
import type { ExplainQuestion } from '../../../renderer/run/explain-messages.ts';
import { useDocument } from '../../../renderer/state/document.ts';
import { leaveProject, openProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallDiffusion, smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

/** A worker that answers in this thread. */
class WorkerHere extends EventTarget {
  postMessage({ number, document }: ExplainQuestion): void {
    const data = { number, explained: explainDocument(document) };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  terminate(): void {}
}

beforeEach(() => {
  registerCommands(commands, () => undefined);
  vi.stubGlobal('Worker', WorkerHere);
  vi.useFakeTimers();
});
afterEach(async () => {
  await after(() => chooseLanguage('en'));
  await after(leaveProject);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function read(document: GraphDocument): Promise<HTMLElement> {
  setMachine(new FakeMachine(document));
  await openProject('/home/mina/Genloom/Read.genloom');
  const page = await draw(<CompiledStep />);
  await after(() => void vi.advanceTimersByTime(500));
  return page;
}
const texts = (page: HTMLElement, which: string) =>
  [...page.querySelectorAll(which)].map(({ textContent }) => textContent);
/** The words of each line of a list. */
const words = (list: Element) =>
  [...list.querySelectorAll('li')].map((line) => line.lastChild!.firstChild!.textContent);

test.each(['en', 'ko'] as const)(
  'the step is followed by how outputs come about, in the words of `explain` (%s)',
  async (language) => {
    await chooseLanguage(language);
    const document = smallDiffusion();
    const page = await read(document);
    expect(texts(page, 'h3')).toEqual(
      language === 'ko'
        ? ['학습 한 스텝', '출력을 만드는 차례']
        : ['One training step', 'How the outputs come about'],
    );
    const [step, output, ...others] = page.querySelectorAll('ol');
    expect(others).toEqual([]);
    const compiled = compile(document);
    const told = (lines: ReturnType<typeof explain>[number]['lines']) =>
      lines.filter(({ depth }) => depth === 0).map((line) => line.words[language]);
    expect(words(step!)).toEqual(told(explain(compiled)[0]!.lines));
    expect(words(output!)).toEqual(told(explainOutputs(compiled)[0]!.lines));
    expect(words(output!).at(-1)).toBe(language === 'ko' ? '확산 샘플러' : 'Diffusion sampler');
  },
);

test('a line of an output leads to its card', async () => {
  const page = await read(smallDiffusion());
  const [, output] = page.querySelectorAll('ol');
  await click([...output!.querySelectorAll('li')].at(-1)!.querySelector('button[title]')!);
  expect(useDocument.getState().selection.nodes).toEqual(['sampler']);
});

test('several outputs each have a heading with the name of their card', async () => {
  const document = smallDiffusion();
  const { nodes, wires } = document.board;
  const [id, card] = Object.entries(nodes).find(([, { kind }]) => kind === 'output')!;
  nodes.again = { ...structuredClone(card), name: 'Drawn again', names: { ko: '다시 뽑기' } };
  nodes.again.dials.name = 'again';
  wires.push({
    from: { ...wires.find(({ to }) => to.node === id)!.from },
    to: { node: 'again', port: 'value' },
  });
  const page = await read(document);
  expect(texts(page, 'h4')).toEqual(["How 'samples' comes about", "How 'Drawn again' comes about"]);
  await after(() => chooseLanguage('ko'));
  expect(texts(page, 'h4')[1]).toBe("'다시 뽑기'을(를) 만드는 차례");
});

test('a board without outputs has the step alone', async () => {
  const vae = smallVae();
  for (const [id, { kind }] of Object.entries(vae.board.nodes))
    if (kind === 'output') delete vae.board.nodes[id];
  vae.board.wires = vae.board.wires.filter(({ to }) => to.node in vae.board.nodes);
  const page = await read(vae);
  expect(texts(page, 'h3')).toEqual([]);
  expect(page.querySelectorAll('ol')).toHaveLength(1);
});

test('where the graph has errors neither is told', async () => {
  const vae = smallVae();
  vae.board.nodes.optimizer!.dials.learningRate = -1;
  expect((await read(vae)).textContent).toContain('The step can be read once the graph has no errors left.');
});
