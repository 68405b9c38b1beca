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

/** Does with a page what a person does, in a person's words (English). */
export class Hand {
  readonly page: Page;

  constructor(page: Page) {
    page.setDefaultTimeout(PATIENCE);
    this.page = page;
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

  async wires(): Promise<number> {
    return this.page.locator('.react-flow__edge').count();
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
    await mouse.move(...(await centre(from)));
    await mouse.down();
    await mouse.move(...(await centre(to)), { steps: 8 });
    await meanwhile();
    await mouse.up();
  }

  /** Where something stands once it has stopped moving: the canvas glides when it is fitted. */
  async #placeOf(thing: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    let before = '';
    await eventually(
      'what is to be pulled stands still',
      async () => {
        const now = JSON.stringify(await thing.boundingBox());
        const stands = now === before;
        before = now;
        return stands;
      },
      (stands) => stands,
    );
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
