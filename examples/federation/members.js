// What the loyalty team knows of customers. A real one would read it from its own database.

const steps = [
  { tier: 'GOLD', from: 6000 },
  { tier: 'SILVER', from: 2500 },
  { tier: 'BRONZE', from: 0 },
];

/** Customers who were honoured this month, by their keys. */
export const honoured = ['1111113001036105', '1111113001034507', '1111113001041207'];

/** The account of a customer, made of the digits of the key; null for a key that ends in 0, who is no member. */
export function accountOf(customerId) {
  if (!/^\d{4,}$/.test(customerId) || customerId.endsWith('0')) return null;
  const points = Number(customerId.slice(-4));
  const { tier } = steps.find(({ from }) => points >= from);
  const since = `${2010 + (points % 12)}-${String(1 + (points % 9)).padStart(2, '0')}-15`;
  return { number: `L${customerId}`, tier, points, since, customer: { id: customerId } };
}

/** The account of the number on a card; null when unknown. */
export const accountOfNumber = (number) => (number.startsWith('L') ? accountOf(number.slice(1)) : null);

/** What the next letter to a customer says; null for who is no member. */
export function letterTo({ id, fullName }) {
  const account = accountOf(id);
  if (account === null) return null;
  const next = steps.findLast(({ from }) => from > account.points);
  const text = next === undefined ? 'thank you for everything' : `${next.from - account.points} points to ${next.tier}`;
  return `Dear ${fullName ?? 'customer'}, ${text}.`;
}
