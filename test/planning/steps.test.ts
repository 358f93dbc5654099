import { expect, it } from '@jest/globals';
import type { JoinedRun, PlanStep } from '../../src/planning/fetching/JoinedRun.js';
import { ConditionStep, ParallelStep, SequenceStep } from '../../src/planning/fetching/steps.js';

const runWith = (variables: Readonly<Record<string, unknown>> = {}): JoinedRun =>
  ({ variables }) as unknown as JoinedRun;

const noting = (name: string, notes: string[], late: boolean): PlanStep => ({
  run() {
    notes.push(`${name} begins`);
    if (!late) return undefined;
    return Promise.resolve().then(() => void notes.push(`${name} ends`));
  },
});

it('runs steps one after the other', async () => {
  const notes: string[] = [];
  await new SequenceStep([noting('a', notes, true), noting('b', notes, false), noting('c', notes, true)]).run(
    runWith(),
  );
  expect(notes).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
});

it('runs steps at the same time, and waits for all', async () => {
  const notes: string[] = [];
  await new ParallelStep([noting('a', notes, true), noting('b', notes, false), noting('c', notes, true)]).run(
    runWith(),
  );
  expect(notes).toEqual(['a begins', 'b begins', 'c begins', 'a ends', 'c ends']);
  expect(new ParallelStep([noting('b', notes, false)]).run(runWith())).toBeUndefined();
});

it('fails as a whole where one of several fails at once, and others later', async () => {
  const late: PlanStep = { run: async () => Promise.reject(new Error('late')) };
  const early: PlanStep = {
    run() {
      throw new Error('early');
    },
  };
  await expect(new ParallelStep([late, early, late]).run(runWith())).rejects.toThrow(/late|early/);
});

it.each([
  [true, ['then begins']],
  [false, ['else begins']],
  [undefined, ['else begins']],
])('runs one of two steps: %s', async (yes, expected) => {
  const notes: string[] = [];
  await new ConditionStep('yes', noting('then', notes, false), noting('else', notes, false)).run(runWith({ yes }));
  expect(notes).toEqual(expected);
  expect(new ConditionStep('yes', undefined, undefined).run(runWith({ yes }))).toBeUndefined();
});
