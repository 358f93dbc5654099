import { Worker } from 'node:worker_threads';
import { UserError } from '../lib/errors/UserError.js';
import type { ErrorCode } from '../words/errorCodes.js';
import type { Composition, SubgraphSource } from './Composition.js';
import { NotComposable } from './NotComposable.js';

/** What a worker sends: what it composed, or why it did not. */
export type WorkerAnswer =
  | { readonly composition: Composition }
  | { readonly begin: string; readonly faults: readonly string[] }
  | { readonly refused: { readonly message: string; readonly code: ErrorCode } };

/** Milliseconds: a hundred times what the largest subgraphs that we know of take. */
const patience = 60_000;

/** Megabytes of heap: what composes takes 20 times its SDL, and may not take the server with it. */
const heap = { maxOldGenerationSizeMb: 1024 };

/** Starts the thread's program: from sources, it needs the same translator as the process that starts it. */
function startWorker(subgraphs: readonly SubgraphSource[]): Worker {
  const { url } = import.meta;
  const options = { workerData: subgraphs, resourceLimits: heap };
  if (!url.endsWith('.ts')) return new Worker(new URL('composeWorker.js', url), options);
  const entry = new URL('composeWorker.ts', url).href;
  const translator = import.meta.resolve('tsx/esm/api');
  const program = `import(${JSON.stringify(translator)}).then(({ register }) => (register(), import(${JSON.stringify(entry)})))`;
  return new Worker(program, { ...options, eval: true });
}

function compose(subgraphs: readonly SubgraphSource[], milliseconds: number): Promise<Composition> {
  const worker = startWorker(subgraphs);
  const failed = (what: string): UserError =>
    new UserError(
      `The subgraphs ${subgraphs.map(({ name }) => name).join(', ')} could not be composed: ${what}.`,
      'NOT_COMPOSABLE',
    );
  const answered = new Promise<Composition>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(failed(`the composer had not ended after ${milliseconds / 1000} seconds`)),
      milliseconds,
    );
    worker.once('message', (answer: WorkerAnswer) => {
      if ('composition' in answer) return resolve(answer.composition);
      if ('faults' in answer) return reject(new NotComposable(answer.begin, answer.faults));
      reject(new UserError(answer.refused.message, answer.refused.code));
    });
    worker.once('error', (error) => reject(failed(`the composer failed, ${error.message}`)));
    worker.once('exit', (code) => {
      clearTimeout(timer);
      // After an answer this is the end that was meant.
      reject(failed(`the composer ended with ${code}`));
    });
  });
  return answered.finally(() => void worker.terminate());
}

let last: Promise<unknown> = Promise.resolve();

/**
 * What `composeSubgraphs` gives, worked out in a thread of its own, which ends with it; one runs at a time. Rejects with a
 * `UserError` with `NOT_COMPOSABLE` also where the thread fails or has not ended in time.
 * @param milliseconds until it is given up
 */
export function composeInWorker(
  subgraphs: readonly SubgraphSource[],
  milliseconds: number = patience,
): Promise<Composition> {
  const mine = last.then(
    () => compose(subgraphs, milliseconds),
    () => compose(subgraphs, milliseconds),
  );
  last = mine;
  return mine;
}
