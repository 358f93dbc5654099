import { describe, expect, it } from '@jest/globals';
import { Mailbox } from '../../../src/lib/async/Mailbox.js';

const done = { done: true, value: undefined };
const told = (value: unknown) => ({ done: false, value });

describe('Mailbox', () => {
  it('gives values in their order, to those who wait first', async () => {
    const mailbox = new Mailbox<number>();
    const waiting = [mailbox.next(), mailbox.next()];
    for (const n of [1, 2, 3, 4]) mailbox.push(n);
    expect(await Promise.all(waiting)).toEqual([told(1), told(2)]);
    expect(mailbox.size).toBe(2);
    expect([await mailbox.next(), await mailbox.next()]).toEqual([told(3), told(4)]);
  });

  it('can be ended, and what is in it be taken', async () => {
    const mailbox = new Mailbox<number>();
    mailbox.push(1);
    mailbox.end();
    mailbox.push(2);
    expect([await mailbox.next(), await mailbox.next(), await mailbox.next()]).toEqual([told(1), done, done]);
    const empty = new Mailbox<number>();
    const waiting = empty.next();
    empty.end();
    expect(await waiting).toEqual(done);
  });

  it('can be returned, which frees who waits and drops what is in it', async () => {
    let returned = 0;
    const mailbox = new Mailbox<number>(() => (returned += 1));
    mailbox.push(1);
    expect(await mailbox.return()).toEqual(done);
    expect([await mailbox.next(), mailbox.size, returned]).toEqual([done, 0, 1]);
    const other = new Mailbox<number>();
    const waiting = other.next();
    await other.return();
    expect(await waiting).toEqual(done);
  });

  it('is what a loop goes over', async () => {
    const mailbox = new Mailbox<number>();
    for (const n of [1, 2]) mailbox.push(n);
    mailbox.end();
    const seen: number[] = [];
    for await (const n of mailbox) seen.push(n);
    expect(seen).toEqual([1, 2]);
  });
});
