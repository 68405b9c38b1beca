import path from 'node:path';
import { Problem } from '../../../nodes/alphabet/problem.ts';
import { catalogue } from '../../../nodes/catalogue.ts';
import type { GraphDocument } from '../../../nodes/graph/document.ts';
import { backendOption, openBackend } from '../backend.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCount } from '../format.ts';
import { readInputs } from '../sample-inputs.ts';
import { applySettings, readSetting, type Setting } from '../settings.ts';
import { didYouMean } from '../suggest.ts';
import { openTrained, openTrainedSession } from '../trained.ts';
import { endingOf, writeSamples } from '../write-samples.ts';

const COUNT = 64;
const SEED = 1;

export default defineCommand({
  name: 'sample',
  sentence: {
    en: 'draws samples from a run or a template into a picture, an array or a text',
    ko: '실행이나 템플릿에서 샘플을 뽑아 그림, 배열, 글로 씁니다',
  },
  arguments: [{ name: 'run|template' }],
  options: {
    output: {
      type: 'text',
      value: 'name',
      sentence: { en: 'which output; the first unless told', ko: '어느 출력. 정하지 않으면 첫째' },
    },
    count: {
      type: 'integer',
      value: 'N',
      min: 1,
      max: 100_000,
      sentence: { en: `how many; ${COUNT} unless told`, ko: `몇 개. 정하지 않으면 ${COUNT}` },
    },
    seed: {
      type: 'integer',
      value: 'S',
      min: 0,
      max: 0x7fffffff,
      sentence: {
        en: `of the noise; ${SEED} unless told, so the same samples come again`,
        ko: `노이즈의 시드. 정하지 않으면 ${SEED}이라 같은 샘플이 나옵니다`,
      },
    },
    set: {
      type: 'texts',
      value: 'name=value',
      sentence: {
        en: 'sets an input of the board, such as label=7 or z=0.5,-1, or a dial of a sampler, such as sampler.temperature=0.5',
        ko: '보드의 입력이나 샘플러의 다이얼을 정합니다. 보기: label=7, z=0.5,-1, sampler.temperature=0.5',
      },
    },
    backend: backendOption,
    out: {
      type: 'text',
      value: 'file',
      required: true,
      sentence: {
        en: '.png (mosaic of images), .npy or .txt (the numbers of the output as they are; tokens as text)',
        ko: '.png(이미지 모음), .npy 또는 .txt(출력의 수 그대로, 토큰은 글로)',
      },
    },
  },
  async run({ arguments: [word], options }, console) {
    const { out, count = COUNT, seed = SEED } = options;
    endingOf(out);
    const trained = await openTrained(word!, console);
    const [ofSamplers, ofInputs] = sorted(trained.document, options.set);
    applySettings(trained.document, ofSamplers);
    const session = await openTrainedSession(trained, await openBackend(options.backend, console));
    try {
      const { outputs, entries } = session.compiled;
      const output = options.output ?? outputs.keys().next().value;
      if (output === undefined)
        throw new Problem(
          `The board of '${trained.document.name}' has no output, so there is nothing to sample. Add an Output node to it and train it anew.`,
          `'${trained.document.name}'의 보드에 출력이 없어 뽑을 것이 없습니다. 출력 노드를 두고 다시 학습하세요.`,
        );
      const entry = entries.get(outputs.get(output) ?? '');
      if (!entry) {
        const meant = didYouMean(output, outputs.keys());
        throw new UsageError(
          `There is no output '${output}'.${meant.en} The outputs are ${[...outputs.keys()].join(', ')}.`,
          `'${output}' 출력이 없습니다.${meant.ko} 있는 출력: ${[...outputs.keys()].join(', ')}.`,
        );
      }
      const inputs = readInputs(entry, ofInputs, count, entry.meanings[output]?.vocabulary);
      // A sampler makes many calls; Ctrl+C stops between two of them.
      const samples = await console
        .stoppable((signal) =>
          session.sample(output, count, seed, inputs, {
            tell: ({ node, turn, turns }) =>
              console.status(`${node} ${formatCount(turn)}/${formatCount(turns)}`),
            signal,
          }),
        )
        .finally(() => console.endStatus());
      const meaning = entry.meanings[output]!;
      await writeSamples(out, samples, meaning);
      const { shape, dtype } = samples;
      console.emit({
        kind: 'samples',
        file: path.resolve(out),
        output,
        shape,
        dtype,
        meaning,
        seed,
        step: trained.step,
      });
      console.print({
        en: `${formatCount(count)} of '${output}', [${shape.join(', ')}] ${dtype}, in ${out}`,
        ko: `'${output}' ${formatCount(count)}개, [${shape.join(', ')}] ${dtype}, 파일 ${out}`,
      });
      if (meaning.form === 'logits' && endingOf(out) !== '.png')
        console.say({
          en: 'These are logits; 1 / (1 + e^-x) makes probabilities of them.',
          ko: '이 수는 로짓입니다. 1 / (1 + e^-x)로 확률이 됩니다.',
        });
      return EXIT.done;
    } finally {
      session.dispose();
    }
  },
});

/** What `--set` gives: dials of samplers, which any trained model takes as they are, and inputs of the board. */
function sorted(
  { board }: GraphDocument,
  texts: readonly string[],
): [ofSamplers: readonly Setting[], ofInputs: readonly string[]] {
  const isOfSampler = (text: string): boolean => {
    const node = board.nodes[/^([^.=]+)\./.exec(text)?.[1] ?? ''];
    return node !== undefined && catalogue.get(node.kind)?.family === 'sampling';
  };
  return [texts.filter(isOfSampler).map(readSetting), texts.filter((text) => !isOfSampler(text))];
}
