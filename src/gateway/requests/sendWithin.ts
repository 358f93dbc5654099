import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Bytes per second that a client takes at the least. */
const slowest = 50_000;

/**
 * Cuts a client off that does not read its answer of `bytes`: one that takes nothing for `seconds`, or needs longer for the
 * whole than that and a second for each 50 kB. `onCut` is called before.
 */
export function sendWithin(
  response: ServerResponse,
  socket: Socket,
  { seconds, bytes, onCut }: { readonly seconds: number; readonly bytes: number; readonly onCut: () => void },
): void {
  if (response.closed || socket.destroyed) return;
  const cut = (): void => {
    onCut();
    socket.destroy();
  };
  // Node's own: begun anew with each byte that is taken, and gone with the next request of the connection.
  socket.setTimeout(seconds * 1000);
  response.once('timeout', cut);
  const deadline = setTimeout(cut, (seconds + bytes / slowest) * 1000);
  response.once('close', () => clearTimeout(deadline));
}
