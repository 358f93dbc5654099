import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isEncrypted } from './createListener.js';
import { UserError } from '../../lib/errors/UserError.js';

const reachable: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

function sentenceFor(code: string | undefined, host: string, port: number): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use; stop the program that holds it, or set PORT to a free port.`;
    case 'EACCES':
      return `This user may not open port ${port} of ${host}; set PORT to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST "${host}" is not an address of this machine (${code}).`;
    default:
      return undefined;
  }
}

const toUserError = (error: unknown, host: string, port: number): unknown => {
  const sentence = sentenceFor((error as NodeJS.ErrnoException).code, host, port);
  return sentence === undefined ? error : new UserError(sentence, 'LISTEN_FAILED');
};

/** Throws a `UserError` naming HOST or PORT where nobody could listen: to be asked before work that takes long. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ host, port });
    await once(probe, 'listening');
    await new Promise((resolve) => probe.close(resolve));
  } catch (error) {
    throw toUserError(error, host, port);
  }
}

/** Begins to listen (port 0: any free one) and tells the URL to reach it by. Throws a `UserError` naming HOST or PORT. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port, listenTextResolver: (address) => `listening at ${address}` });
  } catch (error) {
    throw toUserError(error, host, port);
  }
  const { address, port: actual, family } = app.server.address() as AddressInfo;
  const name = reachable[address] ?? (family === 'IPv6' ? `[${address}]` : address);
  return `${isEncrypted(app.server) ? 'https' : 'http'}://${name}:${actual}`;
}
