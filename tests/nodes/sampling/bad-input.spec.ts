// What a person can get wrong with diffusion and autoregressive models is told at the node that has to be mended, in both
// languages: what was expected, what came, and the cure.
import { describe, expect, test } from 'vitest';
import { Problem, type Text } from '../../../nodes/alphabet/problem.ts';
import { CheckedRoots } from '../../../nodes/graph/checked-roots.ts';
import { check, compile } from '../../../nodes/graph/compile.ts';
import { describe as describeDocument } from '../../../nodes/graph/describe.ts';
import type { Design, GraphDocument } from '../../../nodes/graph/document.ts';
import { joinProblems } from '../../../nodes/graph/join-problems.ts';
import { formatPlace, type GraphProblem } from '../../../nodes/graph/problems.ts';
import { bytesOf } from '../../../nodes/text-encoding.ts';
import { document, drawn, graph, LEARNS_TO_DENOISE, promptBoard, type Drawing } from '../../documents.ts';

type Nodes = Drawing['board']['nodes'];

/** A board that learns to denoise points with a network, and samples them; `more` replaces nodes. */
const denoising = (
  sampler: object,
  more: { nodes?: object; wires?: readonly string[]; schedule?: string; net?: Design } = {},
): GraphDocument =>
  document({
    board: {
      nodes: {
        points: { kind: 'points-2d', shape: 'moons' },
        schedule: { kind: 'noise-schedule', steps: 100 },
        forward: { kind: 'forward-process' },
        denoise: { kind: 'call', block: 'net' },
        loss: { kind: 'denoising' },
        optimizer: { kind: 'optimizer' },
        sampler: { kind: 'diffusion-sampler', shape: [2], steps: 10, ...sampler },
        samples: { kind: 'output', name: 'samples' },
        ...more.nodes,
      } as Nodes,
      wires: [
        'points.points -> forward.clean',
        ...LEARNS_TO_DENOISE,
        'denoise.block -> optimizer.blocks as net',
        'denoise.block -> sampler.block',
        `${more.schedule ?? 'schedule'}.schedule -> sampler.schedule`,
        'sampler.samples -> samples.value',
        ...(more.wires ?? []),
      ],
    },
    designs: { net: more.net ?? drawn('denoising-mlp', { units: 2, width: 8, blocks: 1, timeSize: 4 }) },
    blocks: { net: 'net' },
  });

/** Classes instead of noise. */
const classifier = graph({
  nodes: {
    noisy: { kind: 'input', name: 'noisy' },
    time: { kind: 'input', name: 'time', meaning: 'time' },
    dense: { kind: 'dense', units: 10 },
    prediction: { kind: 'output', name: 'prediction' },
  },
  wires: ['noisy.value -> dense.input', 'dense.output -> prediction.value'],
});

/** A board that only samples: tokens by a transformer, or pixels by a PixelCNN. */
const writing = (kind: string, recipe: Parameters<typeof drawn>, sampler: object, more: object = {}) =>
  document({
    board: {
      nodes: {
        net: { kind: 'block', block: 'net' },
        sampler: { kind, ...sampler },
        samples: { kind: 'output', name: 'samples' },
        ...more,
      } as Nodes,
      wires: [
        'net.block -> sampler.block',
        'sampler.samples -> samples.value',
        ...('names' in more ? ['names.tokens -> sampler.like'] : []),
      ],
    },
    designs: { net: drawn(...recipe) },
    blocks: { net: 'net' },
  });

const GPT = ['transformer', { length: 6, layers: 1, width: 8, heads: 2 }] as const;
const names = { names: { kind: 'text', length: 6 } };
const painting = (mask: readonly number[]) =>
  denoising(
    {},
    {
      nodes: {
        image: { kind: 'input', name: 'image', shape: [2] },
        mask: { kind: 'input', name: 'mask', shape: [...mask] },
      },
      wires: ['image.value -> sampler.image', 'mask.value -> sampler.mask'],
    },
  );
/** All problems that the studio and `check` tell of a node, by place. */
const toldAt = (drawing: GraphDocument, node: string) =>
  joinProblems(describeDocument(drawing).problems, compile(drawing).problems).filter(
    ({ place }) => place !== null && formatPlace(place).split(/[/.]/)[0] === node,
  );

/** What a text must hold: what was expected, what came, the cure. */
type Parts = readonly [expected: string, came: string, cure: string];

const CASES: readonly (readonly [string, GraphDocument, string, Parts, Parts])[] = [
  [
    'a drawn schedule that rises on its way',
    denoising({}, { nodes: { schedule: { kind: 'noise-schedule', curve: 'drawn', drawn: [1, 0.5, 0.6] } } }),
    'schedule',
    ['must begin at 1 and fall', '[1, 0.5, 0.6]', 'Draw it falling from 1'],
    ['1에서 시작해 점마다 줄어들어야', '[1, 0.5, 0.6]', '내려가도록 그리세요'],
  ],
  [
    'a schedule whose noise shrinks',
    denoising({}, { nodes: { schedule: { kind: 'noise-schedule', curve: 'linear', ends: [20, 0.1] } } }),
    'schedule',
    ['must grow with time', '20 and 0.1', 'Give a smaller first'],
    ['커져야', '20, 0.1', '첫째는 작게'],
  ],
  [
    'a sampler that reads what the block tells as something else',
    denoising(
      {},
      { nodes: { other: { kind: 'noise-schedule', steps: 100, prediction: 'v' } }, schedule: 'other' },
    ),
    'sampler.block',
    ["learns to predict 'noise'", "reads its answers as 'v'", 'Wire the schedule that it learns by'],
    ["'noise'을(를) 예측하도록 학습", "'v'(으)로 읽습니다", '학습에 쓰는 스케줄을 연결'],
  ],
  [
    'a sampler on another process than the block learns of',
    denoising(
      {},
      { nodes: { other: { kind: 'noise-schedule', process: 'straight flow' } }, schedule: 'other' },
    ),
    'sampler.block',
    ["'variance preserving' process", "'straight flow' process", 'Wire the schedule that it learns by'],
    ["'variance preserving' 과정", "'straight flow' 과정", '학습에 쓰는 스케줄을 연결'],
  ],
  [
    'a sampler on a block that tells classes',
    denoising({}, { net: classifier }),
    'sampler',
    ['as many numbers as it is shown', '[B, 2] and told [B, 10]', 'trained with a denoising loss'],
    ['받은 만큼의 수', '[B, 10]', '디노이징 손실로 학습한 블록을 연결'],
  ],
  [
    'Langevin steps on such a block',
    denoising(
      {},
      { net: classifier, nodes: { sampler: { kind: 'langevin-sampler', shape: [2] } }, schedule: 'schedule' },
    ),
    'sampler',
    ['noise that is only added', "'variance preserving'", "Set its process to 'variance exploding'"],
    ['노이즈를 더하기만 하는', "'variance preserving'", "'variance exploding'으로 바꾸거나"],
  ],
  [
    'a sampler that starts from another shape than the block learns of',
    denoising({ shape: [3] }),
    'sampler',
    ["learns from a 'noisy' of [B, 2]", 'asked about [B, 3]', "Set 'shape' to 2"],
    ["[B, 2] 모양의 'noisy'", '[B, 3]', "'shape'을 2(으)로"],
  ],
  [
    'more steps than there are',
    denoising({ steps: 101 }),
    'sampler',
    ['there are 100', 'take 101 steps', 'Take at most 100'],
    ['100스텝뿐', '스텝 수가 101', '100 이하로 줄이거나'],
  ],
  [
    'a mask of another size',
    painting([3]),
    'sampler',
    ['on [B, 2]', '[B, 3]', 'Resize the mask'],
    ['[B, 2]', '[B, 3]', '마스크의 크기를 바꾸세요'],
  ],
  [
    'a top p of 0, of tokens',
    writing('next-token-sampler', [...GPT], { topP: 0 }, names),
    'sampler',
    ["Set 'topP' between 0 and 1", 'top p of 0', 'or the temperature to 0'],
    ['0보다 크고 1 이하', '상위 p가 0', '온도를 0으로'],
  ],
  [
    'a top p of 0, of pixels',
    writing('next-pixel-sampler', ['pixelcnn', { filters: 4, dilations: [1], head: 4 }], {
      topP: 0,
      shape: [4, 4, 1],
    }),
    'sampler',
    ["Set 'topP' between 0 and 1", 'top p of 0', 'or the temperature to 0'],
    ['0보다 크고 1 이하', '상위 p가 0', '온도를 0으로'],
  ],
  [
    'a prompt with an unknown word',
    promptBoard('a large pink circle'),
    'prompt',
    ['The known words are', "'pink'", 'Use these'],
    ['아는 낱말', "'pink'", '이 중에서 쓰세요'],
  ],
  [
    'a text with an unknown character',
    writing('next-token-sampler', [...GPT], { prompt: 'Zoe' }, names),
    'sampler',
    ['It knows abcdefghijklmnopqrstuvwxyz', "holds 'Z'", 'Take that character away'],
    ['아는 글자: abcdefghijklmnopqrstuvwxyz', "'Z'", '그 글자를 빼세요'],
  ],
];

/** The parts that the best of some texts does not hold. */
const lacking = (texts: readonly string[], parts: Parts): readonly string[] =>
  texts
    .map((text) => parts.filter((part) => !text.includes(part)))
    .reduce((best, other) => (other.length < best.length ? other : best), [...parts]);

describe.each(CASES)('%s', (_name, drawing, node, english, korean) => {
  test('is told at its node: what was expected, what came, the cure', () => {
    const problems = toldAt(drawing, node.split('.')[0]!);
    expect(problems.map(({ place }) => formatPlace(place))).toContain(node);
    const texts = problems.filter(({ place }) => formatPlace(place) === node).map(({ text }) => text);
    expect(
      lacking(
        texts.map(({ en }) => en),
        english,
      ),
    ).toEqual([]);
    expect(
      lacking(
        texts.map(({ ko }) => ko),
        korean,
      ),
    ).toEqual([]);
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  });
});

test('what is right has no problem', () => {
  const right = denoising({ shape: [2], steps: 100, guidance: 2 });
  expect(joinProblems(describeDocument(right).problems, compile(right).problems)).toEqual([]);
});

test('what the block learns of is looked up again after an edit that does not flow into the sampler', () => {
  // Two numbers fit and three do not, whoever asks.
  const pairs = graph({
    nodes: {
      noisy: { kind: 'input', name: 'noisy' },
      time: { kind: 'input', name: 'time', meaning: 'time' },
      pair: { kind: 'reshape', shape: [2, 1] },
      flat: { kind: 'flatten' },
      prediction: { kind: 'output', name: 'prediction' },
    },
    wires: ['noisy.value -> pair.input', 'pair.output -> flat.input', 'flat.output -> prediction.value'],
  });
  const wrong = denoising({ shape: [3] }, { net: pairs, nodes: { net: { kind: 'block', block: 'net' } } });
  for (const wire of wrong.board.wires)
    if (wire.to.node === 'sampler' && wire.to.port === 'block') wire.from.node = 'net';
  const edited = structuredClone(wrong);
  edited.board.nodes['points'] = {
    ...edited.board.nodes['points']!,
    kind: 'gaussian-noise',
    dials: { shape: [4] },
  };
  for (const wire of edited.board.wires) if (wire.from.node === 'points') wire.from.port = 'noise';
  const roots = new CheckedRoots();
  const atSampler = (drawing: GraphDocument, known?: CheckedRoots) =>
    checked(drawing, known).flatMap(({ place, text }) => (place?.node === 'sampler' ? [text.en] : []));
  expect(atSampler(wrong, roots)).toEqual([expect.stringContaining("learns from a 'noisy' of [B, 2]")]);
  expect(atSampler(edited, roots)).toEqual([expect.stringContaining("learns from a 'noisy' of [B, 4]")]);
  expect(atSampler(edited, roots)).toEqual(atSampler(edited));
});

function checked(drawing: GraphDocument, roots?: CheckedRoots): readonly GraphProblem[] {
  const work = check(drawing, roots);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The two texts of what a call throws. */
function thrown(work: () => unknown): Text {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.text;
    throw error;
  }
  throw new Error('it threw nothing');
}

describe('told before there is a node', () => {
  test('attention at a size that never occurs', () => {
    const text = thrown(() => drawn('unet', { attention: [5] }));
    expect(
      lacking([text.en], ['the heights are 14, 7', 'height 5, which never occurs', 'Choose among them']),
    ).toEqual([]);
    expect(lacking([text.ko], ['나오는 크기: 14, 7', '세로 5', '그중에서 고르거나'])).toEqual([]);
  });

  test('a character that an encoding has no place for', () => {
    const text = thrown(() => bytesOf('CP949', '안녕 🙂'));
    expect(lacking([text.en], ['CP949 has no place', "'🙂'", "set 'encoding' to UTF-8"])).toEqual([]);
    expect(lacking([text.ko], ['CP949에는', "'🙂'", "'encoding'을 UTF-8로"])).toEqual([]);
  });
});
