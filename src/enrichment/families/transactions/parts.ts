import { periods, filtered } from './periods.js';

/** What expressions of attributes are made of: SQL of aggregates, by the name of the column. */
export type Parts = ReadonlyMap<string, string>;

/** A column of an order that is kept of the first, second and latest one. */
export const orderFacts = [
  'placed_at',
  'placed_day',
  'order_id',
  'brand',
  'channel',
  'store',
  'items',
  'revenue',
  'net',
  'cost',
];

/** The orders that attributes tell of by themselves, as SQL over an order `o` and a point `p`. */
const places = {
  first: 'o.place = 1',
  second: 'o.place = 2',
  third: 'o.place = 3',
  latest: '(o.next_placed is null or o.next_placed > p.point)',
};

/** Over the orders `o` of a customer as they stood on a point `p`. */
export const orderParts: Parts = new Map([
  ...periods.flatMap(({ name, holds }): [string, string][] => [
    [`${name}_orders`, filtered('count(*)', holds)],
    [`${name}_revenue`, filtered('sum(o.revenue)', holds)],
    [`${name}_items`, filtered('sum(o.items)', holds)],
    [`${name}_cost`, filtered('sum(o.cost)', holds)],
    [`${name}_net`, filtered('sum(o.net)', holds)],
    [`${name}_largest`, filtered('max(o.revenue)', holds)],
    [`${name}_largest_net`, filtered('max(case when o.net > 0 then o.net end)', holds)],
  ]),
  ...Object.entries(places).flatMap(([place, holds]) =>
    orderFacts.map((column): [string, string] => [`${place}_${column}`, filtered(`max(o.${column})`, holds)]),
  ),
]);

/** Brands, channels and stores, which are counted alike. */
export const valueNames = ['brand', 'channel', 'store'] as const;

/** SQL: a value of an order, by the kind `k.kind`. */
export const orderValue = `case k.kind ${valueNames.map((kind) => `when '${kind}' then o.${kind}`).join(' ')} end`;

/** SQL over the orders of one value: how many lie in each period, and the place of the newest of them. */
export const valueCounts: string = periods
  .map(
    ({ name, holds }) =>
      `${filtered('count(*)', holds)} as ${name}, ${filtered('max(o.place)', holds)} as ${name}_newest`,
  )
  .join(', ');

/** Digits of an encoded number of orders, and of a place. */
const digits = 12;

const padded = (number: string): string => `lpad(${number}::text, ${digits}, '0')`;

/** Over the values `x` of a customer: how many different ones, and that of most orders; of equals that of the newest order. */
export const valueParts: Parts = new Map(
  periods.flatMap(({ name }) =>
    valueNames.flatMap((kind): [string, string][] => {
      const holds = `x.kind = '${kind}' and x.${name} > 0`;
      const sorted = `${padded(`x.${name}`)} || ${padded(`x.${name}_newest`)} || x.value`;
      return [
        [`${name}_${kind}s`, filtered('count(*)', holds)],
        [`${name}_${kind}`, `substr(${filtered(`max((${sorted}) collate "C")`, holds)}, ${2 * digits + 1})`],
      ];
    }),
  ),
);

const kindsOfMoves = { returned: 'm.is_return', canceled: 'm.is_cancellation' };

/** Over the movements `m` of a customer up to a point: what was returned and cancelled, by the day that it was. */
export const moveParts: Parts = new Map(
  periods.flatMap(({ name, holdsMove }) =>
    Object.entries(kindsOfMoves).flatMap(([kind, is]): [string, string][] => [
      [
        `${name}_${kind}_orders`,
        filtered('count(distinct m.order_id)', holdsMove === undefined ? is : `${is} and ${holdsMove}`),
      ],
      [`${name}_${kind}_revenue`, filtered(`sum(m.${kind}_revenue)`, holdsMove)],
      [`${name}_${kind}_items`, filtered(`sum(m.${kind}_items)`, holdsMove)],
    ]),
  ),
);
