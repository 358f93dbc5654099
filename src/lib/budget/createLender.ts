import type { Lender } from './Budget.js';

/** Of the whole, what stays for requests that have borrowed nothing yet: small ones pass beside large ones. */
const forSmall = 0.1;

/** Lends at most `limit` bytes to all requests together. */
export function createLender(limit: number): Lender {
  const forLarge = limit * (1 - forSmall);
  let lent = 0;
  return {
    lend(bytes, borrowed) {
      if (lent + bytes > (borrowed === 0 ? limit : forLarge)) return false;
      lent += bytes;
      return true;
    },
    giveBack(bytes) {
      lent -= bytes;
    },
  };
}
