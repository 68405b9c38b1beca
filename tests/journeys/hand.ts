import type { Locator, Page } from 'playwright-core';

/** How long a person would wait before giving up (ms); the machine may be busy with other tests. */
const PATIENCE = 90_000;

/**
 * Asks again and again until the answer fits.
 * @throws an error with the last answer where it does not in time
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}. The last answer was ${String(answer)}.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** How often something must be the same in turn to be at rest: on a busy machine a glide begins some frames after its key. */
const STILL = 4;

/** Waits until something stays the same for a while. @returns it */
export async function atRest(what: string, ask: () => Promise<string>): Promise<string> {
  let before = '';
  let same = 0;
  await eventually(
    `${what} stands still`,
    async () => {
      const now = await ask();
      same = now === before ? same + 1 : 1;
      before = now;
      return same;
    },
    (times) => times >= STILL,
  );
  return before;
}

/** Does with a page what a person does, in a person's words (English). */
export class Hand {
  readonly page: Page;

  constructor(page: Page) {
    page.setDefaultTimeout(PATIENCE);
    this.page = page;
  }

  /** Opens a template from the gallery by its title, and waits until its weights are in the engine. */
  async openTrained(title: string): Promise<void> {
    const templates = this.page.getByRole('region', { name: 'Templates' });
    await templates.getByText(title, { exact: true }).click();
    await this.page.getByText('shipped weights').first().waitFor();
  }

  /** Opens the VAE from the gallery, and waits until its graph is described. */
  async openVae(): Promise<void> {
    const templates = this.page.getByRole('region', { name: /^(Templates|템플릿)$/ });
    await templates.getByText(/^(VAE on digits|숫자 VAE)$/).click();
    await this.card('encode').waitFor();
    await this.page
      .getByText(/873,669 weights|가중치 873,669개/)
      .first()
      .waitFor();
  }

  /** A card of the canvas, by the id of its node. */
  card(node: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${node}"]`);
  }

  async cards(): Promise<number> {
    return this.page.locator('.react-flow__node').count();
  }

  /** Wires that are drawn at all times: those that are tags at their ports come and go with the pointer. */
  async wires(): Promise<number> {
    return this.page.locator('.react-flow__edge:not([data-tag])').count();
  }

  /** Waits until so many wires are drawn: they come once the cards at their ends are measured. */
  async hasWires(count: number): Promise<void> {
    await eventually(
      `${count} wires are drawn`,
      () => this.wires(),
      (drawn) => drawn === count,
    );
  }

  async select(node: string): Promise<void> {
    // The title is no part of a port or a dial.
    await this.card(node).click({ position: { x: 30, y: 10 } });
  }

  /** Looks for a card by its title, and goes to it. */
  async goTo(title: string): Promise<void> {
    await this.press('ControlOrMeta+k');
    await this.page.keyboard.type(title);
    const cards = this.page.getByRole('group', { name: 'On the canvas' });
    await cards.getByRole('option').filter({ hasText: title }).first().click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** The tile of a view or an output in the dock, by its title. */
  tile(title: string): Locator {
    return this.page
      .getByRole('figure')
      .filter({ has: this.page.getByRole('button', { name: title, exact: true }) });
  }

  /** Draws one stroke on something, along places on it, each given by its shares of the width and the height. */
  async draw(on: Locator, along: readonly (readonly [number, number])[]): Promise<void> {
    const { x, y, width, height } = await this.#placeOf(on);
    const { mouse } = this.page;
    const [first, ...others] = along.map(([right, down]) => [x + right * width, y + down * height] as const);
    await mouse.move(...first!);
    await mouse.down();
    for (const next of others) await mouse.move(...next, { steps: 4 });
    await mouse.up();
  }

  /** A port of a card. */
  port(node: string, port: string): Locator {
    return this.page.locator(`.react-flow__handle[data-nodeid="${node}"][data-handleid="${port}"]`);
  }

  /** Pulls a wire from a port to another one, and holds it there until `meanwhile` is done. */
  async pull(from: Locator, to: Locator, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    const { mouse } = this.page;
    const centre = async (port: Locator) => {
      const { x, y, width, height } = await this.#placeOf(port);
      return [x + width / 2, y + height / 2] as const;
    };
    await eventually(
      'the port is under the pointer',
      async () => {
        const at = await centre(from);
        await mouse.move(...at);
        return from.evaluate((port, [x, y]) => port.contains(document.elementFromPoint(x, y)), at);
      },
      (isUnder) => isUnder,
    );
    await mouse.down();
    await mouse.move(...(await centre(to)), { steps: 8 });
    await meanwhile();
    await mouse.up();
  }

  /** Where something stands once it has stopped moving: the canvas glides when it is fitted. */
  async #placeOf(thing: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    await atRest('what is to be pulled', async () => JSON.stringify(await thing.boundingBox()));
    return (await thing.boundingBox())!;
  }

  /** Lets a file fall on the window. */
  async drop(name: string, text: string): Promise<void> {
    const files = await this.page.evaluateHandle(
      ([called, holds]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([holds!], called!));
        return carried;
      },
      [name, text],
    );
    for (const deed of ['dragover', 'drop'])
      await this.page.dispatchEvent('body', deed, { dataTransfer: files });
  }

  /** Opens a tab of a dock, and waits until what it shows is there. */
  async show(tab: string): Promise<void> {
    const there = this.page.getByRole('tab', { name: new RegExp(`^${tab}`) });
    await there.click();
    await eventually(
      `the tab ${tab} is open`,
      () =>
        there.evaluate(
          (element) => document.getElementById(element.getAttribute('aria-controls') ?? '') !== null,
        ),
      (isOpen) => isOpen,
    );
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** How far the training is; 0 where nothing is told yet. */
  async step(): Promise<number> {
    const told = await this.page
      .getByRole('group', { name: 'Training' })
      .getByText(/^[\d,]+ \/ [\d,]+/)
      .first()
      .textContent({ timeout: 3000 })
      .catch(() => null);
    return told === null ? 0 : Number(told.split('/')[0]!.replaceAll(/\D/g, ''));
  }

  async trainUntil(step: number): Promise<void> {
    await eventually(
      `step ${step} is reached`,
      () => this.step(),
      (at) => at >= step,
    );
  }

  async saveAs(name: string): Promise<void> {
    await this.press('ControlOrMeta+Shift+s');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await this.page.getByText('Saved', { exact: true }).first().waitFor();
  }

  /** A picture on a card or in a dock, once it is drawn, as a short text: the same pixels are the same text. */
  async pixelsOf(picture: Locator): Promise<string> {
    await eventually(
      'something is drawn',
      () => this.inkOf(picture),
      (ink) => ink > 100,
    );
    return atRest('a picture', () =>
      picture.evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const pen = (canvas as HTMLCanvasElement).getContext('2d')!;
        let sum = 0;
        for (const byte of pen.getImageData(0, 0, width, height).data) sum = (Math.imul(sum, 31) + byte) | 0;
        return `${width} x ${height}: ${sum}`;
      }),
    );
  }

  /** The pixels of a picture on a card or in a dock: how many differ from the first one. */
  async inkOf(picture: Locator): Promise<number> {
    return picture.evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const copy = document.createElement('canvas');
      copy.width = width;
      copy.height = height;
      const context = copy.getContext('2d')!;
      context.drawImage(canvas as HTMLCanvasElement, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let ink = 0;
      for (let i = 4; i < data.length; i += 4)
        if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) ink++;
      return ink;
    });
  }
}
