import { parseArgs } from 'node:util';
import type { Command, Given, Option, Options } from './command.ts';
import { UsageError } from './errors.ts';
import { LANGUAGES } from './language.ts';
import { didYouMean } from './suggest.ts';

/** Options of every command. */
export const COMMON = {
  json: {
    type: 'flag',
    sentence: {
      en: 'one JSON object a line on stdout, and nothing else there',
      ko: 'stdout에 한 줄에 하나씩 JSON 객체만 씁니다',
    },
  },
  language: {
    type: 'choice',
    options: LANGUAGES,
    otherwise: '',
    sentence: {
      en: 'of texts for people; that of the system unless told',
      ko: '사람을 위한 글의 언어. 정하지 않으면 시스템의 언어',
    },
  },
  help: { type: 'flag', sentence: { en: 'this help', ko: '이 도움말' } },
} as const satisfies Options;

/**
 * Understands the words behind a command.
 * @throws UsageError with what is wrong and what was meant
 */
export function parseArguments(command: Command, args: readonly string[]): Given<Options> {
  const options: Options = { ...command.options, ...COMMON };
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type }]) => [
        name,
        { type: type === 'flag' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw unknownOption(command, token.rawName, Object.keys(options));
    const value = valueOf(token, option);
    if (option.type === 'texts') values[token.name] = [...((values[token.name] as string[]) ?? []), value];
    else if (token.name in values)
      throw new UsageError(
        `${token.rawName} was given twice. Give it once.`,
        `${token.rawName}이(가) 두 번 주어졌습니다. 한 번만 쓰세요.`,
      );
    else values[token.name] = value;
  }
  checkCount(command, positionals);
  for (const [name, option] of Object.entries(options)) {
    if (option.type === 'text' && option.required && !(name in values))
      throw new UsageError(
        `'${command.name}' needs --${name} <${option.value}>: ${option.sentence.en}.`,
        `'${command.name}'에는 --${name} <${option.value}>이(가) 필요합니다: ${option.sentence.ko}.`,
      );
    if (option.type === 'flag') values[name] ??= false;
    if (option.type === 'texts') values[name] ??= [];
    if (option.type === 'choice') values[name] ??= option.otherwise;
  }
  return { arguments: positionals, options: values as Given<Options>['options'] };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf({ rawName, value, inlineValue }: OptionToken, option: Option): string | number | boolean {
  if (option.type === 'flag') {
    if (value === undefined) return true;
    throw new UsageError(
      `${rawName} takes no value; '${value}' was given. Leave it out.`,
      `${rawName}에는 값이 없습니다. '${value}'을(를) 빼세요.`,
    );
  }
  const named = option.type === 'choice' ? option.options.join('|') : option.value;
  if (value === undefined || value === '' || (!inlineValue && /^-[^\d.]/.test(value)))
    throw new UsageError(
      `${rawName} needs a value behind it: ${rawName} ${named}.${value ? ` '${value}' looks like an option; write ${rawName}=${value} if it is the value.` : ''}`,
      `${rawName} 뒤에 값이 필요합니다: ${rawName} ${named}.${value ? ` '${value}'은(는) 옵션처럼 보입니다. 값이라면 ${rawName}=${value}로 쓰세요.` : ''}`,
    );
  if (option.type === 'integer') return integerOf(rawName, value, option);
  if (option.type === 'choice' && !option.options.includes(value)) {
    const meant = didYouMean(value, option.options);
    throw new UsageError(
      `${rawName} is one of ${option.options.join(', ')}; '${value}' was given.${meant.en}`,
      `${rawName}에는 ${option.options.join(', ')} 중 하나를 씁니다. '${value}'이(가) 주어졌습니다.${meant.ko}`,
    );
  }
  return value;
}

function integerOf(name: string, value: string, { min, max }: { min: number; max: number }): number {
  const number = /^-?\d+$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(
    `${name} is a whole number from ${min} to ${max}; '${value}' was given.`,
    `${name}에는 ${min}부터 ${max}까지의 정수를 씁니다. '${value}'이(가) 주어졌습니다.`,
  );
}

function unknownOption(command: Command, name: string, known: readonly string[]): UsageError {
  const meant = didYouMean(
    name,
    known.map((option) => `--${option}`),
  );
  return new UsageError(
    `'${command.name}' has no option ${name}.${meant.en}`,
    `'${command.name}'에는 ${name} 옵션이 없습니다.${meant.ko}`,
  );
}

function checkCount(command: Command, given: readonly string[]): void {
  const missing = command.arguments.slice(given.length).find(({ optional }) => !optional);
  if (missing)
    throw new UsageError(
      `'${command.name}' needs a ${missing.name.replaceAll('|', ' or ')} behind it.`,
      `'${command.name}' 뒤에 ${missing.name.replaceAll('|', ', ')} 중 하나가 필요합니다.`,
    );
  const extra = given[command.arguments.length];
  if (extra !== undefined)
    throw new UsageError(
      `'${command.name}' takes ${command.arguments.length === 0 ? 'nothing' : `only ${command.arguments.map(({ name }) => `<${name}>`).join(' ')}`} behind it; '${extra}' is too much. Put names with spaces into quotes.`,
      `'${command.name}' 뒤의 '${extra}'은(는) 알 수 없습니다. 공백이 있는 이름은 따옴표로 묶으세요.`,
    );
}
