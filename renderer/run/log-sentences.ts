import type { Result } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { countText, measuredText, timeText } from '../language/numbers.ts';

type RunRecord = Result<'records'>[number];

/** How a record calls what it tells of. */
export interface LogNames {
  /** A node of the board. */
  readonly node: (id: string) => string;
  /** A loss, by `node.port`; `null` for other numbers. */
  readonly loss: (name: string) => string | null;
  /** What a metric measures. */
  readonly number: (node: string, name: string) => Text;
  /** A dial of a node, by the name that programs know it by. */
  readonly dial: (node: string, name: string) => Text;
}

/** A line of a run's records as a sentence. */
export function sentenceOfRecord(record: RunRecord, names: LogNames): Text {
  switch (record.kind) {
    case 'numbers':
      return same(`${numbersOf(record.numbers, names)} · ${timeText(record.seconds)}`);
    case 'look':
      return {
        en: `${names.node(record.node)}: ${listed(record, names, 'en')}`,
        ko: `${names.node(record.node)}: ${listed(record, names, 'ko')}`,
      };
    case 'dial': {
      const dial = names.dial(record.node, record.dial);
      return {
        en: `${names.node(record.node)}: ${dial.en} turned to ${record.value}`,
        ko: `${names.node(record.node)}: ${dial.ko} → ${record.value}`,
      };
    }
    case 'start': {
      const begins = record.step === 0;
      return {
        en: `${begins ? 'Began on' : 'Went on with'} ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', not to the bit'}`,
        ko: `${begins ? '시작' : '이어서 학습'}: ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', 비트까지 같지는 않음'}`,
      };
    }
    case 'warning':
      return {
        en: `${names.node(record.node)} ${measuredText(record.value, 4)}: ${toldText(record).en}`,
        ko: `${names.node(record.node)} ${measuredText(record.value, 4)}: ${toldText(record).ko}`,
      };
    case 'problem':
      return toldText(record);
  }
}

/** Runs of before Korean was kept have their sentences in English. */
const toldText = ({
  sentence,
  ko = sentence,
}: {
  readonly sentence: string;
  readonly ko?: string;
}): Text => ({
  en: sentence,
  ko,
});

const same = (text: string): Text => ({ en: text, ko: text });

const listed = (
  { node, numbers }: RunRecord & { readonly kind: 'look' },
  names: LogNames,
  language: keyof Text,
): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${names.number(node, name)[language]} ${measuredText(value, 4)}`)
    .join(' · ');

/** The losses alone: rates and norms are read from the curves, and an optimizer's loss is another's, said again. */
const numbersOf = (numbers: Readonly<Record<string, number>>, { loss }: LogNames): string =>
  Object.entries(numbers)
    .flatMap(([name, value]) => {
      const title = loss(name);
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
