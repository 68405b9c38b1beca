import { describe } from '../../../nodes/graph/describe.ts';
import { readTemplate, templateNames } from '../../projects/templates.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { formatCount } from '../format.ts';
import { table } from '../table.ts';

export default defineCommand({
  name: 'templates',
  sentence: { en: 'lists the documents to begin from', ko: '시작할 수 있는 문서들을 보여 줍니다' },
  arguments: [],
  options: {},
  async run(_given, console) {
    const rows: string[][] = [];
    for (const name of await templateNames()) {
      const { document, about, weights } = await readTemplate(name);
      const parameters = Object.values(describe(document).parameters).reduce((sum, count) => sum + count, 0);
      const steps = document.phases.reduce((sum, phase) => sum + phase.steps, 0);
      console.emit({
        kind: 'template',
        name,
        title: document.name,
        parameters,
        steps,
        trained: weights !== null,
        ...about,
      });
      const minutes = about?.minutes;
      rows.push([
        name,
        about ? console.inLanguage(about.question) : document.name,
        console.inLanguage({
          en: `${formatCount(parameters)} parameters`,
          ko: `파라미터 ${formatCount(parameters)}개`,
        }),
        console.inLanguage({ en: `${formatCount(steps)} steps`, ko: `${formatCount(steps)}스텝` }),
        minutes === undefined
          ? ''
          : console.inLanguage({ en: `about ${minutes} min`, ko: `약 ${minutes}분` }),
      ]);
    }
    for (const line of table(rows)) console.print(line);
    return EXIT.done;
  },
});
