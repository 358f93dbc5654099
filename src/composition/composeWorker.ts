import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../lib/errors/UserError.js';
import type { SubgraphSource } from './Composition.js';
import { composeSubgraphs } from './compose.js';
import type { WorkerAnswer } from './composeInWorker.js';
import { NotComposable } from './NotComposable.js';

function answer(subgraphs: readonly SubgraphSource[]): WorkerAnswer {
  try {
    return { composition: composeSubgraphs(subgraphs) };
  } catch (error) {
    if (error instanceof NotComposable) return { begin: error.begin, faults: error.faults };
    if (!(error instanceof UserError)) throw error;
    return { refused: { message: error.message, code: error.code } };
  }
}

// The program of the thread that `composeInWorker` starts.
parentPort?.postMessage(answer(workerData as readonly SubgraphSource[]), []);
