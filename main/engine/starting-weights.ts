import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Problem, type Text } from '../../nodes/alphabet/problem.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { StartingWeights } from '../../nodes/graph/document.ts';
import { nameOr } from '../../nodes/graph/names.ts';
import { diskError } from '../projects/disk-error.ts';
import { RunFolder } from '../projects/run-folder.ts';
import { readTemplate, templateNames } from '../projects/templates.ts';
import type { Values } from '../targets/target.ts';
import { decodeCheckpoint } from './checkpoint.ts';
import type { Session } from './session.ts';
import { decodeWeights, trainedWeights } from './trained-weights.ts';

type Weights = ReadonlyMap<string, Values>;

/**
 * Gives each block that starts from trained weights those weights.
 * @returns a sentence for each block of which a part starts anew because it does not fit
 * @throws Problem where they are not there any more, are others than the hash says, or do not fit at all
 */
export async function adoptStartingWeights(session: Session): Promise<Text[]> {
  const notes: Text[] = [];
  for (const [id, { startsFrom, frozen }] of Object.entries(session.document.blocks)) {
    if (!startsFrom) continue;
    const source = startsFrom.block ?? id;
    const offered = renamed(await weightsFrom(id, startsFrom), source, id);
    const unfilled = new Set(await session.adopt(offered));
    const own = [...session.compiled.variables.values()].filter(
      ({ block, role }) => block === id && (role === 'weight' || role === 'state'),
    );
    const anew = own.filter(({ name }) => unfilled.has(name)).map(({ name }) => name);
    if (anew.length === 0) continue;
    const none = anew.length === own.length;
    const name = nameOr(session.document.blocks[id], id);
    if (none || frozen)
      throw new Problem(
        `The block '${name.en}' starts from the block '${source}' of ${told(startsFrom)}, where ${none ? 'nothing fits it' : `${anew.length} of its ${own.length} tensors are missing or have another shape, and it is frozen`}; the first is ${anew[0]}. Choose other weights, or a design like the one that they were trained with.`,
        `블록 '${name.ko}'은(는) ${toldInKorean(startsFrom)}의 블록 '${source}'에서 시작하는데, ${none ? '맞는 가중치가 없습니다' : `텐서 ${own.length}개 중 ${anew.length}개가 없거나 모양이 다르고 블록은 고정되어 있습니다`}(첫째: ${anew[0]}). 다른 가중치를 고르거나, 그 가중치를 학습한 것과 같은 설계를 쓰세요.`,
      );
    notes.push({
      en: `The block '${name.en}' starts from ${told(startsFrom)}; ${anew.length} of its ${own.length} tensors do not fit and start anew: ${anew.join(', ')}.`,
      ko: `블록 '${name.ko}'은(는) ${toldInKorean(startsFrom)}에서 시작합니다. 텐서 ${own.length}개 중 ${anew.length}개는 맞지 않아 새로 시작합니다: ${anew.join(', ')}.`,
    });
  }
  return notes;
}

const told = ({ kind, of }: StartingWeights): string => `the ${kind} ${of}`;

const KOREAN: Readonly<Record<StartingWeights['kind'], string>> = {
  run: '실행',
  template: '템플릿',
  file: '파일',
};
const toldInKorean = ({ kind, of }: StartingWeights): string => `${KOREAN[kind]} ${of}`;

/** The weights of one block, under the names that they have in another. */
const renamed = (weights: Weights, from: string, to: string): Weights =>
  new Map(
    [...weights].flatMap(([name, values]) =>
      name.startsWith(`${from}/`) ? [[`${to}/${name.slice(from.length + 1)}`, values] as const] : [],
    ),
  );

async function weightsFrom(block: string, start: StartingWeights): Promise<Weights> {
  if (start.kind === 'run') return weightsOfRun(block, start);
  const file = start.kind === 'file' ? start.of : await weightsOfTemplate(block, start.of);
  if (file === null)
    throw new Problem(
      `The block '${block}' starts from the template '${start.of}', which ships without trained weights. Choose another one, or new weights.`,
      `블록 '${block}'이(가) 시작하는 템플릿 '${start.of}'에는 학습된 가중치가 없습니다. 다른 템플릿이나 새 가중치를 고르세요.`,
    );
  const bytes = await readFile(file).catch((error: unknown) => {
    throw diskError(error, 'read', file);
  });
  if (sha256(bytes) !== start.sha256) throw otherWeights(block, start, [sha256(bytes)]);
  return decodeWeights(bytes, file);
}

/** Only what ships: the name of a template is no way to a folder elsewhere. */
async function weightsOfTemplate(block: string, name: string): Promise<string | null> {
  const known = await templateNames();
  if (known.includes(name)) return (await readTemplate(name)).weights;
  throw new Problem(
    `The block '${block}' starts from the template '${name}', which this Genloom does not have; it has ${known.join(', ')}. Choose one of them.`,
    `블록 '${block}'이(가) 시작하는 템플릿 '${name}'이(가) 이 Genloom에 없습니다. 있는 템플릿: ${known.join(', ')}. 그중에서 고르세요.`,
  );
}

/** The checkpoint of a run with that hash, whichever step it is of. */
async function weightsOfRun(block: string, start: StartingWeights): Promise<Weights> {
  const { run, document } = await RunFolder.open(start.of);
  const hashes: string[] = [];
  for (const step of [...(await run.checkpoints())].reverse()) {
    const { bytes, file } = await run.readCheckpoint(step);
    if (sha256(bytes) === start.sha256)
      return trainedWeights(compile(document).variables, decodeCheckpoint(bytes, file).variables);
    hashes.push(sha256(bytes));
  }
  throw otherWeights(block, start, hashes);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const otherWeights = (block: string, start: StartingWeights, there: readonly string[]): Problem =>
  new Problem(
    `The block '${block}' starts from weights of ${told(start)} with the SHA-256 ${start.sha256}, which are not there any more; there ${there.length === 0 ? 'are none' : `is ${there[0]}`}. Take those by writing their hash into the document, or choose others.`,
    `블록 '${block}'은(는) ${toldInKorean(start)}의 SHA-256 ${start.sha256} 가중치에서 시작하는데 그 가중치가 더 이상 없습니다. 지금 있는 것: ${there[0] ?? '없음'}. 그 해시를 문서에 적거나 다른 가중치를 고르세요.`,
  );
