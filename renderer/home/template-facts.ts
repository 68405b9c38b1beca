import { z } from 'zod';
import type { TemplateCard } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';

/** Families of models, in the order in which the gallery tells them. */
const FAMILIES = {
  density: { en: 'Fitting a density', ko: '밀도 맞추기' },
  autoregressive: { en: 'Autoregressive', ko: '자기회귀' },
  flow: { en: 'Flows', ko: '정규화 흐름' },
  autoencoder: { en: 'Autoencoders and VAE', ko: '오토인코더와 VAE' },
  gan: { en: 'GAN', ko: 'GAN' },
  energy: { en: 'Energy and score', ko: '에너지와 점수' },
  diffusion: { en: 'Diffusion', ko: '확산 모델' },
  other: { en: 'Others', ko: '그 밖의 모델' },
} as const satisfies Readonly<Record<string, Text>>;

type TemplateFamily = keyof typeof FAMILIES;

const factsSchema = z.object({
  family: z.enum(Object.keys(FAMILIES) as [TemplateFamily, ...TemplateFamily[]]).catch('other'),
  density: z.enum(['exact', 'bound', 'none']).optional().catch(undefined),
  sampling: z.object({ en: z.string(), ko: z.string() }).optional().catch(undefined),
  startHere: z.boolean().optional().catch(undefined),
});

/** What a card shows beside the question, where the template says it. */
export const factsOf = ({ about }: TemplateCard): z.infer<typeof factsSchema> =>
  factsSchema.parse(about ?? {});

/** The one to begin with: the one that says so, else the first with trained weights. */
export const startOf = (templates: readonly TemplateCard[]): TemplateCard | null =>
  templates.find((card) => factsOf(card).startHere) ??
  templates.find(({ trained }) => trained) ??
  templates[0] ??
  null;

/** Templates by family, in the gallery's order; families without any are left out. */
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
      cards: templates.filter((card) => factsOf(card).family === family),
    }))
    .filter(({ cards }) => cards.length > 0);

/** Numbers of a trained template that say how good it is: those that name a metric, not its size or its time. */
export function measuredOf({
  measured,
}: TemplateCard): { readonly name: string; readonly value: number } | null {
  for (const [name, value] of Object.entries(measured))
    if (name.includes(' ') && typeof value === 'number')
      return { name: name.slice(name.indexOf(' ') + 1), value };
  return null;
}
