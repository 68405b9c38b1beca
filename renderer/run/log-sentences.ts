import type { Result } from '../../main/bridge/contract.ts';
import type { Text } from '../../nodes/alphabet/problem.ts';
import { formatClock, formatCount, formatValue } from '../language/numbers.ts';

type RunRecord = Result<'records'>[number];

/** A line of a run's records as a sentence. @param titleOf how the node of the board is called */
export function sentenceOfRecord(record: RunRecord, titleOf: (node: string) => string): Text {
  switch (record.kind) {
    case 'numbers':
      return same(`${numbersOf(record.numbers, titleOf)} · ${formatClock(record.seconds)}`);
    case 'look':
      return same(`${titleOf(record.node)}: ${listed(record.numbers)}`);
    case 'dial':
      return {
        en: `${titleOf(record.node)}: ${record.dial} turned to ${formatValue(record.value, 4)}`,
        ko: `${titleOf(record.node)}: ${record.dial} 값을 ${formatValue(record.value, 4)}(으)로 바꿈`,
      };
    case 'start': {
      const begins = record.step === 0;
      return {
        en: `${begins ? 'Began' : 'Went on'} on ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', not to the bit'}`,
        ko: `${begins ? '시작' : '이어서 학습'}: ${record.fingerprint.replace(/^\S+ /, '')}${record.identical ? '' : ', 비트까지 같지는 않음'}`,
      };
    }
    case 'problem':
      return same(record.sentence);
  }
}

const same = (text: string): Text => ({ en: text, ko: text });

const listed = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} ${formatValue(value, 4)}`)
    .join(' · ');

/** The losses alone: rates and norms are read from the curves. */
function numbersOf(numbers: Readonly<Record<string, number>>, titleOf: (node: string) => string): string {
  const losses = Object.entries(numbers).filter(([name]) => name.endsWith('.loss'));
  return losses
    .map(([name, value]) => `${titleOf(name.slice(0, -'.loss'.length))} ${formatValue(value, 4)}`)
    .join(' · ');
}

/** Where a log line stands. */
export const stepOf = ({ step }: RunRecord): string => formatCount(step);
