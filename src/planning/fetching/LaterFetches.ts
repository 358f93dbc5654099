/** How often fetches are done again; each time more types are known. */
const mostRounds = 3;

/** What is done again: a fetch, for what all fetches of a run share. */
interface LaterStep<R> {
  run(run: R): Promise<void> | undefined;
}

/**
 * The fetches of a run that met objects of which only an interface was known. The planner may put what is asked of one type before the fetch
 * that tells the type.
 */
export class LaterFetches<R> {
  private readonly waiting = new Set<LaterStep<R>>();
  /** By what asks for them the entities that were asked for. */
  private readonly asked = new Map<object, Set<object>>();

  /** Has a fetch done again at the end. */
  add(step: LaterStep<R>): void {
    this.waiting.add(step);
  }

  /** Whether an entity is asked for by something for the first time, which it is from then on. */
  isNew(by: object, entity: object): boolean {
    const entities = this.asked.get(by) ?? new Set();
    this.asked.set(by, entities);
    if (entities.has(entity)) return false;
    entities.add(entity);
    return true;
  }

  /** Does the fetches again, for the entities that they did not ask for. */
  async run(run: R): Promise<void> {
    for (let round = 0; round < mostRounds && this.waiting.size > 0; round += 1) {
      const steps = [...this.waiting];
      this.waiting.clear();
      for (const step of steps) await step.run(run);
    }
  }
}
