// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Gallery, OpenedProject, ProjectCard, TemplateCard } from '../../../main/bridge/contract.ts';
import { firstCommands } from '../../../renderer/commands/first.ts';
import { registerCommands } from '../../../renderer/commands/registry.ts';
import { Home } from '../../../renderer/home/home.tsx';
import { byFamily, measuredOf, startOf } from '../../../renderer/home/template-facts.ts';
import { chooseLanguage } from '../../../renderer/language/texts.ts';
import { showNoticesWith } from '../../../renderer/parts/notify.ts';
import { fetchThumbnails, useGallery } from '../../../renderer/state/gallery.ts';
import { leaveProject, useProject } from '../../../renderer/state/project.ts';
import { setMachine } from '../../../renderer/state/studio.ts';
import { smallVae } from '../../documents.ts';
import { after, click, draw } from '../drawn.tsx';
import { FakeMachine } from '../fake-machine.ts';

const template = (name: string, more: Partial<TemplateCard> = {}): TemplateCard => ({
  name,
  title: { en: `Title of ${name}`, ko: `${name} 제목` },
  question: { en: `Why ${name}?`, ko: `왜 ${name}?` },
  level: 'first steps',
  minutes: 1.4,
  parameters: 873_669,
  batch: 64,
  steps: 4000,
  trained: true,
  thumbnail: false,
  measured: { parameters: 873_669, seconds: 78, 'elbo -ELBO': 147.46 },
  about: null,
  ...more,
});
const project = (name: string, more: Partial<ProjectCard> = {}): ProjectCard => ({
  file: `/home/mina/Genloom/${name}.genloom`,
  name,
  changed: Date.now() - 3 * 3_600_000,
  draft: false,
  runs: 2,
  thumbnail: false,
  ...more,
});
const family = (name: string) => ({ family: name }) as unknown as NonNullable<TemplateCard['about']>;

let machine: FakeMachine;
let gallery: Gallery;
let notices: string[];

beforeEach(() => {
  notices = [];
  gallery = { templates: [template('vae'), template('gan')], projects: [] };
  machine = new FakeMachine(smallVae({ steps: 1 }), {}, { gallery: () => gallery, forget: () => undefined });
  setMachine(machine);
  registerCommands(firstCommands, () => undefined);
  showNoticesWith(({ text }) => notices.push(text));
  useGallery.setState({ gallery: null, failed: null });
});
afterEach(() =>
  after(async () => {
    await leaveProject();
    await chooseLanguage('en');
  }),
);

const button = (page: HTMLElement, name: RegExp) =>
  [...page.ownerDocument.querySelectorAll('button')].find((one) =>
    name.test(one.getAttribute('aria-label') ?? one.textContent),
  )!;

describe('home', () => {
  test('shows the form of things until they come, then what to start with', async () => {
    let come: (gallery: Gallery) => void = () => undefined;
    machine.answers.gallery = () => new Promise((resolve) => (come = resolve));
    const page = await draw(<Home />);
    expect(page.querySelectorAll('[aria-hidden]').length).toBeGreaterThan(4);
    await after(() => come(gallery));
    expect(page.querySelector('h2')?.textContent).toBe('Why vae?');
    expect(page.textContent).toContain('873,669 weights');
    expect(page.textContent).toContain('−ELBO 147');
    expect(page.textContent).toContain('What you work on will be here.');
  });

  test('one click opens a template', async () => {
    const page = await draw(<Home />);
    await click(button(page, /^Title of gan/));
    expect(machine.asked('createProject')).toEqual([{ template: 'gan', language: 'en' }]);
    expect(useProject.getState().open).not.toBeNull();
  });

  test('while one is on its way, a click on another does nothing', async () => {
    let come: (opened: OpenedProject) => void = () => undefined;
    machine.answers.createProject = () => new Promise((resolve) => (come = resolve));
    const page = await draw(<Home />);
    await click(button(page, /^Title of gan/));
    await click(button(page, /^Title of vae/));
    await after(() => come(machine.opened));
    expect(machine.asked('createProject')).toEqual([{ template: 'gan', language: 'en' }]);
  });

  test('fetches the pictures that are near the screen, and the others when they come near', async () => {
    const places: { readonly place: Element; readonly comesNear: () => void }[] = [];
    class Watched {
      readonly #tell: IntersectionObserverCallback;
      constructor(tell: IntersectionObserverCallback) {
        this.#tell = tell;
      }
      observe(place: Element) {
        const comesNear = () =>
          this.#tell([{ isIntersecting: true } as IntersectionObserverEntry], this as never);
        places.push({ place, comesNear });
      }
      disconnect() {}
    }
    vi.stubGlobal('IntersectionObserver', Watched);
    gallery = {
      templates: ['vae', 'gan', 'ddpm'].map((name) => template(name, { thumbnail: true })),
      projects: [],
    };
    machine.answers.thumbnail = () => null;
    const page = await draw(<Home />);
    vi.unstubAllGlobals();
    expect(machine.asked('thumbnail')).toEqual([]);
    const card = button(page, /^Title of ddpm/);
    await after(() => places.find(({ place }) => card.contains(place))!.comesNear());
    expect(machine.asked('thumbnail')).toEqual([{ template: 'ddpm' }]);
    // The others come when nobody waits for anything, each of them once.
    await fetchThumbnails(async () => {});
    expect(machine.asked('thumbnail')).toHaveLength(3);
  });

  test('what cannot be opened is said, and home stays', async () => {
    gallery = { ...gallery, projects: [project('Broken')] };
    machine.answers.openProject = () => Promise.reject(new Error('It is broken.'));
    const page = await draw(<Home />);
    await click(button(page, /^Broken/));
    expect(notices).toEqual(['It is broken.']);
    expect(useProject.getState().open).toBeNull();
    expect(button(page, /^Broken/).disabled).toBe(false);
  });

  test('a gallery that cannot be read says why, and is tried again', async () => {
    machine.away = true;
    const page = await draw(<Home />);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('The machine is away.');
    machine.away = false;
    await click(button(page, /Try again/));
    expect(page.textContent).toContain('Why vae?');
  });

  test('a saved project leaves the list at once; a draft is asked about first', async () => {
    gallery = { ...gallery, projects: [project('Mine'), project('Sketch', { draft: true, runs: 0 })] };
    const page = await draw(<Home />);
    expect(page.textContent).toContain('3 hours ago · 2 runs');
    await click(button(page, /Take Mine off/));
    expect(machine.asked('forget')).toEqual([{ file: '/home/mina/Genloom/Mine.genloom' }]);
    await click(button(page, /Delete the draft Sketch/));
    expect(machine.asked('forget')).toHaveLength(1);
    await click(button(page, /^Delete$/));
    expect(machine.asked('forget')).toHaveLength(2);
  });

  test('speaks Korean', async () => {
    await chooseLanguage('ko');
    const page = await draw(<Home />);
    expect(page.textContent).toContain('왜 vae?');
    expect(page.textContent).toContain('여기서 시작하세요');
    expect(page.textContent).not.toMatch(/Start here|weights/);
  });

  test('without templates it says so', async () => {
    gallery = { templates: [], projects: [] };
    const page = await draw(<Home />);
    expect(page.textContent).toContain('No templates came with this Genloom');
  });
});

describe('templates', () => {
  test('stand by family, in the order in which the gallery tells them', () => {
    const cards = [
      template('ddpm', { about: family('diffusion') }),
      template('vae', { about: family('autoencoder') }),
      template('odd', { about: family('no such family') }),
      template('vq', { about: family('autoencoder') }),
    ];
    expect(byFamily(cards).map(({ family, cards }) => [family, cards.map(({ name }) => name)])).toEqual([
      ['autoencoder', ['vae', 'vq']],
      ['diffusion', ['ddpm']],
      ['other', ['odd']],
    ]);
  });

  test('the one to start with says so itself, else it is the first that is trained', () => {
    const starts = { startHere: true } as unknown as NonNullable<TemplateCard['about']>;
    expect(startOf([template('a'), template('b', { about: starts })])?.name).toBe('b');
    expect(startOf([template('a', { trained: false }), template('b')])?.name).toBe('b');
    expect(startOf([template('a', { trained: false })])?.name).toBe('a');
    expect(startOf([])).toBeNull();
  });

  test('the measured number is one of a metric, not a size or a time', () => {
    expect(measuredOf(template('a'))).toEqual({ name: { en: '−ELBO', ko: '−ELBO' }, value: 147.46 });
    expect(measuredOf(template('a', { measured: { parameters: 3 } }))).toBeNull();
  });

  test('the number that a template names itself goes before the first one, where it was measured', () => {
    const name = { en: 'modes found', ko: '찾은 모드' };
    const about = { headline: { number: 'modes covered', name } } as unknown as TemplateCard['about'];
    const measured = { 'good good': 0.9, 'modes covered': 8 };
    expect(measuredOf(template('a', { about, measured }))).toEqual({ name, value: 8 });
    expect(measuredOf(template('a', { about, measured: { 'good good': 0.9 } }))?.value).toBe(0.9);
  });

  test('the easiest of a family stands first', () => {
    const gan = (name: string, level: string) => template(name, { about: family('gan'), level });
    const cards = [gan('big', 'further'), gan('odd', 'unheard of'), gan('small', 'first steps')];
    expect(byFamily(cards)[0]!.cards.map(({ name }) => name)).toEqual(['small', 'big', 'odd']);
  });

  test('say at a glance what they tell of p(x), and what a sample takes, in the language at hand', async () => {
    const facts = { density: 'bound', sampling: { en: '50 steps', ko: '50단계' } };
    const about = facts as unknown as TemplateCard['about'];
    gallery = { templates: [template('vae', { about }), template('gan')], projects: [] };
    const page = await draw(<Home />);
    expect(page.textContent).toContain('bound on the density');
    expect(page.textContent).toContain('samples: 50 steps');
    await after(() => chooseLanguage('ko'));
    expect(page.textContent).toContain('밀도의 하한');
    expect(page.textContent).toContain('샘플: 50단계');
  });
});
