import { COMMON } from './arguments.ts';
import type { Command, Option } from './command.ts';
import type { Console } from './console.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { table } from './table.ts';

/** `train <document|template> [--steps N] ...`: how a command is typed. */
export function usageOf({ name, arguments: args, options }: Command): string {
  return [
    name,
    ...args.map(({ name: called, optional }) => (optional ? `[<${called}>]` : `<${called}>`)),
    ...Object.entries(options).map(([option, declared]) => {
      const text = `--${option}${valueOf(declared)}`;
      return declared.type === 'text' && declared.required ? text : `[${text}]`;
    }),
    '[--json]',
  ].join(' ');
}

const valueOf = (option: Option): string =>
  option.type === 'flag'
    ? ''
    : ` ${option.type === 'choice' ? option.options.join('|') : `<${option.value}>`}`;

/** Help of all commands. */
export function printHelp(commands: readonly Command[], console: Console): void {
  console.print({
    en: 'Genloom: weave generative models, train them, take them away.',
    ko: 'Genloom: 생성 모델을 엮고, 학습하고, 가져갑니다.',
  });
  console.print();
  for (const line of table(
    commands.map((command) => [`  ${command.name}`, console.inLanguage(command.sentence)]),
  ))
    console.print(line);
  console.print();
  console.print({
    en: `"${console.program} <command> --help" tells the rest of one. Every command takes --json and --language en|ko.`,
    ko: `명령 하나의 자세한 설명: ${console.program} <command> --help. 모든 명령에 --json과 --language en|ko를 쓸 수 있습니다.`,
  });
  printExitCodes(console);
  for (const command of commands)
    console.emit({
      kind: 'command',
      name: command.name,
      usage: usageOf(command),
      sentence: command.sentence,
    });
}

/** Help of one command. */
export function printCommandHelp(command: Command, console: Console): void {
  console.print(`${console.program} ${usageOf(command)}`);
  console.print();
  console.print(command.sentence);
  console.print();
  const rows = Object.entries({ ...command.options, ...COMMON }).map(([name, option]) => [
    `  --${name}${valueOf(option)}`,
    console.inLanguage(option.sentence),
  ]);
  for (const line of table(rows)) console.print(line);
  if (command.more) console.print();
  for (const line of command.more ?? []) console.print(line);
  printExitCodes(console);
  console.emit({
    kind: 'command',
    name: command.name,
    usage: usageOf(command),
    sentence: command.sentence,
    options: { ...command.options, ...COMMON },
  });
}

function printExitCodes(console: Console): void {
  console.print();
  console.print({ en: 'Exit codes:', ko: '종료 코드:' });
  for (const [code, meaning] of Object.entries(EXIT_MEANINGS))
    console.print(`  ${code}  ${console.inLanguage(meaning)}`);
}
