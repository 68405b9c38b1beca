import { Problem } from './alphabet/problem.ts';
import { COLOURS, CORNERS, countCombinations, KOREAN_OF, PLACES, SHAPES } from './shape-captions.ts';

/** What the lists of a captioned picture's dials say, as places in the lists of all words. */
export interface Chosen {
  readonly shapes: readonly number[];
  readonly colours: readonly number[];
  readonly places: readonly number[];
}

interface Listed {
  readonly shapes: string;
  readonly colours: string;
  readonly places: string;
}

const LISTS = { shapes: SHAPES, colours: COLOURS, places: PLACES } as const;

/**
 * Reads lists of words with commas, in English or Korean; an empty one is all of them.
 * @throws Problem where a word is none of the list, or stands there twice
 */
export function readChosen(dials: Listed): Chosen {
  const read = (list: keyof Listed): number[] => {
    const known = LISTS[list];
    const words = dials[list].split(',').map((word) => word.trim());
    if (words.length === 1 && words[0] === '') return known.map((_, i) => i);
    const numbers = words.map((word) => {
      const english = known.indexOf(word as never);
      return english >= 0 ? english : KOREAN_OF[list].indexOf(word as never);
    });
    const unknown = words[numbers.indexOf(-1)];
    if (unknown !== undefined)
      throw new Problem(
        `'${list}' is a list of words with commas, and '${unknown}' is none that it knows. Choose among ${known.join(', ')}.`,
        `'${list}'은(는) 쉼표로 나눈 낱말 목록인데 '${unknown}'은(는) 모르는 말입니다. ${KOREAN_OF[list].join(', ')} 중에서 고르세요.`,
      );
    if (new Set(numbers).size < numbers.length)
      throw new Problem(
        `'${list}' names one of its words twice: ${dials[list]}. Name each once.`,
        `'${list}'에 같은 말이 두 번 있습니다: ${dials[list]}. 한 번씩만 적으세요.`,
      );
    return numbers.sort((a, b) => a - b);
  };
  return { shapes: read('shapes'), colours: read('colours'), places: read('places') };
}

/** Whether such pictures can be drawn. @throws Problem where two shapes have no room or no combination is left */
export function mustHaveRoom(
  { shapes, colours, places }: Chosen,
  { twoShapes, heldOutCombinations }: { readonly twoShapes: number; readonly heldOutCombinations: number },
): void {
  if (twoShapes === 0) return;
  const corners = places.filter((place) => place < CORNERS).length;
  if (corners < 2)
    throw new Problem(
      `Two shapes lie in two corners, and 'places' has ${corners} of them. Add corners, or set 'twoShapes' to 0.`,
      `도형 두 개는 두 모서리에 놓이는데 'places'에 모서리가 ${corners}개뿐입니다. 모서리를 더하거나 'twoShapes'를 0으로 하세요.`,
    );
  if (heldOutCombinations === 0) return;
  const { training, heldOut } = countCombinations(colours, shapes, heldOutCombinations);
  if (training === 0 || heldOut === 0)
    throw new Problem(
      `Of the combinations that these colours and shapes make, ${training} are for training and ${heldOut} are held out; both need one. Choose more colours and shapes, or change 'heldOutCombinations'.`,
      `이 색과 모양으로 만들 수 있는 조합 중 학습용이 ${training}개, 검증용이 ${heldOut}개인데 둘 다 하나 이상 있어야 합니다. 색과 모양을 늘리거나 'heldOutCombinations'를 바꾸세요.`,
    );
}
