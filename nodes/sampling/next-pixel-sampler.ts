import type { Operations, Tensor } from '../alphabet/operation.ts';
import { Problem } from '../alphabet/problem.ts';
import { formatShape, isKnown, sameShape, type Dimension, type Shape } from '../alphabet/shape.ts';
import type { BuildContext } from '../build-context.ts';
import { defineNode } from '../contract.ts';
import { choiceDials, chosen, mustLeaveSomething } from '../next-choice.ts';
import { noiseShape, shape } from '../noise-ports.ts';
import { pixelModelOf, type PixelModel } from '../pixel-model.ts';
import type { Block, Meaning } from '../port.ts';
import { framesDial, keptTurns, pathOf } from '../sampling-turns.ts';
import { sideInputs, sidePorts } from '../side-ports.ts';

export default defineNode({
  kind: 'next-pixel-sampler',
  family: 'sampling',
  places: ['board'],
  title: { en: 'Next pixel', ko: '다음 픽셀 샘플러' },
  sentence: {
    en: 'Draws a picture, or a map of codes, one after another, row by row: the block says how likely each value of the next pixel is, given those drawn so far. What comes out carries no gradient.',
    ko: '그림이나 코드 지도를 한 행씩 왼쪽부터 하나하나 뽑습니다. 지금까지 뽑은 것을 보고 블록이 다음 픽셀의 값마다 얼마나 그럴듯한지 말합니다. 결과로는 그래디언트가 흐르지 않습니다.',
  },
  formula: 'x_i \\sim p_\\theta(x_i \\mid x_{<i}),\\quad i = 1, \\dots, HW',
  aliases: ['PixelCNN', 'autoregressive sampling', 'ancestral', 'raster', '자기회귀 샘플링', '조상 샘플링'],
  source:
    'van den Oord, Kalchbrenner & Kavukcuoglu 2016, eq. 1; top k: Fan et al. 2018; top p: Holtzman et al. 2020',
  inputs: {
    block: {
      symbol: 'p_\\theta',
      title: { en: 'Autoregressive model', ko: '자기회귀 모델' },
      takes: 'block',
    },
    above: {
      symbol: 'v_\\theta',
      title: {
        en: 'What tells of the rows above (asked once a row)',
        ko: '위쪽 행을 알려 주는 블록 (행마다 한 번 물음)',
      },
      takes: 'block',
      optional: true,
    },
    start: {
      symbol: 'x',
      title: { en: 'Picture to go on from', ko: '이어 그릴 그림' },
      optional: true,
    },
  },
  outputs: {
    samples: { symbol: '\\tilde{x}', title: { en: 'Samples', ko: '샘플' } },
    path: { symbol: 'x_{\\le i}', title: { en: 'Path: what is drawn so far', ko: '경로: 지금까지 그린 것' } },
  },
  dials: {
    ...choiceDials,
    given: {
      type: 'number',
      default: 0,
      min: 0,
      max: 4096,
      integer: true,
      title: { en: 'Rows that are given', ko: '주어지는 행 수' },
      help: {
        en: 'So many rows of the wired picture are kept, and the rest is drawn.',
        ko: '연결한 그림의 위쪽 행을 이만큼 남기고 나머지를 그립니다.',
      },
    },
    crop: {
      type: 'flag',
      default: true,
      title: { en: 'Ask about drawn rows only', ko: '그린 행까지만 묻기' },
      help: {
        en: 'Faster, and the same for a block of masked convolutions. Off for a block that knows its size, by positions for instance.',
        ko: '더 빠르고, 마스크 합성곱 블록이면 결과가 같습니다. 위치 임베딩처럼 크기가 정해진 블록이면 끄세요.',
      },
    },
    frames: framesDial,
    shape: {
      ...shape,
      default: [28, 28, 1],
      help: {
        en: 'Height, width and channels of a picture, height and width of a map of codes; where no picture is wired.',
        ko: '그림이면 세로·가로·채널, 코드 지도면 세로·가로입니다. 연결한 그림이 없을 때 씁니다.',
      },
    },
  },
  check: mustLeaveSomething,
  grow: (_dials, _blockOf, wiredInto) => {
    const [block, above] = [wiredInto('block'), wiredInto('above')];
    const taken = ['block', 'above', 'start', ...(above?.outputs ?? [])];
    return { inputs: { ...sidePorts(above, taken), ...sidePorts(block, taken) } };
  },
  build(ops, inputs, dials, context) {
    const { block, above, start } = inputs;
    const model = pixelModelOf(block);
    const canvas = canvasOf(noiseShape(context, start, dials.shape), model, start);
    const { batch, height, width, rest } = canvas;
    const given = givenRows(dials, canvas, start);
    const temperature = context.dial('temperature');
    // Every pixel's own number of [0, 1) says which of the choices it becomes.
    const uniform = context.uniformNoise([batch, height * width, ...rest], 'choice');
    const place = ops.constant({
      value: Array.from({ length: height * width }, (_, i) => i),
      shape: [1, height, width, ...rest.map(() => 1)],
      dtype: 'int32',
    });
    const empty = emptyCanvas(ops, canvas, model);
    let x = given > 0 ? ops.select(ops.less(place, given * width), start!, empty) : empty;
    let meaning: Meaning = { kind: 'any' };
    const kept: Tensor[] = [];
    const frames = keptTurns((height - given) * width, dials.frames);

    for (const { from, to } of bandsOf(
      given,
      height,
      above ? 1 : dials.crop ? Math.ceil(height / BANDS) : height,
    )) {
      const begin = from * width;
      const seen = dials.crop ? to : height;
      const told = above ? rowTold(ops, context, above, rowsOf(ops, x, 0, seen), from, inputs) : {};
      const looped = context.repeat(
        (to - from) * width,
        [x],
        (turn, [drawn]) => {
          // 1. which pixel it is, and what the block sees: its row, or all that is drawn as far down as that
          const pixel = ops.add(turn, begin);
          const picture = above ? rowsOf(ops, drawn!, from, 1) : rowsOf(ops, drawn!, 0, seen);
          const rows = above ? 1 : seen;

          // 2. what the block says of it
          const logits = model.ask(context, picture, { ...sideInputs(block, inputs), ...told }); // [B, rows, width, K]
          const flat = ops.reshape(logits, { shape: [batch, rows * width, logits.shape.at(-1)!] });
          const here = ops.gather(flat, above ? turn : pixel, { axis: 1 }); // [B, K]
          meaning = model.gives(here);

          // 3. one of the choices, and where it goes
          const share = ops.gather(uniform, pixel, { axis: 1 });
          const value = model.choose(ops, here, share, (rows, shares) =>
            chosen(ops, rows, temperature, dials, shares),
          );
          const spread = ops.reshape(value, { shape: [batch, 1, 1, ...rest] });
          return { next: [ops.select(ops.equal(place, pixel), spread, drawn!)], kept: [drawn!] };
        },
        frames
          .map((turn) => turn + (given - from) * width)
          .filter((turn) => turn >= 0 && turn < (to - from) * width),
      );
      x = looped.carried[0]!;
      kept.push(...looped.kept);
    }
    const samples = ops.stopGradient(x);
    const path = kept.length === 1 ? kept[0]! : ops.concat(kept, { axis: 1 });
    return {
      samples: context.means(samples, meaning),
      path: context.means(pathOf(ops, path, samples), meaning),
    };
  },
});

/** What is drawn on: [batch, height, width, ...rest]. */
interface Canvas {
  readonly batch: Dimension;
  readonly height: number;
  readonly width: number;
  /** Its channels, where it has any. */
  readonly rest: readonly number[];
}

/** @throws Problem where it is no picture for this model */
function canvasOf(shape: Shape, { rank, dtype }: PixelModel, start: Tensor | undefined): Canvas {
  const [batch, ...example] = shape;
  const [height, width, ...rest] = example;
  if (
    shape.length === rank &&
    example.every(isKnown) &&
    isKnown(height!) &&
    isKnown(width!) &&
    (start?.dtype ?? dtype) === dtype
  )
    return { batch: batch!, height, width, rest: rest.filter(isKnown) };
  const wanted = rank === 3 ? '[height, width], int32' : '[height, width, channels], float32';
  const came = `${start ? `${start.dtype} ` : ''}${formatShape(example)}`;
  throw new Problem(
    `This block draws ${rank === 3 ? 'maps of codes' : 'pictures'}, ${wanted} for each example; ${start ? `'start' is ${came}` : `'shape' is ${came}`}. ${start ? 'Wire one of that form' : 'Correct the dial'}.`,
    `이 블록은 ${rank === 3 ? '코드 지도' : '그림'}를 예제마다 ${wanted}(으)로 그리는데 ${start ? "'start'" : "'shape'"}이(가) ${came}입니다. ${start ? '그런 모양을 연결하세요' : '다이얼을 고치세요'}.`,
  );
}

/** How many rows are not drawn. @throws Problem where there is nothing to keep them of, or nothing left to draw */
function givenRows(
  { given }: { readonly given: number },
  { height }: Canvas,
  start: Tensor | undefined,
): number {
  if (given === 0) return 0;
  if (!start)
    throw new Problem(
      `${given} rows are to be given, and no picture is wired. Wire one into 'start', or set 'given' to 0.`,
      `${given}행이 주어진다고 했는데 연결된 그림이 없습니다. 'start'에 연결하거나 'given'을 0으로 두세요.`,
    );
  if (given < height) return given;
  throw new Problem(
    `${given} rows are to be given of a picture that has ${height}, so nothing is left to draw. Give at most ${height - 1}.`,
    `그림은 ${height}행인데 ${given}행이 주어진다고 해서 그릴 것이 없습니다. ${height - 1} 이하로 하세요.`,
  );
}

/** Nothing drawn yet. */
function emptyCanvas(ops: Operations, { batch, height, width, rest }: Canvas, { dtype }: PixelModel): Tensor {
  const nothing = ops.constant({ value: 0, shape: [1, 1, 1, ...rest.map(() => 1)], dtype });
  return ops.broadcastTo(nothing, { shape: [batch, height, width, ...rest] });
}

/** Into about how many bands of rows a picture is cut: each asks about no row below it, which is nearly half the work. */
const BANDS = 10;

function bandsOf(given: number, height: number, rows: number): { from: number; to: number }[] {
  const bands: { from: number; to: number }[] = [];
  for (let from = given; from < height; from = bands.at(-1)!.to)
    bands.push({ from, to: Math.min(height, (Math.floor(from / rows) + 1) * rows) });
  return bands;
}

function rowsOf(ops: Operations, picture: Tensor, from: number, count: number): Tensor {
  const { shape } = picture;
  if (from === 0 && shape[1] === count) return picture;
  return ops.slice(picture, {
    begin: shape.map((_, axis) => (axis === 1 ? from : 0)),
    size: shape.with(1, count),
  });
}

/**
 * What a block tells of one row, by the names of its outputs; the block that draws takes it at inputs of the same names.
 * @throws Problem where it tells of other places than there are
 */
function rowTold(
  ops: Operations,
  context: BuildContext,
  above: Block,
  picture: Tensor,
  row: number,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Tensor>> {
  const [input] = above.inputs;
  if (input === undefined)
    throw new Problem(
      `The block '${above.name}' has no input, so it can tell nothing of a picture. Wire one that takes it.`,
      `블록 '${above.name}'에는 입력이 없어 그림에 대해 아무것도 알려 줄 수 없습니다. 그림을 받는 블록을 연결하세요.`,
    );
  const told = context.call(above, { [input]: picture, ...sideInputs(above, given) }, { mode: 'inference' });
  return Object.fromEntries(
    Object.entries(told).map(([name, features]) => {
      const places = picture.shape.slice(0, 3);
      if (features.shape.length !== 4 || !sameShape(features.shape.slice(0, 3), places))
        throw new Problem(
          `What tells of the rows above answers for every place of ${formatShape(places)}; '${above.name}' answers ${formatShape(features.shape)}. Wire a stack that keeps height and width.`,
          `위쪽 행을 알려 주는 블록은 모든 자리에 답해야 하는데 '${above.name}'은(는) ${formatShape(features.shape)}을(를) 냅니다. 높이와 너비를 그대로 두는 블록을 연결하세요.`,
        );
      return [name, context.means(rowsOf(ops, features, row, 1), context.meaningOf(features))];
    }),
  );
}
