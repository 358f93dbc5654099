import { describe, expect, it } from '@jest/globals';
import { createBreaker, type BreakerPass } from '../../src/remote/flow/createBreaker.js';

function openBreaker(failures: number) {
  const clock = { now: 0 };
  const changes: string[] = [];
  const breaker = createBreaker({
    failures,
    milliseconds: 1000,
    onChange: (state) => changes.push(state),
    now: () => new Date(clock.now),
  });
  const enter = (): BreakerPass => {
    const pass = breaker.enter();
    if (pass === undefined) throw new Error('It was refused');
    return pass;
  };
  return { breaker, changes, clock, enter };
}

describe('createBreaker', () => {
  it('counts failures in a row only', () => {
    const { breaker, enter } = openBreaker(2);
    enter().fail();
    enter().succeed();
    enter().fail();
    expect(breaker.state).toBe('closed');
    enter().fail();
    expect(breaker.state).toBe('open');
    expect(breaker.enter()).toBeUndefined();
  });

  it('hears only the first word of a call', () => {
    const { breaker, enter } = openBreaker(2);
    const pass = enter();
    pass.fail();
    pass.fail();
    pass.fail();
    expect(breaker.state).toBe('closed');
  });

  it('hears nothing of calls that began before it opened', () => {
    const { breaker, enter, clock, changes } = openBreaker(1);
    const [early, late] = [enter(), enter()];
    enter().fail();
    early.succeed();
    expect(breaker.state).toBe('open');
    clock.now = 1000;
    const trial = enter();
    late.fail();
    late.succeed();
    expect(breaker.state).toBe('half-open');
    trial.succeed();
    expect([breaker.state, changes]).toEqual(['closed', ['open', 'closed']]);
  });

  it('lets one try at a time, and another one where the first tells nothing', () => {
    const { breaker, enter, clock, changes } = openBreaker(1);
    enter().fail();
    clock.now = 999;
    expect(breaker.enter()).toBeUndefined();
    clock.now = 1000;
    const trial = enter();
    expect(breaker.enter()).toBeUndefined();
    trial.forget();
    enter().fail();
    expect([breaker.state, breaker.since.getTime()]).toEqual(['open', 1000]);
    expect(breaker.enter()).toBeUndefined();
    clock.now = 2000;
    enter().succeed();
    expect(changes).toEqual(['open', 'closed']);
  });
});
