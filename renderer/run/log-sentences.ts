import type { Result } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { numberName } from '../language/number-names.ts';
import { countText, measuredText, timeText } from '../language/numbers.ts';

type RunRecord = Result<'records'>[number];

type TitleOf = (node: string) => string;

/** A line of a run's records as a sentence. @param titleOf how the node of the board is called */
export function sentenceOfRecord(
  record: RunRecord,
  titleOf: TitleOf,
  /** How a loss is called, by `node.port`; `null` for other numbers. */
  lossTitle: (name: string) => string | null,
): Text {
  switch (record.kind) {
    case 'numbers':
      return same(`${numbersOf(record.numbers, lossTitle)} · ${timeText(record.seconds)}`);
    case 'look':
      return {
        en: `${titleOf(record.node)}: ${listed(record.numbers, 'en')}`,
        ko: `${titleOf(record.node)}: ${listed(record.numbers, 'ko')}`,
      };
    case 'dial':
      return {
        en: `${titleOf(record.node)}: ${record.dial} turned to ${record.value}`,
        ko: `${titleOf(record.node)}: ${record.dial} 값을 ${record.value}(으)로 바꿈`,
      };
    case 'start': {
      const begins = record.step === 0;
      return {
        en: `${begins ? 'Began on' : 'Went on with'} ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', not to the bit'}`,
        ko: `${begins ? '시작' : '이어서 학습'}: ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', 비트까지 같지는 않음'}`,
      };
    }
    case 'warning':
      return same(`${titleOf(record.node)} ${measuredText(record.value, 4)}: ${record.sentence}`);
    case 'problem':
      return same(record.sentence);
  }
}

const same = (text: string): Text => ({ en: text, ko: text });

const listed = (numbers: Readonly<Record<string, number>>, language: keyof Text): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${numberName(name)[language]} ${measuredText(value, 4)}`)
    .join(' · ');

/** The losses alone: rates and norms are read from the curves, and an optimizer's loss is another's, said again. */
const numbersOf = (
  numbers: Readonly<Record<string, number>>,
  lossTitle: (name: string) => string | null,
): string =>
  Object.entries(numbers)
    .flatMap(([name, value]) => {
      const title = lossTitle(name);
      return title === null ? [] : [`${title} ${measuredText(value, 4)}`];
    })
    .join(' · ');

/** Reports of numbers that a log keeps, evenly; everything else stays. */
const REPORTS = 60;

/** What of a run's records is worth reading one by one. */
export function readableRecords(records: Result<'records'>): Result<'records'> {
  const reports = records.filter(({ kind }) => kind === 'numbers').length;
  const every = Math.max(1, Math.ceil(reports / REPORTS));
  let report = 0;
  return records.filter(({ kind }) => kind !== 'numbers' || ++report % every === 0 || report === reports);
}

/** Where a log line stands. */
export const stepOf = ({ step }: RunRecord): string => countText(step);
