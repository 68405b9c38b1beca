import { readFile } from 'node:fs/promises';
import { describe } from '../../nodes/graph/describe.ts';
import type { TemplateCard } from '../bridge/contract.ts';
import { readTemplate, templateNames, thumbnailOf, type Template } from '../projects/templates.ts';
import { noSuchTemplate } from './sentences.ts';
import { stepsOf } from '../engine/standing.ts';

/** The templates as the gallery shows them. They ship with Genloom, so they are read once. */
export class Gallery {
  #cards: Promise<readonly TemplateCard[]> | null = null;

  cards(): Promise<readonly TemplateCard[]> {
    return (this.#cards ??= readCards().catch((error: unknown) => {
      this.#cards = null;
      throw error;
    }));
  }

  /** A template's picture as PNG. @throws Problem where there is no such template */
  async thumbnail(name: string): Promise<Uint8Array | null> {
    // A gallery asks for dozens at once: nothing but the picture is read.
    const found = (await this.cards()).find((card) => card.name === name);
    if (!found) throw noSuchTemplate(name, await templateNames());
    return found.thumbnail ? pictureAt(thumbnailOf(name)) : null;
  }
}

/** The bytes of a picture; `null` where there is none. */
export const pictureAt = (file: string): Promise<Uint8Array | null> =>
  readFile(file).then(
    // A plain array of its own: a Buffer may be a window onto others' bytes.
    (bytes) => new Uint8Array(bytes),
    () => null,
  );

async function readCards(): Promise<TemplateCard[]> {
  const cards: TemplateCard[] = [];
  for (const name of await templateNames()) cards.push(cardOf(await readTemplate(name)));
  return cards;
}

function cardOf({ name, document, about, weights, thumbnail }: Template): TemplateCard {
  const { question, level = null, minutes = null, measured = {} } = about ?? {};
  const same = { en: document.name, ko: document.name };
  const { parameters } = measured;
  return {
    name,
    title: about?.title ?? same,
    question: question ?? same,
    level,
    minutes,
    parameters:
      typeof parameters === 'number'
        ? parameters
        : Object.values(describe(document).parameters).reduce((sum, count) => sum + count, 0),
    batch: document.batch,
    steps: stepsOf(document.phases),
    trained: weights !== null,
    thumbnail: thumbnail !== null,
    measured,
    about,
  };
}
