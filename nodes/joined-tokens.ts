import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import { formatShape, isKnown, sameDimension } from './alphabet/shape.ts';
import { exampleSize } from './per-example.ts';
import type { InputPort, Meaning } from './port.ts';
import { sizeOfVocabulary, type Vocabulary } from './vocabulary.ts';

/**
 * Two kinds of tokens in one row, such as the words of a caption and then the codes of its picture. 0 begins the row and is never
 * within it; then come the tokens of the first kind, its own end and filling among them, and then those of the second.
 */
export const joinedPorts = {
  first: { symbol: 'a', title: { en: 'What comes first', ko: '앞에 올 것' } },
  second: { symbol: 'b', title: { en: 'What comes behind', ko: '뒤에 올 것' } },
} as const satisfies Readonly<Record<string, InputPort>>;

/** How many different tokens of that kind there are. @throws Problem where nobody knows, or where these are no tokens */
export function countOfTokens(name: string, tokens: Tensor, { classes, vocabulary }: Meaning): number {
  if (tokens.dtype !== 'int32' || tokens.shape.length < 2 || !tokens.shape.slice(1).every(isKnown))
    throw new Problem(
      `'${name}' needs tokens or codes, int32 [B, ...]; it was given ${tokens.dtype} ${formatShape(tokens.shape)}. Wire a caption, a text, or the codes of a vector quantization.`,
      `'${name}'에는 토큰이나 코드 int32 [B, ...]가 필요한데 ${tokens.dtype} ${formatShape(tokens.shape)}이(가) 들어왔습니다. 캡션, 텍스트, 벡터 양자화의 코드를 연결하세요.`,
    );
  const count = classes ?? (vocabulary ? sizeOfVocabulary(vocabulary) : undefined);
  if (count !== undefined) return count;
  throw new Problem(
    `Nobody knows how many different tokens '${name}' can hold. Take them from a data node or a vector quantization.`,
    `'${name}'에 서로 다른 토큰이 몇 개인지 알 수 없습니다. 데이터 노드나 벡터 양자화에서 가져오세요.`,
  );
}

/** @throws Problem where one is of more examples than the other */
export function mustShareBatch(first: Tensor, second: Tensor): void {
  if (sameDimension(first.shape[0]!, second.shape[0]!)) return;
  throw new Problem(
    `'first' and 'second' are joined example by example; they are ${formatShape(first.shape)} and ${formatShape(second.shape)}. Wire two of as many examples.`,
    `'first'와 'second'는 예제끼리 잇는데 ${formatShape(first.shape)}, ${formatShape(second.shape)}입니다. 예제 수가 같은 것을 연결하세요.`,
  );
}

/** Rows of tokens, [B, L], whatever map they lay in. */
export const inRows = (ops: Operations, tokens: Tensor): Tensor =>
  ops.reshape(tokens, { shape: [tokens.shape[0]!, exampleSize(tokens)] });

/** What joined tokens are called, where the first are words: codes are k0, k1, and so on. */
export function joinedVocabulary(first: Vocabulary | undefined, codes: number): Vocabulary | undefined {
  if (first?.tokenizer !== 'words') return undefined;
  const named = Array.from({ length: codes }, (_, code) => `k${code}`);
  return { tokenizer: 'words', pieces: ['', '·', ...first.pieces.slice(1), ...named] };
}
