import { Problem } from '../alphabet/problem.ts';
import { formatShape } from '../alphabet/shape.ts';
import { defineNode } from '../contract.ts';
import { outputPort } from '../layer-ports.ts';
import { timePort } from '../schedule-ports.ts';

export default defineNode({
  kind: 'time-embedding',
  family: 'layers',
  places: ['design'],
  title: { en: 'Time embedding', ko: '시간 임베딩' },
  sentence: {
    en: 'A time as sines and cosines of many wavelengths, from which layers can read it finely and coarsely.',
    ko: '시점을 여러 파장의 사인과 코사인으로 나타내어, 층들이 세밀하게도 대략으로도 읽을 수 있게 합니다.',
  },
  formula: 'y = [\\sin(s\\,t\\,\\omega_i);\\ \\cos(s\\,t\\,\\omega_i)],\\quad \\omega_i = 10000^{-2i/d}',
  aliases: ['sinusoidal', 'timestep embedding', 'position encoding', '사인 임베딩', '타임스텝'],
  source: 'Vaswani et al. 2017, section 3.5; Ho et al. 2020, appendix B',
  inputs: { time: timePort },
  outputs: { output: outputPort },
  dials: {
    size: {
      type: 'number',
      default: 64,
      min: 2,
      max: 4096,
      integer: true,
      title: { en: 'Size', ko: '크기' },
    },
    scale: {
      type: 'number',
      default: 1000,
      min: 1e-3,
      max: 1e6,
      title: { en: 'Scale', ko: '배율' },
      help: { en: 'Time 0 to 1 is read as 0 to this.', ko: '시간 0~1을 0~이 값으로 읽습니다.' },
    },
  },
  build(ops, { time }, { size, scale }) {
    if (time.shape.length !== 1 || time.dtype !== 'float32')
      throw new Problem(
        `time-embedding needs one time for each example, float32 [B]; it was given ${time.dtype} ${formatShape(time.shape)}. Wire the time of a forward process or of a random time.`,
        `time-embedding에는 예제마다 시점 하나, float32 [B]가 필요한데 ${time.dtype} ${formatShape(time.shape)}이(가) 들어왔습니다. 순방향 과정이나 무작위 시점의 시간을 연결하세요.`,
      );
    if (size % 2 !== 0)
      throw new Problem(
        `A time embedding has as many sines as cosines, so its size is even; it is ${size}. Take ${size + 1}.`,
        `시간 임베딩에는 사인과 코사인이 같은 수만큼 있어 크기가 짝수여야 하는데 ${size}입니다. ${size + 1}(으)로 바꾸세요.`,
      );
    const half = size / 2;
    const waves = Array.from({ length: half }, (_, i) => scale * 10_000 ** (-i / half));
    const angles = ops.multiply(
      ops.reshape(time, { shape: [time.shape[0]!, 1] }),
      ops.constant({ value: waves, shape: [half], dtype: 'float32' }),
    ); // [B, size/2]
    return { output: ops.concat([ops.sin(angles), ops.cos(angles)], { axis: -1 }) };
  },
});
