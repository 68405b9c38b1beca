import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { Problem } from '../../nodes/alphabet/problem.ts';
import type { Wire } from '../bridge/wire.ts';
import { projectRoot } from '../projects/root.ts';
import { isLoopback, tokenFrom } from './access.ts';
import { freePort, USUAL_PORT } from './ports.ts';
import { announce, runningServers, type Running } from './running.ts';
import { StudioServer } from './server.ts';

export interface ServeOptions {
  /** Left out: the usual one, or the next that is free. */
  readonly port?: number | undefined;
  readonly host: string;
  /** Folder of the projects: one server each. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Takes a window in. */
  readonly open: (wire: Wire) => void;
  /** Folder of the built window. */
  readonly files?: string;
}

export interface Served {
  /** The address with its token. */
  readonly address: string;
  /** Addresses for other machines; none where only this one reaches it. */
  readonly elsewhere: readonly string[];
  /** An address that lets in once, within a minute. */
  ticket(): string;
  close(): Promise<void>;
}

/** The server that serves this folder already, if one does. */
export async function alreadyServing(folder: string): Promise<Running | null> {
  return (await runningServers()).find((one) => one.folder === folder) ?? null;
}

/**
 * Serves the window.
 * @throws Problem where the port is taken, or the host is none of this machine
 */
export async function serve({ port, host, folder, environment, open, files }: ServeOptions): Promise<Served> {
  const token = tokenFrom(environment);
  const listen = (at: number) =>
    StudioServer.listen({
      port: at,
      host,
      token,
      open,
      files: files ?? path.join(projectRoot(), 'out', 'window'),
    });
  const wanted = port ?? (await freePort(host, USUAL_PORT)) ?? 0;
  let server: StudioServer;
  try {
    server = await listen(wanted);
  } catch (error) {
    throw await explained(error, host, wanted);
  }
  const here = isLoopback(host) ? host : isIPv6(host) ? '::1' : '127.0.0.1';
  // A server on one address of several is not reached by loopback.
  const reached = isLoopback(host) || isEverywhere(host) ? here : host;
  const address = server.address(reached);
  const takeBack = announce({ port: server.port, host: reached, address, token, folder });
  return {
    address,
    elsewhere: isLoopback(host)
      ? []
      : (isEverywhere(host) ? ownAddresses() : [host]).map((one) => server.address(one)),
    ticket: () => server.ticketAddress(reached),
    async close() {
      takeBack();
      await server.close();
    },
  };
}

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';
const isIPv6 = (host: string): boolean => host.includes(':');

/** Numbers by which other machines know this one. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap((one) => (one.family === 'IPv4' && !one.internal ? [one.address] : [])),
  );

async function explained(error: unknown, host: string, port: number): Promise<unknown> {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE': {
      const running = (await runningServers()).find((one) => one.port === port);
      if (running)
        return new Problem(
          `Genloom runs on port ${port} already, for the projects in ${running.folder}: ${running.address}`,
          `Genloom이 이미 포트 ${port}에서 ${running.folder}의 프로젝트로 실행 중입니다: ${running.address}`,
        );
      const free = await freePort(host, port + 1);
      return new Problem(
        `Port ${port} is in use by another program.${free === null ? ' Choose another one with --port.' : ` Port ${free} is free: --port ${free}`}`,
        `포트 ${port}은(는) 다른 프로그램이 쓰고 있습니다.${free === null ? ' --port로 다른 포트를 고르세요.' : ` 포트 ${free}은(는) 비어 있습니다: --port ${free}`}`,
      );
    }
    case 'EACCES':
      return new Problem(
        `Port ${port} may not be used by ordinary programs. Choose one above 1023 with --port.`,
        `포트 ${port}은(는) 일반 프로그램이 쓸 수 없습니다. --port로 1023보다 큰 포트를 고르세요.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Problem(
        `'${host}' is no address of this machine. Leave --host out for this machine alone, or use 0.0.0.0 for all of its addresses.`,
        `'${host}'은(는) 이 컴퓨터의 주소가 아닙니다. 이 컴퓨터에서만 쓰려면 --host를 빼고, 모든 주소로 열려면 0.0.0.0을 쓰세요.`,
      );
    default:
      return error;
  }
}
