import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { isEncrypted } from './createListener.js';

const unread = new Set(['upgrade', 'http2-settings']);

/** The lines of a request's headers, without what asks for another protocol. */
function keptHeaders({ rawHeaders }: IncomingMessage): string[] {
  const lines: string[] = [];
  for (let n = 0; n + 1 < rawHeaders.length; n += 2) {
    const [name = '', value = ''] = rawHeaders.slice(n, n + 2);
    if (unread.has(name.toLowerCase())) continue;
    const isConnection = name.toLowerCase() === 'connection';
    const options = value.split(',').filter((option) => !unread.has(option.trim().toLowerCase()));
    if (!isConnection) lines.push(`${name}: ${value}`);
    else if (options.length > 0) lines.push(`${name}: ${options.join(',')}`);
  }
  return lines;
}

/**
 * Has a server read a request again as if it did not ask for another protocol, which a server is free not to speak. Node does not do
 * that by itself once WebSockets are taken, and some clients, such as Java's, ask for HTTP/2 with every first request.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`, ...keptHeaders(request)];
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit(isEncrypted(server) ? 'secureConnection' : 'connection', socket);
}
