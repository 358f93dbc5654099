import { describe, expect, it } from '@jest/globals';
import { createLook } from '../../../src/lib/async/createLook.js';

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A look that takes a while and notes when it began and ended. */
function slow() {
  const notes: string[] = [];
  const errors: unknown[] = [];
  const look = async (): Promise<void> => {
    notes.push('begin');
    await soon(20);
    notes.push('end');
  };
  return { notes, errors, look, onError: (error: unknown) => void errors.push(error) };
}

describe('createLook', () => {
  it('makes one look of those who wake it within a moment, and one more for those who do during it', async () => {
    const { notes, look, onError } = slow();
    const { wake } = createLook(look, { onError, settle: 5 });
    for (let n = 0; n < 10; n += 1) wake();
    await soon(15);
    expect(notes).toEqual(['begin']);
    wake();
    wake();
    await soon(80);
    expect(notes).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('looks one after another, and once for all who wait for the same to end', async () => {
    const { notes, look, onError } = slow();
    const { now } = createLook(look, { onError });
    const first = now();
    await soon(5);
    expect(notes).toEqual(['begin']);
    await Promise.all([first, now(), now(), now()]);
    expect(notes).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('tells of failures those who asked, and looks again', async () => {
    const errors: unknown[] = [];
    let looks = 0;
    const fail = async (): Promise<void> => {
      looks += 1;
      if (looks < 3) throw new Error(`Look ${looks} failed.`);
    };
    const { now, wake } = createLook(fail, { onError: (error) => errors.push(error), settle: 1 });
    await expect(now()).rejects.toThrow('Look 1 failed.');
    expect(errors).toEqual([]);
    wake();
    await soon(20);
    expect(errors).toEqual([new Error('Look 2 failed.')]);
    await now();
    expect(looks).toBe(3);
  });
});
