import { expect, it } from '@jest/globals';
import type { JoinedRun, PlanStep } from '../../src/planning/fetching/JoinedRun.js';
import { ParallelStep, SequenceStep } from '../../src/planning/fetching/steps.js';

const run = {} as unknown as JoinedRun;

const noting = (name: string, notes: string[], late: boolean): PlanStep => ({
  run() {
    notes.push(`${name} begins`);
    if (!late) return undefined;
    return Promise.resolve().then(() => void notes.push(`${name} ends`));
  },
});

it('runs steps one after the other', async () => {
  const notes: string[] = [];
  await new SequenceStep([noting('a', notes, true), noting('b', notes, false), noting('c', notes, true)]).run(run);
  expect(notes).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
});

it('runs steps at the same time, and waits for all', async () => {
  const notes: string[] = [];
  await new ParallelStep([noting('a', notes, true), noting('b', notes, false), noting('c', notes, true)]).run(run);
  expect(notes).toEqual(['a begins', 'b begins', 'c begins', 'a ends', 'c ends']);
  expect(new ParallelStep([noting('b', notes, false)]).run(run)).toBeUndefined();
});

it('fails as a whole where one of several fails at once, and others later', async () => {
  const late: PlanStep = { run: async () => Promise.reject(new Error('late')) };
  const early: PlanStep = {
    run() {
      throw new Error('early');
    },
  };
  const running = new ParallelStep([late, early, late]).run(run);
  expect(running).toBeInstanceOf(Promise);
  await expect(running).rejects.toThrow(/late|early/);
});
