import type { Text } from '../../nodes/alphabet/problem.ts';

/** What the process answers with, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  stopped: 3,
  noBackend: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means, for the help. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, Text>> = {
  0: { en: 'done', ko: '끝났습니다' },
  1: {
    en: 'it failed: a broken document or file, a full disk, a loss that is no number',
    ko: '실패했습니다: 잘못된 문서나 파일, 가득 찬 디스크, 수가 아닌 손실',
  },
  2: { en: 'the command was typed wrongly', ko: '명령을 잘못 입력했습니다' },
  3: {
    en: 'stopped by Ctrl+C, with a checkpoint; it says how to go on',
    ko: 'Ctrl+C로 멈추었고 체크포인트가 있습니다. 이어서 하는 방법을 알려 줍니다',
  },
  4: { en: 'no backend works here; see "doctor"', ko: '작동하는 백엔드가 없습니다. "doctor"를 보세요' },
};
