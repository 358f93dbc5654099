import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isEncrypted } from './createListener.js';
import { UserError } from '../../lib/errors/UserError.js';

const reachable: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** The variables that say where to listen. */
interface PlaceNames {
  readonly port: string;
  readonly host: string;
}

const ownNames: PlaceNames = { port: 'PORT', host: 'HOST' };

function sentenceFor(
  code: string | undefined,
  { host, port }: { readonly host: string; readonly port: number },
  names: PlaceNames,
): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use; stop the program that holds it, or set ${names.port} to a free port.`;
    case 'EACCES':
      return `This user may not open port ${port} of ${host}; set ${names.port} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `${names.host} "${host}" is not an address of this machine (${code}).`;
    default:
      return undefined;
  }
}

const toUserError = (error: unknown, host: string, port: number, names: PlaceNames): unknown => {
  const sentence = sentenceFor((error as NodeJS.ErrnoException).code, { host, port }, names);
  return sentence === undefined ? error : new UserError(sentence, 'LISTEN_FAILED');
};

/**
 * Throws a `UserError` naming HOST or PORT where nobody could listen: to be asked before work that takes long. Gives the port, for 0 one
 * that is free.
 */
export async function checkPort(host: string, port: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen({ host, port });
    await once(probe, 'listening');
    const { port: found } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return found;
  } catch (error) {
    throw toUserError(error, host, port, ownNames);
  }
}

/** Begins to listen (port 0: any free one) and tells the URL to reach it by. Throws a `UserError` that names the variable of the host or the port. */
export async function listen(app: FastifyInstance, host: string, port: number, names = ownNames): Promise<string> {
  try {
    await app.listen({ host, port, listenTextResolver: (address) => `listening at ${address}` });
  } catch (error) {
    throw toUserError(error, host, port, names);
  }
  const { address, port: actual, family } = app.server.address() as AddressInfo;
  const name = reachable[address] ?? (family === 'IPv6' ? `[${address}]` : address);
  return `${isEncrypted(app.server) ? 'https' : 'http'}://${name}:${actual}`;
}
