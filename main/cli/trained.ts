import { readFile } from 'node:fs/promises';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { compile } from '../../nodes/graph/compile.ts';
import type { Vocabulary } from '../../nodes/vocabulary.ts';
import type { GraphDocument } from '../../nodes/graph/document.ts';
import { newestCheckpoint, type Backend } from '../engine/run.ts';
import { Session } from '../engine/session.ts';
import { adoptStartingWeights } from '../engine/starting-weights.ts';
import { decodeWeights, trainedWeights } from '../engine/trained-weights.ts';
import { diskError } from '../projects/disk-error.ts';
import type { Values } from '../targets/target.ts';
import type { Console } from './console.ts';
import { formatCount } from './format.ts';
import { openSource } from './source.ts';

/** A model with the weights that it learned. */
export interface Trained {
  readonly name: string;
  readonly document: GraphDocument;
  readonly weights: ReadonlyMap<string, Values>;
  /** Steps that it has been trained; `null` where nobody knows. */
  readonly step: number | null;
  /** What tokens stand for, by data node, where the run learned that from a text. */
  readonly vocabularies?: ReadonlyMap<string, Vocabulary>;
}

/**
 * Opens a run at its newest checkpoint, or a template with the weights that ship with it.
 * @throws a sentence where there are none
 */
export async function openTrained(word: string, console: Console): Promise<Trained> {
  const source = await openSource(word);
  const { name, document } = source;
  switch (source.kind) {
    case 'document':
      throw new Problem(
        `${word} is a document, which has no trained weights. Train it first: ${console.command('train', word)}`,
        `${word}은(는) 문서라서 학습된 가중치가 없습니다. 먼저 학습하세요: ${console.command('train', word)}`,
      );
    case 'template': {
      const { weights: file } = source.template;
      if (file === null)
        throw new Problem(
          `The template '${name}' ships without trained weights. Train it first: ${console.command('train', word)}`,
          `템플릿 '${name}'에는 학습된 가중치가 없습니다. 먼저 학습하세요: ${console.command('train', word)}`,
        );
      const bytes = await readFile(file).catch((error: unknown) => {
        throw diskError(error, 'read', file);
      });
      return { name, document, weights: decodeWeights(bytes, file), step: null };
    }
    case 'run': {
      const { checkpoint, notes } = await newestCheckpoint(source.run);
      for (const note of notes) console.say(note);
      if (checkpoint === null)
        throw new Problem(
          `The run ${word} has no checkpoint that can be read, so nothing is trained. Go on with it: ${console.command('train', '--resume', word)}`,
          `실행 ${word}에 읽을 수 있는 체크포인트가 없습니다. 이어서 학습하세요: ${console.command('train', '--resume', word)}`,
        );
      const { step } = checkpoint.counters;
      console.say({
        en: `${name} as it was after ${formatCount(step)} steps${step === 0 ? ', that is, untrained' : ''}.`,
        ko: `${name}: ${formatCount(step)}스텝 학습한 상태${step === 0 ? '(학습 전)' : ''}입니다.`,
      });
      const weights = trainedWeights(compile(document).variables, checkpoint.variables);
      return { name, document, weights, step, vocabularies: checkpoint.vocabularies };
    }
  }
}

/** Makes a trained model ready to compute on a backend. @throws a sentence where the weights are of another model */
export async function openTrainedSession(
  { name, document, weights }: Trained,
  backend: Backend,
): Promise<Session> {
  const session = await Session.open(document, backend.target, backend.fingerprint);
  await adoptStartingWeights(session).catch((error: unknown) => {
    session.dispose();
    throw error;
  });
  const anew = await session.adopt(weights);
  const missing = anew.filter((name) => {
    const { role, block } = session.compiled.variables.get(name)!;
    // Nothing of a frozen block need ship again: it has what it started from.
    const { frozen, startsFrom } = document.blocks[block]!;
    return (role === 'weight' || role === 'state') && !(frozen && startsFrom);
  });
  if (missing.length === 0) return session;
  session.dispose();
  throw new Problem(
    `The weights of '${name}' lack ${missing.length} that its document needs, the first is ${missing[0]}: they belong to another model. Train the document anew.`,
    `'${name}'의 가중치에는 문서에 필요한 ${missing.length}개가 없습니다(첫째: ${missing[0]}). 다른 모델의 가중치입니다. 문서를 다시 학습하세요.`,
  );
}
