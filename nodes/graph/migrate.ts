import { Problem } from '../alphabet/problem.ts';

/** The version that this Genloom writes. */
export const NEWEST_VERSION = 1;

type Json = Record<string, unknown>;

/** Step n turns version n into n + 1; nothing is dropped in silence. */
const steps: readonly ((document: Json) => Json)[] = [
  // Version 0, of the first drafts, had one phase without a name, `steps`, beside the board.
  ({ steps = 1000, ...rest }) => ({
    ...rest,
    version: 1,
    phases: rest.phases ?? [{ name: 'training', steps }],
  }),
];

/**
 * Brings a parsed document to the newest version.
 * @throws Problem where it is no Genloom document or from a newer version
 */
export function migrate(value: unknown, where: string): unknown {
  if (typeof value !== 'object' || value === null || (value as Json).format !== 'genloom')
    throw new Problem(
      `${where} is not a Genloom document: "format": "genloom" is missing. Choose a .genloom file; this one was left as it is.`,
      `${where}은(는) Genloom 문서가 아닙니다("format": "genloom" 항목이 없습니다). .genloom 파일을 고르세요. 파일은 그대로 두었습니다.`,
    );
  let document = value as Json;
  const { version } = document;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0)
    throw new Problem(
      `${where} has no valid version (a whole number was expected, ${JSON.stringify(version)} was found); the file was left as it is.`,
      `${where}의 버전이 올바르지 않습니다(정수여야 하는데 ${JSON.stringify(version)}입니다). 파일은 그대로 두었습니다.`,
    );
  if (version > NEWEST_VERSION)
    throw new Problem(
      `${where} was written by a newer Genloom (document version ${version}; this one reads up to ${NEWEST_VERSION}). Update Genloom to open it; the file was left as it is.`,
      `${where}은(는) 더 새로운 Genloom에서 만든 문서입니다(문서 버전 ${version}, 이 Genloom은 ${NEWEST_VERSION}까지 읽습니다). Genloom을 업데이트하세요. 파일은 그대로 두었습니다.`,
    );
  for (let step = version; step < NEWEST_VERSION; step++) document = steps[step]!(document);
  return document;
}
