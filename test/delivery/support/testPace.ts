import type { Pace } from '../../../src/delivery/Pace.js';

/** A clock that stands at an instant, and that waiting moves on; chance takes nothing away. */
export function testPace(start: string, patience = 3_600_000) {
  let time = Date.parse(start);
  const waits: number[] = [];
  const pace: Pace = {
    now: () => new Date(time),
    random: () => 0,
    wait(milliseconds) {
      waits.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
    patience,
  };
  return { pace, waits, advance: (milliseconds: number) => void (time += milliseconds) };
}
