import { createDraws } from '../serve/random.js';
import { median } from '../serve/statistics.js';
import { growthQuestions, type Question } from './questions.js';

type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>;

/** Asks a server with a key; throws where it answers with an error. */
export const asker =
  (url: string, key: string): Ask =>
  async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    if (errors !== undefined || !data) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  };

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function timeQuestion(ask: Ask, { query, variables, times }: Question): Promise<number> {
  const draw = createDraws(1);
  const taken: number[] = [];
  // The first two are for plans and caches.
  for (let n = -2; n < times; n += 1) {
    const time = await milliseconds(() => ask(query, variables(draw)));
    if (n >= 0) taken.push(time);
  }
  return median(taken);
}

interface Page {
  readonly customers: { readonly pageInfo: { readonly endCursor: string | null } };
}

const pageQuery = `query ($orderBy: [CustomerOrder!], $first: Int, $after: String) {
  customers(orderBy: $orderBy, first: $first, after: $after) { edges { node { id } } pageInfo { endCursor } } }`;

/** Medians of pages of 50 at the start of the list and behind half of all customers. */
async function timePages(ask: Ask, customers: number, orderBy: readonly object[]): Promise<readonly [number, number]> {
  const page = (first: number, after: string | null) => ask(pageQuery, { orderBy, first, after }) as Promise<unknown>;
  const timed = async (after: string | null): Promise<number> => {
    const taken: number[] = [];
    for (let n = 0; n < 20; n += 1) taken.push(await milliseconds(() => page(50, after)));
    return median(taken);
  };
  const start = await timed(null);
  let after: string | null = null;
  for (let passed = 0; passed + 1000 <= customers / 2; passed += 1000)
    after = ((await page(1000, after)) as Page).customers.pageInfo.endCursor;
  return [start, await timed(after)];
}

/** Milliseconds of each question, by its name. */
export async function timeQuestions(ask: Ask, customers: number): Promise<Readonly<Record<string, number>>> {
  const times: Record<string, number> = {};
  for (const question of growthQuestions(customers)) times[question.name] = await timeQuestion(ask, question);
  const pages = { 'by key': [], 'by an indexed alias': [{ attribute: 'VISITS' }] };
  for (const [name, orderBy] of Object.entries(pages))
    [times[`page ${name}, the first`], times[`page ${name}, behind half of all`]] = await timePages(
      ask,
      customers,
      orderBy,
    );
  return times;
}
