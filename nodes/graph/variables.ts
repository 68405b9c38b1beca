import { knownShape, sameShape, type TensorType } from '../alphabet/shape.ts';
import type { Initializer } from '../initializer.ts';
import { Problem } from '../alphabet/problem.ts';

/** What the programs of one document remember between runs. */
export interface Variable {
  readonly name: string;
  readonly type: TensorType;
  readonly role: 'weight' | 'state' | 'slot' | 'average';
  /** The block that it belongs to; of a slot or an average, the block of its weight. */
  readonly block: string;
  /** How it starts: filled anew, or equal to another variable. */
  readonly start: Initializer | { readonly kind: 'copy'; readonly of: string };
}

/** The variables of a document, shared by all its programs and known by name. */
export class Variables {
  readonly #known = new Map<string, Variable>();

  /** Makes a variable known. @throws Problem where it is known with another shape */
  declare(variable: Variable): Variable {
    knownShape(variable.type.shape);
    const known = this.#known.get(variable.name);
    if (!known) {
      this.#known.set(variable.name, variable);
      return variable;
    }
    if (!sameShape(known.type.shape, variable.type.shape))
      throw new Problem(
        `The weight ${variable.name} would be ${JSON.stringify(variable.type.shape)} in this call and is ${JSON.stringify(known.type.shape)} in another: all calls of a block need inputs of one shape. Use a new block of the same design here.`,
        `가중치 ${variable.name}의 모양이 이 호출에서는 ${JSON.stringify(variable.type.shape)}, 다른 호출에서는 ${JSON.stringify(known.type.shape)}입니다. 한 블록의 모든 호출은 입력 모양이 같아야 합니다. 여기서는 같은 설계의 새 블록을 쓰세요.`,
      );
    return known;
  }

  get(name: string): Variable | undefined {
    return this.#known.get(name);
  }

  get all(): ReadonlyMap<string, Variable> {
    return this.#known;
  }
}
