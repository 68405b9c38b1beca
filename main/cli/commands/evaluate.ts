import { withStandardMetrics } from '../../engine/evaluation/with-standard-metrics.ts';
import { backendOption, openBackend } from '../backend.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { applySettings, readSetting } from '../settings.ts';
import { table } from '../table.ts';
import { openTrained, openTrainedSession } from '../trained.ts';

export default defineCommand({
  name: 'evaluate',
  sentence: {
    en: 'measures the metrics of the board, and those that all models of the same data are measured by, on held-out data',
    ko: '보드의 지표와, 같은 데이터의 모든 모델에 공통인 지표를 검증 데이터에서 잽니다',
  },
  arguments: [{ name: 'run|template' }],
  options: {
    own: {
      type: 'flag',
      sentence: { en: 'only the metrics of the board', ko: '보드의 지표만' },
    },
    set: {
      type: 'texts',
      value: 'node.dial=value',
      sentence: {
        en: 'measures with another dial, such as sampler.steps=5, on the same weights; any number of times',
        ko: '같은 가중치로 sampler.steps=5처럼 다이얼을 바꾸어 잽니다. 여러 번 쓸 수 있습니다',
      },
    },
    backend: backendOption,
  },
  async run({ arguments: [word], options }, console) {
    const settings = options.set.map(readSetting);
    const trained = await openTrained(word!, console);
    applySettings(trained.document, settings);
    const document = options.own ? trained.document : await withStandardMetrics(trained.document);
    const backend = await openBackend(options.backend, console);
    const session = await openTrainedSession({ ...trained, document }, backend);
    try {
      const metrics = session.compiled.looks.filter(({ definition }) => definition.role === 'metric');
      const rows: string[][] = [];
      for (const metric of metrics) {
        const { numbers = {} } = await session.look(metric);
        const examples = session.examplesOf(metric);
        console.emit({
          kind: 'metric',
          node: metric.node,
          metric: metric.definition.kind,
          numbers,
          examples,
          step: trained.step,
        });
        Object.entries(numbers).forEach(([name, value], i) =>
          rows.push([i === 0 ? metric.node : '', name, formatNumber(value), i === 0 ? `(${examples})` : '']),
        );
      }
      for (const line of table(rows, [2])) console.print(line);
      if (metrics.length === 0)
        console.say({
          en: 'The board has no metric. Add one, such as elbo, to a document and train it.',
          ko: '보드에 지표가 없습니다. 문서에 elbo 같은 지표를 두고 학습하세요.',
        });
      return EXIT.done;
    } finally {
      session.dispose();
    }
  },
});
