// Asks Facet by published documents alone, and keeps within its budget. Plain Node, no packages: node client.js KEY [URL]
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const [key, url = `http://127.0.0.1:${process.env.PORT ?? 4000}`] = process.argv.slice(2);
if (key === undefined) {
  console.error('Usage: node client.js KEY [URL]');
  process.exit(1);
}

const { operations } = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url), 'utf8'));
const idOf = (name) => operations.find((operation) => operation.name === name).id;
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

/** The number of a parameter of a RateLimit header: 588 for "r" of `"default";r=588;t=10`. */
const parameter = (header, name) => Number(new RegExp(`;${name}=(\\d+)`).exec(header ?? '')?.[1]);

/** Sends a request; where the budget is spent (429) or the server is busy (503), waits as long as it is told and sends it again. */
async function send(address, options) {
  for (;;) {
    const response = await fetch(address, options);
    if (response.status !== 429 && response.status !== 503) return response;
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    console.log(`… ${response.status}: waiting ${seconds} s, as Retry-After says`);
    await response.text();
    await wait(1000 * seconds);
  }
}

/** What was asked cost, and what is left of the budget. */
function tellBudget(response) {
  const header = (name) => response.headers.get(name);
  const [estimated, actual, max] = ['estimated', 'actual', 'max'].map((name) => header(`x-cost-${name}`));
  const [policy, now] = [header('ratelimit-policy'), header('ratelimit')];
  console.log(`  cost ${actual} (estimated ${estimated}, ${max} at most)`);
  console.log(
    `  ${parameter(now, 'r')} of ${parameter(policy, 'q')} points are left; ` +
      `all are back in ${parameter(now, 't')} s of ${parameter(policy, 'w')}`,
  );
}

/** Asks by a document's id; the data, or an error with the code and the sentence of the first error. */
async function ask(name, variables) {
  const body = JSON.stringify({ documentId: idOf(name), variables });
  const response = await send(`${url}/graphql`, { method: 'POST', headers, body });
  const { data, errors, extensions } = await response.json();
  if (errors !== undefined) throw new Error(`${errors[0].extensions?.code}: ${errors[0].message}`);
  console.log(`${name} of ${Object.values(variables)[0]}`);
  tellBudget(response);
  if (extensions?.masked) console.log(`  masked: ${extensions.masked.join(', ')}`);
  return data;
}

const rows = (connection) => connection.edges.map((edge) => edge.node);

const { customers } = await ask('Buyers', { city: 'Leipzig', first: 3 });
for (const { id, fullName, email, gender, address } of rows(customers))
  console.log(`  ${id}  ${fullName}  ${email}  ${gender}  ${address.postal} ${address.city}`);

const { customer } = await ask('Buyer', { id: rows(customers)[0].id });
for (const order of rows(customer.orders))
  console.log(`  order ${order.id}  ${order.brand}  ${order.netRevenue} ${order.currency}`);

const { ordersAggregate } = await ask('SalesByChannel', { from: '2020-01-01T00:00:00Z' });
for (const group of rows(ordersAggregate))
  console.log(`  ${group.keys[0].value}: ${group.count} orders of ${group.customers} customers, ${group.sum}`);

// Anything that is not published is refused.
const text = JSON.stringify({ query: '{ customers { totalCount } }' });
const refused = await send(`${url}/graphql`, { method: 'POST', headers, body: text });
const [{ message, extensions }] = (await refused.json()).errors;
console.log(`Another text: ${refused.status} ${extensions.code}: ${message}`);

// Two pages of 100 are more than the rest of the budget.
for (let after = null, page = 1; page <= 2; page += 1) {
  const { edges, pageInfo } = (await ask('Buyers', { city: 'Leipzig', first: 100, after })).customers;
  console.log(`  page ${page}: ${edges.length} customers`);
  if (!pageInfo.hasNextPage) break;
  after = pageInfo.endCursor;
}

// The same for a spreadsheet.
const csv = await send(`${url}/documents/Buyers.csv?city=Leipzig&first=2`, { headers });
console.log(`Buyers.csv\n${(await csv.text()).trimEnd()}`);
