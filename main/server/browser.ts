import { spawn } from 'node:child_process';

/** How the system opens an address, by its platform. */
export function openerFor(address: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', address];
  // `start` would read `&` and `%` in the address.
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}

/** Opens the person's browser. Where there is none, nothing happens: the address was printed. */
export function openBrowser(address: string): void {
  const [program, ...args] = openerFor(address, process.platform);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
