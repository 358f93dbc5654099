import { createKey } from '../../../src/access/keys/keys.js';
import type { Sql } from '../../../src/db/client.js';
import type { Random } from './random.js';

/** A question whose answer is known beforehand. */
export interface Question {
  readonly kind: string;
  readonly query: string;
  readonly variables: object;
  /** What is right, as `JSON.stringify` writes it; undefined for a question that takes longer than a statement may. */
  readonly data: string | undefined;
}

const customers = 1000;
const cities = ['Leipzig', 'Berlin', 'Paris', 'Hamburg', 'Wien', 'Lyon', 'Köln', 'Marseille', 'Rotterdam', 'Dresden'];
const sleeps = [10, 30, 80, 300] as const;
const sleepers = 10;
/** Longer than any statement may take here. */
const tooLong = 30_000;

const idOf = (n: number): string => `C${String(n).padStart(4, '0')}`;
const nameOf = (n: number): string => `Person ${n} ${String.fromCharCode(97 + (n % 26)).repeat(2500)}`;
const emailOf = (n: number): string => `person${n}@example.com`;
const cityOf = (n: number): string => cities[n % cities.length] as string;

/**
 * Fills a migrated database with customers, and with campaigns that take their time: each read of the campaign
 * `sleeps-80-3` waits for 80 ms in PostgreSQL.
 */
export async function fillCrowd(client: Sql): Promise<void> {
  const rows = Array.from({ length: customers }, (_, n) => ({
    customer_id: idOf(n),
    full_name: nameOf(n),
    email: emailOf(n),
    city: cityOf(n),
    source_records: 1,
    load_id: '0',
  }));
  await client`insert into facet.customers ${client(rows)}`;
  const campaigns = [...sleeps, tooLong].flatMap((ms) =>
    Array.from({ length: sleepers }, (_, n) => ({
      plan_id: `sleeps-${ms}-${n}`,
      campaign_name: `Campaign ${n} of ${ms} ms`,
      execution_start_date: '2026-01-01',
    })),
  );
  await client`insert into facet.campaigns ${client(campaigns)}`;
  await client`alter table facet.campaigns rename to sleepless_campaigns`;
  await client`
    create view facet.campaigns as
    select c.* from facet.sleepless_campaigns c, lateral pg_sleep(split_part(c.plan_id, '-', 2)::float8 / 1000) as slept`;
  await client`vacuum analyze facet.customers`;
}

/** API keys of many clients, so that most requests have theirs looked up. */
export async function makeKeys(client: Sql, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let n = 0; n < count; n += 1) keys.push(await createKey(client, `client ${n}`, new Date()));
  return keys;
}

/** A key that was never made. */
export const unknownKey = (random: Random): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `facet_${Array.from({ length: 43 }, () => letters.charAt(random.below(letters.length))).join('')}`;
};

/** One customer by its key; null from 1,000 on. */
export const customerQuestion = (n: number): Question => ({
  kind: 'customer',
  query: 'query ($id: ID!) { customer(id: $id) { id fullName email } }',
  variables: { id: idOf(n) },
  data: JSON.stringify({
    customer: n < customers ? { id: idOf(n), fullName: nameOf(n), email: emailOf(n) } : null,
  }),
});

const edges = (numbers: readonly number[], node: (n: number) => object) => numbers.map((n) => ({ node: node(n) }));

/** The first customers of a city, and how many live there. */
export const cityQuestion = (place: number, first: number): Question => {
  const all = Array.from({ length: customers / cities.length }, (_, n) => n * cities.length + (place % cities.length));
  return {
    kind: 'city',
    query: `query ($city: String!, $first: Int!) { customers(filter: { city: { is: $city } }, first: $first) {
      totalCount edges { node { id email address { city } } } } }`,
    variables: { city: cityOf(place), first },
    data: JSON.stringify({
      customers: {
        totalCount: all.length,
        edges: edges(all.slice(0, first), (n) => ({ id: idOf(n), email: emailOf(n), address: { city: cityOf(n) } })),
      },
    }),
  };
};

/** All customers with their long names: 2.5 MB. */
export const everybodyQuestion: Question = {
  kind: 'everybody',
  query: '{ customers(first: 1000) { edges { node { id fullName } } } }',
  variables: {},
  data: JSON.stringify({
    customers: {
      edges: edges(
        Array.from({ length: customers }, (_, n) => n),
        (n) => ({ id: idOf(n), fullName: nameOf(n) }),
      ),
    },
  }),
};

/** A statement that waits in PostgreSQL for so many milliseconds. */
export const sleepQuestion = (ms: (typeof sleeps)[number], n: number): Question => ({
  kind: 'sleep',
  query: 'query ($id: ID!) { campaign(planId: $id) { planId name } }',
  variables: { id: `sleeps-${ms}-${n % sleepers}` },
  data: JSON.stringify({
    campaign: { planId: `sleeps-${ms}-${n % sleepers}`, name: `Campaign ${n % sleepers} of ${ms} ms` },
  }),
});

/** A statement that the statement timeout ends. */
export const endlessQuestion = (n: number): Question => ({
  ...sleepQuestion(10, n),
  kind: 'endless',
  variables: { id: `sleeps-${tooLong}-${n % sleepers}` },
  data: undefined,
});

/** A customer and a campaign at once, by two statements. */
const pairQuestion = (n: number, m: number): Question => ({
  kind: 'pair',
  query: `query ($id: ID!, $plan: ID!) { customer(id: $id) { id email } campaign(planId: $plan) { name } }`,
  variables: { id: idOf(n), plan: `sleeps-10-${m % sleepers}` },
  data: JSON.stringify({
    customer: { id: idOf(n), email: emailOf(n) },
    campaign: { name: `Campaign ${m % sleepers} of 10 ms` },
  }),
});

/** Any small question. */
export const quickQuestion = (random: Random): Question =>
  random.below(2) === 0 ? customerQuestion(random.below(1050)) : cityQuestion(random.below(10), 1 + random.below(5));

/** Any question: mostly quick ones, every fifth slow, some large, some that take too long. */
export function anyQuestion(random: Random): Question {
  const chance = random.below(100);
  if (chance < 2) return endlessQuestion(random.below(sleepers));
  if (chance < 5) return everybodyQuestion;
  if (chance < 20) return sleepQuestion(random.pick([10, 30, 80]), random.below(sleepers));
  if (chance < 30) return pairQuestion(random.below(customers), random.below(sleepers));
  return quickQuestion(random);
}

/** One request of `count` statements that wait for 300 ms each, or that the statement timeout ends. */
export const manySleepsQuestion = (count: number, ms: 300 | typeof tooLong): Question => {
  const aliases = Array.from({ length: count }, (_, n) => n);
  return {
    kind: 'many',
    query: `{ ${aliases.map((n) => `a${n}: campaigns(first: ${n + 1}, filter: { planIds: ["sleeps-${ms}-0"] }) { totalCount }`).join(' ')} }`,
    variables: {},
    data:
      ms === tooLong ? undefined : JSON.stringify(Object.fromEntries(aliases.map((n) => [`a${n}`, { totalCount: 1 }]))),
  };
};
