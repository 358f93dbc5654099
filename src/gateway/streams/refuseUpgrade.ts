import type { Duplex } from 'node:stream';
import type { HttpRefusal } from '../errors/HttpRefusal.js';

const statusTexts: Readonly<Record<number, string>> = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' };

/** Answers a request for a WebSocket with why it gets none. */
export function refuseUpgrade(socket: Duplex, { statusCode, code, message }: HttpRefusal): void {
  const body = `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
  const head = [
    `HTTP/1.1 ${statusCode} ${statusTexts[statusCode] ?? 'Refused'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // The client may never close its half.
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
