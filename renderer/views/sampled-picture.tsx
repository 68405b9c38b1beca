import { useMemo } from 'react';
import type { Numbers } from '../../main/bridge/contract.ts';
import type { Picture as Found } from '../../nodes/finding.ts';
import type { Meaning } from '../../nodes/port.ts';
import { textOf } from '../../nodes/vocabulary.ts';
import { rowsOfTokens } from '../../nodes/vocabulary-tensor.ts';
import { useTexts } from '../language/texts.ts';
import { useDescription } from '../shapes/description.ts';
import { useDocument } from '../state/document.ts';
import type { useSamples } from '../state/drawn-samples.ts';
import { Picture, Sentence } from './picture.tsx';
import { viewsTexts } from './views-texts.ts';

type Sampled = ReturnType<typeof useSamples.getState>[string];

interface SampledPictureProps {
  /** Name of the output. */
  readonly name: string;
  readonly sampled: Sampled | undefined;
  /** `null` where there is none, or the numbers cannot be drawn. */
  readonly picture: Found | null;
}

/** Samples of an output that were asked for, with the seed that draws them again. */
export function SampledPicture({ name, sampled, picture }: SampledPictureProps) {
  const t = useTexts(viewsTexts);
  if (!sampled) return <Sentence>{t('notSampled')}</Sentence>;
  const seed = t('seed', { seed: sampled.seed });
  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1">
        {picture ? (
          <Picture picture={picture} size="dock" label={`${name}, ${seed}`} />
        ) : (
          <Sentence>{t('noPicture', { shape: sampled.numbers.shape.join(', ') })}</Sentence>
        )}
      </div>
      <p className="truncate pt-1 text-center text-small text-muted">{seed}</p>
    </div>
  );
}

/** What was sampled of an output, as a picture. @param node of the output */
export function usePictureOf(sampled: Sampled | undefined, node: string): Found | null {
  const meaning = useMeaningInto(node);
  return useMemo(() => (sampled ? pictureOfNumbers(sampled.numbers, meaning) : null), [sampled, meaning]);
}

/** What is known of the numbers on the wire into an output. */
function useMeaningInto(node: string): Meaning | undefined {
  const from = useDocument(
    ({ document }) => document?.board.wires.find(({ to }) => to.node === node && to.port === 'value')?.from,
  );
  return useDescription(({ wires }) => (from ? wires.get(`${from.node}.${from.port}`)?.meaning : undefined));
}

/** Numbers as a picture, where they are images, points or text. Logits have gone through the sigmoid. */
export function pictureOfNumbers({ shape, data }: Numbers, meaning: Meaning | undefined): Found | null {
  const [count = 0, , , channels] = shape;
  if (shape.length === 4 && (channels === 1 || channels === 3)) {
    const logits = meaning?.form === 'logits';
    return {
      form: 'images',
      images: { shape, data: logits ? Float32Array.from(data, (x) => 1 / (1 + Math.exp(-x))) : data },
      columns: Math.ceil(Math.sqrt(count)),
      range: meaning?.form === undefined ? (meaning?.range ?? [0, 1]) : [0, 1],
    };
  }
  if (meaning?.kind === 'tokens') {
    const { vocabulary } = meaning;
    if (shape.length !== 2 || !vocabulary) return null;
    const tokens = rowsOfTokens({ shape, data: Int32Array.from(data) });
    return { form: 'texts', texts: tokens.map((row) => ({ text: textOf(vocabulary, row) })) };
  }
  if (shape.length === 2 && (shape[1] === 2 || shape[1] === 3))
    return { form: 'points', points: { shape, data } };
  return null;
}
