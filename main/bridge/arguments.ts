import { z } from 'zod';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { contract, type Arguments, type CallName } from './contract.ts';

const { localeError: korean } = z.locales.ko();

/** Whether the contract knows a call of that name. What objects inherit (`constructor`) is none. */
export const isCall = (name: string): name is CallName => Object.hasOwn(contract, name);

/**
 * What came with a call, checked by the contract.
 * @throws Problem that names the place, what was expected and what came
 */
export function readArguments<C extends CallName>(name: C, args: unknown): Arguments<C> {
  const parsed = contract[name].args.safeParse(args, { reportInput: true });
  if (parsed.success) return parsed.data as Arguments<C>;
  const issue = parsed.error.issues[0]!;
  const at = issue.path.join('.') || 'args';
  const inKorean = korean(issue as Parameters<typeof korean>[0]);
  throw new Problem(
    `'${name}' was asked for with something that it does not take, at ${at}: ${issue.message}. Nothing was done.`,
    `'${name}' 요청의 ${at} 부분이 맞지 않습니다: ${typeof inKorean === 'string' ? inKorean : (inKorean?.message ?? issue.message)}. 아무것도 하지 않았습니다.`,
  );
}
