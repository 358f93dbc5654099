import { setTimeout as delay } from 'node:timers/promises';
import { createAsker } from './asker.js';
import { quickQuestion } from './crowd.js';
import { createTally, judge } from './judge.js';
import type { Random } from './random.js';

interface Asked {
  /** Which of the clients. */
  readonly client: number;
  /** When it was asked and when it was over, by `performance.now()`. */
  readonly began: number;
  readonly ended: number;
  readonly found: string;
  readonly patient: boolean;
}

interface Looked {
  readonly at: number;
  readonly status: number;
  readonly text: string;
}

export interface Watch {
  /** Whether every client has had so many right answers to what it asked after an instant of `performance.now()`. */
  hasAnswered(after: number, count: number): boolean;
  /** Whether `/health/ready` has said "not ready" to somebody who asked after an instant. */
  hasFallen(after: number): boolean;
  /** Stops the clients and waits for their last answers. */
  stop(): Promise<void>;
  readonly asked: readonly Asked[];
  /** What `/health/ready` said, every 100 ms. */
  readonly looked: readonly Looked[];
}

interface WatchOptions {
  readonly key?: string;
  readonly random: Random;
}

const clients = 4;

/** Four patient clients (10 s) and four impatient ones (1 s, then they leave) that keep asking small questions. */
export function watchServer(url: string, { key, random }: WatchOptions): Watch {
  const state = { going: true };
  const asked: Asked[] = [];
  const looked: Looked[] = [];
  const client = async (n: number): Promise<void> => {
    const patient = n < clients;
    // Each keeps one connection, as long as it is not cut.
    const asker = createAsker(url);
    while (state.going) {
      const question = quickQuestion(random);
      const began = performance.now();
      const found = judge(await asker.ask(question, { key, patience: patient ? 10_000 : 1000 }), question);
      asked.push({ client: n, began, ended: performance.now(), found, patient });
      await delay(found === 'right' ? 20 : 50);
    }
    asker.close();
  };
  const look = async (): Promise<void> => {
    while (state.going) {
      const at = performance.now();
      await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
        async (response) => looked.push({ at, status: response.status, text: await response.text() }),
        (error: unknown) => looked.push({ at, status: 0, text: String(error) }),
      );
      await delay(100);
    }
  };
  const everybody = Array.from({ length: 2 * clients }, (_, n) => n);
  const working = [look(), ...everybody.map(client)];
  return {
    asked,
    looked,
    hasAnswered(after, count) {
      const right = asked.filter(({ began, found }) => began > after && found === 'right');
      return everybody.every((n) => right.filter((one) => one.client === n).length >= count);
    },
    hasFallen: (after) => looked.some(({ at, status }) => at > after && status !== 200),
    async stop() {
      state.going = false;
      await Promise.all(working);
    },
  };
}

/** What clients got, with what began before `until`, and when all was well again. */
export function summarize(
  { asked, looked }: Watch,
  { from, ended }: { readonly from: number; readonly ended: number },
) {
  const codes = createTally();
  // What began a second before the cause may have met it.
  const during = asked.filter(({ began, ended: over }) => over >= from && began <= ended + 5000);
  for (const { found, patient } of during)
    codes.add(found === 'unanswered' ? `unanswered (${patient ? 10 : 1} s)` : found);
  const late = asked.filter(({ began, found }) => began > ended + 5000 && found !== 'right');
  const lastBad = Math.max(ended, ...asked.filter(({ found }) => found !== 'right').map(({ began }) => began));
  const notReady = looked.filter(({ at, status }) => at >= from && status !== 200);
  return {
    right: codes.count('right'),
    others: codes.entries.filter(([what]) => what !== 'right').map(([what, count]) => `${count} ${what}`),
    wrong: asked.filter(({ found }) => /^WRONG|UNAUTH/.test(found)).map(({ found }) => found),
    /** What was not answered rightly though it was asked 5 s after the cause had ended. */
    late: late
      .slice(0, 5)
      .map(({ began, found }) => `${late.length} such as ${Math.round(began - ended)} ms after: ${found}`),
    answeredLate: asked.filter(({ began }) => began > ended + 5000).length,
    wellAfterSeconds: Math.round((lastBad - ended) / 100) / 10,
    notReady: notReady.length,
    notReadyWith: [...new Set(notReady.map(({ status, text }) => `${status} ${text.slice(0, 160)}`))],
    /** Looks that said "not ready" though they were made 5 s after the cause had ended. */
    notReadyLate: notReady.filter(({ at }) => at > ended + 5000).length,
  };
}
