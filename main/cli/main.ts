import { version } from '../../package.json';
import { Problem } from '../../nodes/alphabet/problem.ts';
import { parseArguments } from './arguments.ts';
import { commands } from './commands.ts';
import { Console, type Streams } from './console.ts';
import { NoBackend, UsageError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printCommandHelp, printHelp } from './help.ts';
import { languageOf } from './language.ts';
import { didYouMean } from './suggest.ts';

/**
 * Runs a command line.
 * @param args the words behind the program's name
 * @returns the exit code; nothing is thrown
 */
export async function main(
  args: readonly string[],
  streams: Streams,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ExitCode> {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const console = new Console(streams, {
    language: languageOf(options, environment),
    json: options.includes('--json'),
  });
  try {
    return await run(args, options, console);
  } catch (error) {
    return tellError(error, args[0], console);
  }
}

async function run(args: readonly string[], options: readonly string[], console: Console): Promise<ExitCode> {
  const [name, ...rest] = args;
  const wantsHelp = options.includes('--help') || options.includes('-h');
  if (name === undefined || name.startsWith('-')) return withoutCommand(args, console);
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const names = commands.map((one) => one.name);
    const meant = didYouMean(name, names);
    throw new UsageError(
      `There is no command '${name}'.${meant.en} The commands are ${names.join(', ')}.`,
      `'${name}' 명령이 없습니다.${meant.ko} 있는 명령: ${names.join(', ')}.`,
    );
  }
  if (wantsHelp) {
    printCommandHelp(command, console);
    return EXIT.done;
  }
  return command.run(parseArguments(command, rest), console);
}

/** Nothing but options that every command takes: the help of all, or the version. */
function withoutCommand(args: readonly string[], console: Console): ExitCode {
  const wrong = args.find(
    (word, i) =>
      !/^(--help|-h|--json|--version|--language(=.*)?)$/.test(word) && args[i - 1] !== '--language',
  );
  if (wrong !== undefined)
    throw new UsageError(
      `Begin with a command, and put options behind it; '${wrong}' stands too early or is none. "${console.program} --help" lists the commands.`,
      `명령으로 시작하고 옵션은 그 뒤에 쓰세요('${wrong}'). 명령 목록: ${console.program} --help`,
    );
  if (args.includes('--version')) {
    console.emit({ kind: 'version', version });
    console.print(version);
  } else printHelp(commands, console);
  return EXIT.done;
}

function tellError(error: unknown, command: string | undefined, console: Console): ExitCode {
  console.endStatus();
  const text = error instanceof Problem ? error.text : error instanceof Error ? error.message : String(error);
  const exit =
    error instanceof UsageError ? EXIT.usage : error instanceof NoBackend ? EXIT.noBackend : EXIT.failed;
  console.emit({ kind: 'error', exit, text: typeof text === 'string' ? { en: text, ko: text } : text });
  console.say(text);
  if (exit === EXIT.usage && commands.some(({ name }) => name === command))
    console.say(`  ${console.command(command!, '--help')}`);
  // A mistake of the program itself is for those who mend it.
  const isOwnMistake =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (isOwnMistake) console.say((error as Error).stack ?? '');
  return exit;
}
