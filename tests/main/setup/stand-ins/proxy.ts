import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** A proxy on this machine: it passes on plain requests and tunnels (CONNECT), and keeps what it was asked for. */
export async function proxy(login?: string) {
  const asked: string[] = [];
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.headers['proxy-authorization'] !== expected) return void response.writeHead(407).end();
    const { 'proxy-authorization': _, ...headers } = request.headers;
    request.pipe(
      http.request(request.url ?? '', { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  const tunnels: net.Socket[] = [];
  server.on('connect', (request, socket: net.Socket) => {
    tunnels.push(socket);
    asked.push(`CONNECT ${request.url}`);
    if (request.headers['proxy-authorization'] !== expected)
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const target = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      for (const socket of tunnels) socket.destroy(); // The server no longer counts them as its own.
      server.close();
      await once(server, 'close');
    },
  };
}
