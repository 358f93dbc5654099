import type { Sql } from '../../../src/db/client.js';
import type { Asker } from './asker.js';
import { endBackendsNowAndThen } from './backends.js';
import { anyQuestion, customerQuestion, quickQuestion, unknownKey } from './crowd.js';
import { createTally, judge } from './judge.js';
import type { Random } from './random.js';

interface StormOptions {
  readonly asker: Asker;
  readonly keys: readonly string[];
  readonly random: Random;
  readonly requests: number;
  /** How many ask at once. */
  readonly clients: number;
  /** Where given, connections to the database are ended now and then. */
  readonly ending?: Sql;
}

export interface StormReport {
  readonly right: number;
  readonly left: number;
  /** Wrong answers in words: none is allowed. */
  readonly wrong: readonly string[];
  /** How often unknown keys were refused, and what else they got; `ACCEPTED` is not allowed. */
  readonly unknownKeys: readonly (readonly [string, number])[];
  /** Codes of what was not answered, by how often. */
  readonly codes: readonly (readonly [string, number])[];
  readonly ended: number;
  readonly asked: number;
}

/** A client that shows a key that was never made. */
async function askUnknown({ asker, random }: StormOptions): Promise<string> {
  const question = quickQuestion(random);
  const outcome = await asker.ask(question, { key: unknownKey(random) });
  if (outcome.kind !== 'answer') return judge(outcome, question);
  if (outcome.status === 401) return 'refused';
  return /"errors"/.test(outcome.text) ? judge(outcome, { ...question, data: undefined }) : 'ACCEPTED';
}

/** After so many clients that got nothing for 10 s a storm is over: the rest would be no better. */
const hopeless = 60;

/** Random questions of many clients at once: some leave, some show unknown keys, every answer is judged. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { asker, keys, random, requests, clients, ending } = options;
  const [outcomes, unknownKeys] = [createTally(), createTally()];
  const ender = ending && endBackendsNowAndThen(ending, random);
  let asked = 0;
  const client = async (): Promise<void> => {
    while (asked < requests && outcomes.count('unanswered') < hopeless) {
      asked += 1;
      const chance = random.below(100);
      if (chance < 10) {
        unknownKeys.add(await askUnknown(options));
        continue;
      }
      const question = anyQuestion(random);
      const leaving = chance < 35 ? { leaveAfter: random.below(51) } : {};
      outcomes.add(judge(await asker.ask(question, { key: random.pick(keys), ...leaving }), question));
    }
  };
  let ended = 0;
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    ended = (await ender?.stop()) ?? 0;
  }
  const others = outcomes.entries.filter(([what]) => what !== 'right' && what !== 'left');
  const isWrong = ([what]: readonly [string, number]): boolean => what.startsWith('WRONG') || /UNAUTH/.test(what);
  return {
    right: outcomes.count('right'),
    left: outcomes.count('left'),
    wrong: others.filter(isWrong).flatMap(([what, count]) => Array.from({ length: count }, () => what)),
    unknownKeys: unknownKeys.entries,
    codes: others.filter((one) => !isWrong(one)),
    ended,
    asked,
  };
}

/** What small questions get that are asked one after the other, with nobody else there; [] where all is right. */
export async function askAlone(asker: Asker, keys: readonly string[], count: number): Promise<string[]> {
  const faults: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const question = customerQuestion(n * 7);
    const found = judge(await asker.ask(question, { key: keys[n % keys.length], patience: 5000 }), question);
    if (found !== 'right') faults.push(`${n}: ${found}`);
  }
  return faults;
}

/** What a request may be refused with while others leave, take long, and connections are ended. */
const expectedCodes = new Set(['STATEMENT_TIMEOUT', 'OVERLOADED', 'DATABASE_UNAVAILABLE']);

/** The faults of a storm in words; [] where there was none. */
export function stormFaults({ wrong, unknownKeys, codes }: StormReport): string[] {
  const odd = (list: StormReport['codes']): string[] =>
    list
      .filter(([what]) => !what.split(' + ').every((code) => expectedCodes.has(code)))
      .map(([what, count]) => `${count} × ${what}`);
  const keyFaults = odd(unknownKeys.filter(([what]) => what !== 'refused'));
  const examples = wrong.slice(0, 10).map((what) => `${wrong.length} wrong answers such as ${what}`);
  return [...examples, ...keyFaults.map((fault) => `an unknown key got ${fault}`), ...odd(codes)];
}

const countedFirst = (list: StormReport['codes']): string =>
  list.map(([what, count]) => `${count} ${what}`).join(', ') || 'none';

/** One line of figures. */
export const stormLine = ({ asked, right, left, wrong, unknownKeys, codes, ended }: StormReport): string =>
  [
    `asked ${asked}: right ${right}, left ${left}, wrong ${wrong.length}`,
    `unknown keys: ${countedFirst(unknownKeys)}`,
    `others: ${countedFirst(codes)}`,
    `connections ended: ${ended}`,
  ].join('; ');
