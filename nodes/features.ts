import type { Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { mustHaveRank } from './alphabet/rules.ts';
import { formatShape, isKnown } from './alphabet/shape.ts';

/**
 * The size of the last axis, which the weights of a layer are made for.
 * @param kind the layer, for the sentence
 * @throws Problem where there is no axis beside the batch, or the last one depends on the batch size
 */
export function featuresOf(kind: string, x: Tensor): number {
  const features = x.shape.at(-1);
  if (x.shape.length >= 2 && features !== undefined && isKnown(features)) return features;
  throw new Problem(
    `${kind} needs a tensor [batch, ..., features] whose last axis has a fixed size; it was given ${formatShape(x.shape)}. A reshape can bring it into that form.`,
    `${kind}에는 마지막 축의 크기가 정해진 텐서 [배치, ..., 특징]이(가) 필요한데 ${formatShape(x.shape)}이(가) 들어왔습니다. 모양 바꾸기로 맞출 수 있습니다.`,
  );
}

/** The number of channels of an image [batch, height, width, channels]. @throws Problem where it is no image */
export function channelsOf(kind: string, image: Tensor): number {
  mustHaveRank(kind, image, 4, '[batch, height, width, channels]');
  return featuresOf(kind, image);
}
