import { drawCustomer, drawn, serveCases, type Variables } from '../serve/cases.js';
import { customerKey, volume } from '../serve/volume.js';
import type { GatewayName } from './gateways.js';

/** A question to gateways. */
export interface FederationCase {
  readonly name: string;
  readonly title: string;
  readonly clients: number;
  readonly document: string;
  readonly stream: (seed: number, streams: number) => Iterable<Variables>;
  /** Values of an answer at least. */
  readonly values: number;
  /** How often and how long where a whole run is to tell small differences: many short rounds. */
  readonly finely?: { readonly rounds: number; readonly seconds: number };
  /** Who is asked it. */
  readonly by: readonly GatewayName[];
}

const pageLength = 50;

const pageStream = (seed: number): Iterable<Variables> =>
  drawn(seed, (draw) => ({ after: customerKey(draw(volume.customers - pageLength)) }));

const page = (fields: string): string =>
  `query ($after: String!) { customers(filter: { id: { gt: $after } }, first: ${pageLength}) { edges { node { ${fields} } } } }`;

const finely = { rounds: 40, seconds: 0.8 };

/** One customer by its key, as `facet serve` is asked it by the other bench. */
const keyDocument = serveCases.find(({ name }) => name === 'key')?.documents.facet ?? '';

/** The questions: two that only a gateway can answer, and two of which every field is Facet's own. */
export const federationCases: readonly FederationCase[] = [
  {
    name: 'joined',
    title: `${pageLength} customers with 2 local and 2 remote fields`,
    clients: 8,
    document: page('fullName email tier points'),
    stream: pageStream,
    values: pageLength * 4,
    by: ['facet', 'facet-remote', 'hive', 'hive-router'],
  },
  {
    name: 'one',
    title: 'one customer with 2 local and 2 remote fields',
    clients: 16,
    document: 'query ($id: ID!) { customer(id: $id) { fullName email tier points } }',
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw) })),
    values: 4,
    by: ['facet', 'facet-remote', 'hive', 'hive-router'],
  },
  {
    name: 'local-page',
    title: `${pageLength} customers with 2 local fields`,
    clients: 8,
    document: page('fullName email'),
    stream: pageStream,
    values: pageLength * 2,
    finely,
    by: ['facet', 'facet-alone', 'facet-again'],
  },
  {
    name: 'local-key',
    title: 'one customer by id, 19 local fields',
    clients: 16,
    document: keyDocument,
    stream: (seed) => drawn(seed, (draw) => ({ id: drawCustomer(draw) })),
    values: 22,
    finely,
    by: ['facet', 'facet-alone', 'facet-again'],
  },
];
