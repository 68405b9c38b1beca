import type { TemplateCard } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { LEVELS, type TemplateAbout } from '../../templates/about.ts';

/** Families of models, in the order in which the gallery tells them. */
const FAMILIES = {
  mixture: { en: 'Mixtures', ko: '혼합 모델' },
  autoregressive: { en: 'Autoregressive models', ko: '자기회귀 모델' },
  flow: { en: 'Flows', ko: '정규화 흐름' },
  autoencoder: { en: 'Autoencoders and VAE', ko: '오토인코더와 VAE' },
  gan: { en: 'GAN', ko: 'GAN' },
  energy: { en: 'Energy models', ko: '에너지 모델' },
  diffusion: { en: 'Diffusion and score', ko: '확산과 점수' },
  classifier: { en: 'Classifiers', ko: '분류기' },
  other: { en: 'Others', ko: '그 밖의 모델' },
} as const satisfies Readonly<Record<NonNullable<TemplateAbout['family']> | 'other', Text>>;

type TemplateFamily = keyof typeof FAMILIES;

/** What a card shows beside the question, where the template says it; a family that nobody knows is among the others. */
export function factsOf({ about }: TemplateCard): Partial<
  Pick<TemplateAbout, 'density' | 'sampling' | 'headline' | 'startHere'>
> & {
  readonly family: TemplateFamily;
} {
  const family = about?.family;
  return { ...about, family: family !== undefined && family in FAMILIES ? family : 'other' };
}

/** The one to begin with: the one that says so, else the first with trained weights. */
export const startOf = (templates: readonly TemplateCard[]): TemplateCard | null =>
  templates.find((card) => factsOf(card).startHere) ??
  templates.find(({ trained }) => trained) ??
  templates[0] ??
  null;

/** Templates by family, in the gallery's order, the easiest first; families without any are left out. */
export const byFamily = (
  templates: readonly TemplateCard[],
): readonly {
  readonly family: TemplateFamily;
  readonly title: Text;
  readonly cards: readonly TemplateCard[];
}[] =>
  (Object.keys(FAMILIES) as TemplateFamily[])
    .map((family) => ({
      family,
      title: FAMILIES[family],
      cards: templates
        .filter((card) => factsOf(card).family === family)
        .sort((a, b) => difficulty(a) - difficulty(b)),
    }))
    .filter(({ cards }) => cards.length > 0);

/** A level that nobody knows comes last. */
const difficulty = ({ level }: TemplateCard): number => {
  const place = (LEVELS as readonly (string | null)[]).indexOf(level);
  return place < 0 ? LEVELS.length : place;
};

/**
 * The number of a trained template that says how good it is: the one that it names itself, else the first that belongs to a
 * metric and is not its size or its time.
 */
export function measuredOf(card: TemplateCard): { readonly name: Text; readonly value: number } | null {
  const { headline } = factsOf(card);
  const told = headline && card.measured[headline.number];
  if (typeof told === 'number') return { name: headline!.name, value: told };
  for (const [name, value] of Object.entries(card.measured))
    if (name.includes(' ') && typeof value === 'number') {
      const short = name.slice(name.indexOf(' ') + 1).replace(/^-/, '−');
      return { name: { en: short, ko: short }, value };
    }
  return null;
}
