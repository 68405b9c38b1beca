import { expect, test } from 'vitest';
import { genloom, inNewFolder } from './genloom.ts';

inNewFolder();

const names = ['templates', 'check', 'explain', 'train', 'sample', 'evaluate', 'export', 'serve', 'doctor'];

test('without words it prints the commands and the exit codes', async () => {
  for (const args of [[], ['--help'], ['-h'], ['--language', 'en']]) {
    const { code, out, error } = await genloom(args);
    expect(code).toBe(0);
    expect(error).toBe('');
    expect(out.match(/^ {2}[a-z]+(?= {2})/gm)?.map((line) => line.trim())).toEqual(names);
    for (const meaning of ['0  done', '2  the command', '3  stopped', '4  no backend'])
      expect(out).toContain(meaning);
  }
  expect((await genloom(['--json'])).records('command').map(({ name }) => name)).toEqual(names);
});

test.each(names)('%s --help tells every option, and runs nothing', async (name) => {
  const { code, out, error } = await genloom([name, '--help']);
  expect(code).toBe(0);
  expect(error).toBe('');
  const usage = out.split('\n', 1)[0]!;
  for (const [, option] of usage.matchAll(/--([a-z]+)/g))
    expect(out).toMatch(new RegExp(`^  --${option} .*\\S`, 'm'));
  const [record] = (await genloom([name, '--help', '--json'])).records<{ usage: string }>();
  expect(`genloom ${record!.usage}`).toBe(usage);
});

test('speaks Korean where the system does or the person wants it', async () => {
  expect((await genloom([], { environment: { LANG: 'ko_KR.UTF-8' } })).out).toContain('학습');
  expect((await genloom([], { environment: { LANG: 'ko_KR.UTF-8', LC_ALL: 'C' } })).out).not.toContain(
    '학습',
  );
  expect((await genloom(['--language=ko'])).out).toContain('학습');
  expect((await genloom(['trian', '--language', 'ko'])).error).toContain("'train'을(를) 뜻하셨나요?");
  const english = await genloom(['--language', 'en'], { environment: { LANG: 'ko_KR.UTF-8' } });
  expect(english.out).not.toMatch(/[가-힣]/);
});

test.each([
  [['trian', 'vae-digits'], "There is no command 'trian'. Did you mean 'train'?"],
  [['launch'], "There is no command 'launch'. The commands are"],
  [['--steps', '3', 'train'], "Begin with a command, and put options behind it; '--steps' stands too early"],
  [['check'], "'check' needs a document or template behind it."],
  [['train', '--steps', 'many'], '--steps is a whole number'],
  [['train'], "'train' needs a document or a template behind it, or --resume <run>."],
  [['train', 'vae-digits', '--resume', 'x'], 'a document cannot be given with it'],
  [['train', '--resume', 'x', '--seed', '3'], '--seed cannot be given with it'],
  [['train', 'vae-digits', '--set', 'optimizer'], '--set takes node.dial=value'],
  [['sample', 'vae-digits'], "'sample' needs --out <file>"],
  [
    ['sample', 'vae-digits', '--out', 'a.gif'],
    "Samples are written as .png, .npy, .txt; --out ends in '.gif'",
  ],
  [['export', 'vae-digits', '--format', 'safetensor', '--out', 'x'], "Did you mean 'safetensors'?"],
  [['check', 'vae-digits', '--values'], "'check' has no option --values."],
])('%j is wrong usage: exit code 2 and a sentence', async (args, sentence) => {
  const { code, out, error } = await genloom(args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(error).toContain(sentence);
  const json = await genloom([...args, '--json']);
  expect(json.records()).toMatchObject([
    { kind: 'error', exit: 2, text: { en: expect.stringContaining(sentence) as string } },
  ]);
});

test.each([
  [['check', 'vae-digit'], "There is no file, run or template 'vae-digit'. Did you mean 'vae-digits'?"],
  [['train', '.'], 'is neither a run nor a template'],
  [['train', '--resume', 'nowhere'], 'is no run'],
  [['evaluate', 'nowhere'], "There is no file, run or template 'nowhere'."],
])('%j fails: exit code 1 and a sentence', async (args, sentence) => {
  const { code, out, error } = await genloom(args);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(error).toContain(sentence);
});

test('prints its version', async () => {
  expect(await genloom(['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
});
