import type { JoinedRun, PlanStep } from './JoinedRun.js';

/** Runs steps one after the other, each on what the ones before it have brought. */
export class SequenceStep implements PlanStep {
  constructor(private readonly steps: readonly PlanStep[]) {}

  async run(run: JoinedRun): Promise<void> {
    for (const step of this.steps) {
      const running = step.run(run);
      if (running !== undefined) await running;
    }
  }
}

/** A step under way. What fails at once fails as what fails later, so that nobody is left without those that were started before. */
function started(step: PlanStep, run: JoinedRun): Promise<void> | undefined {
  try {
    return step.run(run);
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

/** Runs steps at the same time. */
export class ParallelStep implements PlanStep {
  constructor(private readonly steps: readonly PlanStep[]) {}

  run(run: JoinedRun): Promise<void> | undefined {
    const running = this.steps.flatMap((step) => started(step, run) ?? []);
    if (running.length <= 1) return running[0];
    return Promise.all(running).then(() => undefined);
  }
}
