import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CustomerSalesQuery, CustomerSalesQueryVariables } from './generated.js';

const document = readFileSync(new URL('operations.graphql', import.meta.url), 'utf8');

/** Where Facet answers, e.g. `http://127.0.0.1:4000/graphql`; the key only where the server wants one. */
export interface Server {
  readonly url: string;
  readonly key?: string;
}

/** Sends one operation. Throws an error with the server's words when any part of it fails. */
async function send<Result>({ url, key }: Server, query: string, variables: object): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Result; errors?: { message: string }[] };
  if (data != null && errors === undefined) return data;
  throw new Error(errors?.map(({ message }) => message).join('; ') ?? `The server answered ${response.status}.`);
}

/** What a customer buys, as of the newest complete day on or before the date (default: the newest); null when unknown. */
export const customerSales = async (
  server: Server,
  variables: CustomerSalesQueryVariables,
): Promise<CustomerSalesQuery['customer']> => (await send<CustomerSalesQuery>(server, document, variables)).customer;

/** A customer's sales in a sentence. Every field below is checked against the schema when this file is compiled. */
export function describe(customer: CustomerSalesQuery['customer']): string {
  if (customer === null) return 'There is no such customer.';
  const { id, fullName, profile } = customer;
  if (profile === null) return `${fullName ?? id} has no snapshot yet.`;
  const { ecomNumberOfOrders, ecomTotalNetSalesAmount, ecomTotalNetSalesAmount1m } = profile.fields;
  return (
    `${fullName ?? id}, up to ${profile.date}: ${ecomNumberOfOrders ?? 0} orders, net sales ` +
    `${ecomTotalNetSalesAmount ?? '0'}, of which ${ecomTotalNetSalesAmount1m ?? '0'} in the last month.`
  );
}

/** `npx tsx examples/typed-client/client.ts [CUSTOMER]` against a running `npm start`. */
async function main(): Promise<void> {
  const [id = '1111113001034507'] = process.argv.slice(2);
  const key = process.env['FACET_KEY'];
  const url = process.env['FACET_URL'] ?? 'http://127.0.0.1:4000/graphql';
  console.log(describe(await customerSales({ url, ...(key !== undefined && { key }) }, { id })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
