/** What the person can do about an error of the file system, by its code. */
const cures: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and try again.',
  EDQUOT: 'Your share of the disk is used up. Free some space and try again.',
  EFBIG: 'The file would be larger than this disk or account allows. Choose another disk.',
  EROFS: 'The disk is read-only. Choose a folder on another disk.',
  EACCES: 'This account may not do that there. Choose another folder, or change its permissions.',
  EPERM: 'The system does not permit that there. Choose another folder, or change its permissions.',
  ENOENT: 'It, or a folder on the way to it, does not exist. Check the path, or create the folder first.',
  ENOTDIR: 'A part of the path is a file and no folder. Check the path.',
  EISDIR: 'It is a folder and no file. Choose another name.',
  ENAMETOOLONG: 'The name is too long for this disk. Choose a shorter one.',
  EMFILE: 'Too many files are open at once. Close other programs and try again.',
  EBUSY: 'Another program is using it. Close that program and try again.',
  EIO: 'The disk does not answer as it should; it may be failing. Choose another disk, and save a copy of what it holds.',
};

/**
 * An error of the file system as a sentence: what could not be done, where, why, and what to do. `kept` says what became of
 * the data ("The old file is untouched."). The code and the original error stay on it, as `code` and `cause`.
 */
export function diskError(
  error: unknown,
  deed: 'read' | 'write',
  path: string,
  kept = '',
): Error & { code?: string } {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code === undefined ? undefined : cures[code]) ?? `${message}.`;
  const sentence = `Could not ${deed} "${path}". ${why}${kept === '' ? '' : ` ${kept}`}`;
  return Object.assign(new Error(sentence, { cause: error }), code === undefined ? {} : { code });
}
