import cluster, { type Worker } from 'node:cluster';
import { isJsonObject } from '../lib/checks/isJsonObject.js';

/** Of Node's own messages between the primary and its workers, those that hand connections over. */
interface HandOver {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/** A connection as Node hands it over. */
interface Connection {
  close(): void;
}

const asHandOver = (message: unknown): HandOver =>
  isJsonObject(message) && message['cmd'] === 'NODE_CLUSTER' ? message : {};

/**
 * Sees to it that connections which were sent to a worker, and which it has not taken when it ends, go to another one. Node forgets
 * them: the client would wait for ever on a connection that stays open in the primary.
 */
export function handBack(worker: Worker): void {
  const { process: child } = worker;
  // One that the system has not made has no channel, and is sent nothing.
  if (!worker.isConnected()) return;
  const sent = new Map<unknown, Connection>();
  const send = child.send.bind(child) as (...given: unknown[]) => boolean;
  child.send = (...given: unknown[]): boolean => {
    const [message, handle] = given;
    const { act, seq } = asHandOver(message);
    if (act === 'newconn' && handle !== undefined && handle !== null) sent.set(seq, handle as Connection);
    return send(...given);
  };
  child.prependListener('internalMessage', (message: unknown) => {
    const { ack } = asHandOver(message);
    if (ack !== undefined) sent.delete(ack);
  });
  // What the worker has said before its end has been read by then.
  let isTold = false;
  worker.once('disconnect', () => {
    isTold = true;
    const isAlone = !Object.values(cluster.workers ?? {}).some((other) => other !== worker && other?.isConnected());
    for (const [seq, connection] of sent) {
      // As the worker would have said it that closes.
      if (isAlone) connection.close();
      else child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: seq, accepted: false }, undefined);
    }
    sent.clear();
  });
  // While Node waits to hear that a connection has arrived, it puts the disconnect off: of one that was killed it would never tell it, and hand
  // it still more connections.
  worker.once('exit', () => {
    const look = (): void => {
      if (isTold) return;
      if (worker.isConnected()) setTimeout(look, 20);
      else child.emit('disconnect');
    };
    setImmediate(look);
  });
}
