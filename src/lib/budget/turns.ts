import { CallbackQueue } from './CallbackQueue.js';

/**
 * Milliseconds that one turn of the event loop should last at the most. A page of 1,000 customers with 117 attributes then holds it for
 * 147 ms, what cannot be parted included, and for 2,244 ms without turns.
 */
const longestTurn = 20;

let began: number | undefined;
const waiting = new CallbackQueue();

/** Whether the present turn of the event loop has lasted too long; its beginning is the first time that this is asked in it. */
export function isTurnOverdue(): boolean {
  if (began !== undefined) return performance.now() - began > longestTurn;
  began = performance.now();
  setImmediate(endTurn);
  return false;
}

/** Goes on with those that wait, one after the other, until the turn is over. */
function goOn(): void {
  if (isTurnOverdue()) return;
  const next = waiting.take();
  if (next === undefined) return;
  next();
  // What the one before has to do comes first.
  queueMicrotask(() => queueMicrotask(goOn));
}

function endTurn(): void {
  began = undefined;
  if (waiting.size > 0) goOn();
}

/** Waits for a later turn of the event loop, behind those that wait already. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.add(resolve);
    // Has the present turn end, and those that wait go on.
    isTurnOverdue();
  });
}
