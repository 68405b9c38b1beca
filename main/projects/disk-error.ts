import { Problem, type Text } from '../../nodes/alphabet/problem.ts';

/** What the person can do about an error of the file system, by its code. */
const cures: Readonly<Record<string, Text>> = {
  ENOSPC: {
    en: 'The disk is full. Free some space and try again.',
    ko: '디스크가 가득 찼습니다. 공간을 비우고 다시 시도하세요.',
  },
  EDQUOT: {
    en: 'Your share of the disk is used up. Free some space and try again.',
    ko: '이 계정에 주어진 디스크 공간을 다 썼습니다. 공간을 비우고 다시 시도하세요.',
  },
  EFBIG: {
    en: 'The file would be larger than this disk or account allows. Choose another disk.',
    ko: '파일이 이 디스크나 계정이 허용하는 크기를 넘습니다. 다른 디스크를 고르세요.',
  },
  EROFS: {
    en: 'The disk is read-only. Choose a folder on another disk.',
    ko: '읽기 전용 디스크입니다. 다른 디스크의 폴더를 고르세요.',
  },
  EACCES: {
    en: 'This account may not do that there. Choose another folder, or change its permissions.',
    ko: '이 계정에는 그 자리에 대한 권한이 없습니다. 다른 폴더를 고르거나 권한을 바꾸세요.',
  },
  EPERM: {
    en: 'The system does not permit that there. Choose another folder, or change its permissions.',
    ko: '시스템이 그 자리에서 허락하지 않습니다. 다른 폴더를 고르거나 권한을 바꾸세요.',
  },
  ENOENT: {
    en: 'It, or a folder on the way to it, does not exist. Check the path, or create the folder first.',
    ko: '그 파일이나 그리로 가는 폴더가 없습니다. 경로를 확인하거나 폴더를 먼저 만드세요.',
  },
  ENOTDIR: {
    en: 'A part of the path is a file and no folder. Check the path.',
    ko: '경로 가운데에 폴더가 아닌 파일이 있습니다. 경로를 확인하세요.',
  },
  EISDIR: {
    en: 'It is a folder and no file. Choose another name.',
    ko: '파일이 아니라 폴더입니다. 다른 이름을 고르세요.',
  },
  ENAMETOOLONG: {
    en: 'The name is too long for this disk. Choose a shorter one.',
    ko: '이 디스크에는 이름이 너무 깁니다. 더 짧은 이름을 고르세요.',
  },
  ELOOP: {
    en: 'Links on the way to it lead in a circle. Choose another path.',
    ko: '그리로 가는 링크가 돌고 돕니다. 다른 경로를 고르세요.',
  },
  EMFILE: {
    en: 'Too many files are open at once. Close other programs and try again.',
    ko: '열린 파일이 너무 많습니다. 다른 프로그램을 닫고 다시 시도하세요.',
  },
  EBUSY: {
    en: 'Another program is using it. Close that program and try again.',
    ko: '다른 프로그램이 쓰고 있습니다. 그 프로그램을 닫고 다시 시도하세요.',
  },
  EIO: {
    en: 'The disk does not answer as it should; it may be failing. Choose another disk, and save a copy of what it holds.',
    ko: '디스크가 제대로 응답하지 않습니다. 고장 나고 있을 수 있으니 다른 디스크를 고르고 내용을 복사해 두세요.',
  },
};

const DEEDS = {
  read: { en: 'Could not read', ko: '읽지 못했습니다' },
  write: { en: 'Could not write', ko: '쓰지 못했습니다' },
} as const;

/**
 * An error of the file system as a sentence: what could not be done, where, why, and what to do. `kept` says what became of
 * the data ("The old file is untouched."). The code and the original error stay on it, as `code` and `cause`.
 */
export function diskError(
  error: unknown,
  deed: 'read' | 'write',
  path: string,
  kept?: Text,
): Problem & { code?: string } {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code === undefined ? undefined : cures[code]) ?? { en: `${message}.`, ko: `${message}.` };
  const problem = new Problem(
    `${DEEDS[deed].en} "${path}". ${why.en}${kept ? ` ${kept.en}` : ''}`,
    `"${path}"을(를) ${DEEDS[deed].ko}. ${why.ko}${kept ? ` ${kept.ko}` : ''}`,
  );
  return Object.assign(problem, { cause: error }, code === undefined ? {} : { code });
}
