import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import type { BuildContext } from './build-context.ts';
import type { Dial } from './dial.ts';
import { bernoulli, categorical, discretizedLogistic, gaussian } from './likelihoods.ts';
import { mustHaveSameShape } from './per-example.ts';
import type { Meaning } from './port.ts';
import { asFloat } from './promotion.ts';
import { mustShareRange, valuesOf } from './values.ts';

/** The dials of what asks how likely a target is. */
export const likelihoodDials = {
  distribution: {
    type: 'choice',
    default: 'Bernoulli',
    title: { en: 'Distribution', ko: '분포' },
    options: {
      Bernoulli: { en: 'Bernoulli', ko: '베르누이' },
      categorical: { en: 'categorical', ko: '범주형' },
      Gaussian: { en: 'Gaussian', ko: '가우시안' },
      'discretized logistic': { en: 'discretized logistic', ko: '이산화 로지스틱' },
    },
  },
  deviation: {
    type: 'number',
    default: 1,
    min: 1e-4,
    max: 1e4,
    title: { en: 'Deviation of the Gaussian', ko: '가우시안의 표준편차' },
  },
  levels: {
    type: 'number',
    default: 256,
    min: 2,
    max: 65_536,
    integer: true,
    title: { en: 'Levels of the logistic', ko: '로지스틱의 단계 수' },
  },
} as const satisfies Readonly<Record<string, Dial>>;

interface Settings {
  readonly distribution: 'Bernoulli' | 'categorical' | 'Gaussian' | 'discretized logistic';
  readonly deviation: number;
  readonly levels: number;
}

/** −log p of each element of the target. */
export function surprises(
  ops: Operations,
  parameters: Tensor,
  target: Tensor,
  { distribution, deviation, levels }: Settings,
  context: BuildContext,
): Tensor {
  const meaning = context.meaningOf(parameters);
  const wanted = context.meaningOf(target);
  switch (distribution) {
    case 'Bernoulli': {
      mustShareRange({ kind: 'any', range: [0, 1] }, wanted);
      mustHaveSameShape('parameters', parameters, 'target', target);
      return bernoulli(ops, parameters, asFloat(ops, target), mustHaveForm(meaning));
    }
    case 'categorical': {
      const classes = parameters.shape.at(-1);
      if (wanted.classes !== undefined && typeof classes === 'number' && classes < wanted.classes)
        throw new Problem(
          `The target has ${wanted.classes} classes and the parameters know ${classes}. Give the network ${wanted.classes} outputs.`,
          `목표의 클래스는 ${wanted.classes}개인데 파라미터는 ${classes}개뿐입니다. 네트워크의 출력을 ${wanted.classes}개로 하세요.`,
        );
      return categorical(ops, parameters, target, mustHaveForm(meaning));
    }
    case 'Gaussian': {
      mustShareRange(meaning, wanted);
      const mean = valuesOf(ops, context, parameters);
      mustHaveSameShape('parameters', mean, 'target', target);
      return gaussian(ops, mean, asFloat(ops, target), deviation);
    }
    case 'discretized logistic':
      return discretizedLogistic(ops, parameters, asFloat(ops, target), wanted.range ?? [0, 1], levels);
  }
}

function mustHaveForm({ form }: Meaning): 'logits' | 'probabilities' {
  if (form) return form;
  throw new Problem(
    'The wire does not say whether these numbers are logits or probabilities. Set "Form" at the output of the design that they come from: logits if its last layer is linear, probabilities if it ends in a sigmoid or softmax.',
    '이 수가 로짓인지 확률인지 연결에 나와 있지 않습니다. 이 값이 나오는 설계의 출력에서 "형식"을 정하세요. 마지막 층이 선형이면 로짓, 시그모이드나 소프트맥스로 끝나면 확률입니다.',
  );
}

/** Of which data this is a likelihood; nothing where it is none, as the cross-entropy of grey pixels. */
export function likelihoodOf(
  distribution: Settings['distribution'],
  { data, classes }: Meaning,
): Pick<Meaning, 'data' | 'classes'> {
  switch (distribution) {
    case 'Bernoulli':
      return data === 'binary' ? { data } : {};
    case 'categorical':
      return data === 'levels' || data === 'codes' ? { data, ...(classes ? { classes } : {}) } : {};
    case 'Gaussian':
      return { data: 'continuous' };
    case 'discretized logistic':
      return { data: 'grey' };
  }
}
