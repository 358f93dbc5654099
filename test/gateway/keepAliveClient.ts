import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What one client has seen. */
export interface ClientTally {
  answered: number;
  /** Requests sent to their end, on a connection that was open as far as the client could know, without a whole answer. */
  lost: number;
  /** Answers after which the server announced that it closes the connection. */
  announced: number;
}

export const createTally = (): ClientTally => ({ answered: 0, lost: 0, announced: 0 });

interface ClientOptions {
  readonly port: number;
  readonly path: string;
  /** Milliseconds between an answer and the next request. */
  readonly pause: () => number;
  readonly tally: ClientTally;
}

function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/** One request on an open connection: its answer as text, undefined where the connection ended before. */
function ask(socket: Socket, request: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const settle = (answer: string | undefined): void => {
      socket.removeAllListeners('data').removeAllListeners('close');
      resolve(answer);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const [head = '', body] = text.split('\r\n\r\n', 2);
      if (body?.length === Number(/content-length: (\d+)/i.exec(head)?.[1])) settle(text);
    });
    socket.once('close', () => settle(undefined));
    socket.write(request);
  });
}

/** A client that asks on one connection as long as it lives, then on a new one, until nobody listens any more. */
export async function runKeepAliveClient({ port, path, pause, tally }: ClientOptions): Promise<void> {
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n`;
  for (let socket = await open(port); socket !== undefined; socket = await open(port)) {
    socket.on('error', () => {});
    // Ends, and `readable` with it, once the server has closed its side.
    while (socket.readable) {
      const answer = await ask(socket, request);
      if (answer === undefined) {
        tally.lost += 1;
        break;
      }
      tally.answered += 1;
      if (/^connection: close/im.test(answer)) {
        tally.announced += 1;
        break;
      }
      await delay(pause());
    }
    socket.destroy();
  }
}
