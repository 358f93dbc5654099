import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { UserError } from '../lib/errors/UserError.js';

/**
 * Listens on 127.0.0.1 and hands every connection on to a unix socket: the server itself stays closed to the network.
 * The signal closes it with all connections.
 */
export function forward(socketPath: string, port: number, signal?: AbortSignal): Promise<Server> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = createConnection(socketPath);
    clients.add(client);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      clients.delete(client);
      upstream.destroySoon();
    });
  });
  signal?.addEventListener('abort', () => {
    server.close();
    for (const client of clients) client.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(`Port ${port} on 127.0.0.1 is in use; choose another with --port.`, 'PORT_IN_USE')
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
