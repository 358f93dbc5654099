import { say, type Composed } from './runSupergraph.js';

/**
 * The supergraph, with what composing changed told beside it.
 * Throws `NotComposable` for losses, unless they are allowed: then they are told too.
 */
export async function composedSdl({ sdl, losses, notes, mayLose }: Composed): Promise<string> {
  const { refuseLosses } = await import('../../composition/refuseLosses.js');
  if (mayLose) for (const { message } of losses) say(`lost: ${message}`);
  else refuseLosses(losses);
  for (const { message } of notes) say(`note: ${message}`);
  return sdl;
}
