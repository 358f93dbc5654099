import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something holds; fails after half a minute: composing takes a second of the processor, and tests run side by side. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await delay(20))
    if (Date.now() > end) throw new Error('It did not happen within 30 s');
}
