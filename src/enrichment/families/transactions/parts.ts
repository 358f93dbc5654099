import { periods, within } from './periods.js';

/** What expressions of attributes are made of: SQL of aggregates, by the name of the column. */
export type Parts = ReadonlyMap<string, string>;

/** A column of an order that is kept of the first, second and latest one. */
export const orderColumns = [
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
    [`${name}_orders`, within('count(*)', holds)],
    [`${name}_revenue`, within('sum(o.revenue)', holds)],
    [`${name}_items`, within('sum(o.items)', holds)],
    [`${name}_cost`, within('sum(o.cost)', holds)],
    [`${name}_net`, within('sum(o.net)', holds)],
    [`${name}_largest`, within('max(o.revenue)', holds)],
    [`${name}_largest_net`, within('max(case when o.net > 0 then o.net end)', holds)],
  ]),
  ...Object.entries(places).flatMap(([place, holds]) =>
    orderColumns.map((column): [string, string] => [`${place}_${column}`, within(`max(o.${column})`, holds)]),
  ),
]);

/** Brands, channels and stores, which are counted alike. */
export const valueKinds = ['brand', 'channel', 'store'] as const;

/** SQL: a value of an order, by the kind `k.kind`. */
export const orderValue = `case k.kind ${valueKinds.map((kind) => `when '${kind}' then o.${kind}`).join(' ')} end`;

/** SQL over the orders of one value: how many lie in each period, and the place of the newest of them. */
export const valueCounts: string = periods
  .map(
    ({ name, holds }) => `${within('count(*)', holds)} as ${name}, ${within('max(o.place)', holds)} as ${name}_newest`,
  )
  .join(', ');

/** Digits of an encoded number of orders, and of a place. */
const digits = 12;

const padded = (number: string): string => `lpad(${number}::text, ${digits}, '0')`;

/** Over the values `x` of a customer: how many different ones, and that of most orders; of equals that of the newest order. */
export const valueParts: Parts = new Map(
  periods.flatMap(({ name }) =>
    valueKinds.flatMap((kind): [string, string][] => {
      const holds = `x.kind = '${kind}' and x.${name} > 0`;
      const sorted = `${padded(`x.${name}`)} || ${padded(`x.${name}_newest`)} || x.value`;
      return [
        [`${name}_${kind}s`, within('count(*)', holds)],
        [`${name}_${kind}`, `substr(${within(`max((${sorted}) collate "C")`, holds)}, ${2 * digits + 1})`],
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
        within('count(distinct m.order_id)', holdsMove === undefined ? is : `${is} and ${holdsMove}`),
      ],
      [`${name}_${kind}_revenue`, within(`sum(m.${kind}_revenue)`, holdsMove)],
      [`${name}_${kind}_items`, within(`sum(m.${kind}_items)`, holdsMove)],
    ]),
  ),
);
