import path from 'node:path';
import { Workspace } from '../../projects/workspace.ts';
import { isLoopback } from '../../server/access.ts';
import { openBrowser } from '../../server/browser.ts';
import { openStudio } from '../../server/open-studio.ts';
import { alreadyServing, serve } from '../../server/serve.ts';
import { hasDesktop } from '../../setup/desktop.mjs';
import { defineCommand } from '../command.ts';
import type { Console } from '../console.ts';
import { EXIT } from '../exit-codes.ts';

export default defineCommand({
  name: 'serve',
  sentence: {
    en: 'serves the studio to a browser, on this machine unless told otherwise; Ctrl+C ends it',
    ko: '스튜디오를 브라우저에 보여 줍니다. 정하지 않으면 이 컴퓨터에서만 열립니다. Ctrl+C로 끝냅니다',
  },
  arguments: [],
  options: {
    port: {
      type: 'integer',
      value: 'P',
      min: 0,
      max: 65_535,
      sentence: {
        en: '4141, or the next that is free, unless told; 0 for any',
        ko: '정하지 않으면 4141이나 그다음 빈 포트. 0이면 아무 포트',
      },
    },
    host: {
      type: 'text',
      value: 'H',
      sentence: {
        en: 'address to listen at; 127.0.0.1, which only this machine reaches, unless told',
        ko: '기다릴 주소. 정하지 않으면 이 컴퓨터에서만 닿는 127.0.0.1',
      },
    },
    folder: {
      type: 'text',
      value: 'folder',
      sentence: {
        en: 'where projects are kept; Genloom in your own folder unless told',
        ko: '프로젝트를 두는 폴더. 정하지 않으면 내 폴더의 Genloom',
      },
    },
    open: {
      type: 'flag',
      sentence: {
        en: 'opens your browser too, where there is a desktop',
        ko: '데스크톱이 있으면 브라우저도 엽니다',
      },
    },
  },
  more: [
    {
      en: 'The address has a token in it, new at every start; GENLOOM_TOKEN sets one that stays.',
      ko: '주소에는 시작할 때마다 바뀌는 토큰이 들어 있습니다. GENLOOM_TOKEN으로 바뀌지 않는 토큰을 정할 수 있습니다.',
    },
  ],
  async run({ options }, console) {
    const { port, host = '127.0.0.1' } = options;
    const { folder } = new Workspace(options.folder === undefined ? undefined : path.resolve(options.folder));
    const wantsBrowser = options.open && hasDesktop(process.env);
    const running = await alreadyServing(folder);
    if (running) {
      console.emit({ kind: 'running', address: running.address, folder });
      console.print({
        en: `Genloom is open already for ${folder}:`,
        ko: `${folder}의 Genloom이 이미 열려 있습니다:`,
      });
      console.print(`  ${running.address}`);
      if (wantsBrowser) openBrowser(running.address);
      return EXIT.done;
    }
    await console.stoppable(async (signal) => {
      const open = openStudio({ workspace: folder, host: 'browser' });
      try {
        const served = await serve({
          port,
          host,
          folder,
          environment: process.env,
          open: (wire) => void open.windows.add(wire),
        });
        try {
          tellAddress(served, folder, host, console);
          if (wantsBrowser) openBrowser(served.ticket());
          await new Promise<void>((resolve) => {
            if (signal.aborted) resolve();
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
          console.say({ en: 'Genloom closes ...', ko: 'Genloom을 닫습니다...' });
        } finally {
          await served.close();
        }
      } finally {
        await open.close();
      }
    });
    return EXIT.done;
  },
});

function tellAddress(
  { address, elsewhere }: { readonly address: string; readonly elsewhere: readonly string[] },
  folder: string,
  host: string,
  console: Console,
): void {
  console.emit({ kind: 'serving', address, elsewhere, folder });
  console.print({ en: `Genloom is open at`, ko: `Genloom이 열렸습니다:` });
  for (const one of [address, ...elsewhere.filter((other) => other !== address)]) console.print(`  ${one}`);
  console.print({
    en: `Projects are kept in ${folder}. Ctrl+C ends it.`,
    ko: `프로젝트는 ${folder}에 있습니다. Ctrl+C로 끝냅니다.`,
  });
  if (!isLoopback(host))
    console.say({
      en: 'Careful: other machines reach this address, and what goes over the network is not encrypted. Whoever has the address with its token can train, read and write your projects. Over the internet use an SSH tunnel (ssh -L 4141:localhost:4141 ...) instead.',
      ko: '주의: 다른 컴퓨터에서도 이 주소에 닿고, 네트워크로 오가는 내용은 암호화되지 않습니다. 토큰이 든 주소를 가진 사람은 누구나 학습하고 프로젝트를 읽고 쓸 수 있습니다. 인터넷으로는 SSH 터널(ssh -L 4141:localhost:4141 ...)을 쓰세요.',
    });
}
