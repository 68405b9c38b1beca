import type { Operations, Tensor } from './alphabet/operation.ts';
import { Problem } from './alphabet/problem.ts';
import type { BuildContext } from './build-context.ts';

/**
 * What stands for "no condition" in the place of one: the number after the last class, which an embedding with an extra row
 * "none" looks up; zeros for everything that is no class.
 * @throws Problem where nobody knows how many classes there are
 */
export function noCondition(
  ops: Operations,
  context: Pick<BuildContext, 'meaningOf' | 'means'>,
  condition: Tensor,
): Tensor {
  const { shape, dtype } = condition;
  const meaning = context.meaningOf(condition);
  if (dtype !== 'int32') return context.means(ops.constant({ value: 0, shape, dtype }), meaning);
  if (meaning.classes === undefined)
    throw new Problem(
      'Nobody knows how many classes this condition has, so there is no number for "none". Take the class from a data node, or wire what shall stand for "none".',
      '이 조건의 클래스가 몇 개인지 알 수 없어 "없음"의 번호를 정할 수 없습니다. 데이터 노드의 클래스를 쓰거나 "없음"을 뜻하는 값을 연결하세요.',
    );
  return context.means(ops.constant({ value: meaning.classes, shape, dtype }), meaning);
}
