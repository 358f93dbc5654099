import type { World } from '../World.js';

interface Parcel {
  readonly id: string;
  readonly name: string;
  readonly weight: number | null;
  readonly size: { readonly width: number; readonly height: number | null } | null;
  readonly wrap: {
    readonly __typename: 'Paper' | 'Box';
    readonly layers: number;
    readonly colour?: string;
    readonly strength?: number;
  };
}

const parcels: readonly Parcel[] = [
  {
    id: '1',
    name: 'book',
    weight: 3,
    size: { width: 2, height: 5 },
    wrap: { __typename: 'Paper', layers: 2, colour: 'red' },
  },
  {
    id: '2',
    name: 'lamp',
    weight: null,
    size: { width: 7, height: null },
    wrap: { __typename: 'Box', layers: 1, strength: 9 },
  },
  { id: '3', name: 'pen', weight: 1, size: null, wrap: { __typename: 'Box', layers: 3, strength: 4 } },
];

const parcel = (id: string): Parcel | undefined => parcels.find((one) => one.id === id);

const price = ({ id }: { id: string }, { currency = 'EUR' }: { currency?: string }): number =>
  Number(id) * (currency === 'USD' ? 11 : currency === 'EUR' ? 10 : 7);

type Sent = Pick<Parcel, 'id' | 'weight' | 'size' | 'wrap'> & {
  price: number;
  shipping: number;
  label: string;
  urgent: boolean;
};

const shippingOf = ({ weight, size }: Pick<Parcel, 'weight' | 'size'>): number =>
  (weight ?? 100) + (size === null ? 1000 : size.width * (size.height ?? -1));
const wrapText = ({ wrap }: Pick<Parcel, 'wrap'>): string => `${wrap.layers} ${wrap.colour ?? wrap.strength ?? '?'}`;

/** `@requires`: nulls, nested fields, fragments, arguments, requirements of requirements, in a circle between two subgraphs. */
export const requiring: World = {
  subgraphs: {
    shop: {
      sdl: `
        type Query { parcels: [Parcel!]! parcel(id: ID!): Parcel }
        type Parcel @key(fields: "id") {
          id: ID!
          name: String!
          weight: Int
          size: Size
          wrap: Wrap!
          price(currency: String): Int!
          shipping: Int @external
          label: String @requires(fields: "shipping")
          twin: Parcel
        }
        type Size { width: Int! height: Int }
        interface Wrap { layers: Int! }
        type Paper implements Wrap { layers: Int! colour: String }
        type Box implements Wrap { layers: Int! strength: Int }`,
      resolvers: {
        Query: { parcels: () => parcels, parcel: (_, { id }: { id: string }) => parcel(id) },
        Parcel: {
          __resolveReference: (sent: Sent) => ({ ...sent, ...parcel(sent.id) }),
          price,
          label: ({ name, shipping }: Parcel & Sent) => `${name} for ${shipping}`,
          twin: ({ id }: Parcel) => parcel(id === '3' ? '1' : '3'),
        },
      },
    },
    post: {
      sdl: `
        type Query { urgent: [Parcel] }
        type Parcel @key(fields: "id") {
          id: ID!
          weight: Int @external
          size: Size @external
          label: String @external
          price(currency: String): Int! @external
          shipping: Int @requires(fields: "weight size { width height }")
          stamp: String @requires(fields: "label")
          dollars: Int @requires(fields: "price(currency: \\"USD\\")")
          euros: Int @requires(fields: "price(currency: \\"EUR\\")")
          heavy: Boolean! @requires(fields: "weight")
        }
        type Size { width: Int! @external height: Int @external }`,
      resolvers: {
        Query: { urgent: () => [{ id: '2' }, null, { id: '1' }] },
        Parcel: {
          __resolveReference: (sent: Sent) => sent,
          shipping: shippingOf,
          stamp: ({ label }: Sent) => `[${label}]`,
          dollars: ({ price: sent }: Sent) => sent,
          euros: ({ price: sent }: Sent) => sent,
          heavy: ({ weight }: Sent) => weight !== null && weight > 2,
        },
      },
    },
    care: {
      sdl: `
        type Parcel @key(fields: "id") {
          id: ID!
          wrap: Wrap! @external
          care: String! @requires(fields: "wrap { layers ... on Paper { colour } ... on Box { strength } }")
        }
        interface Wrap { layers: Int! }
        type Paper implements Wrap { layers: Int! @external colour: String @external }
        type Box implements Wrap { layers: Int! @external strength: Int @external }`,
      resolvers: { Parcel: { __resolveReference: (sent: Sent) => sent, care: wrapText } },
    },
  },
  whole: {
    sdl: `
      type Query { parcels: [Parcel!]! parcel(id: ID!): Parcel urgent: [Parcel] }
      type Parcel {
        id: ID! name: String! weight: Int size: Size wrap: Wrap! price(currency: String): Int! label: String twin: Parcel
        shipping: Int stamp: String dollars: Int euros: Int heavy: Boolean! care: String!
      }
      type Size { width: Int! height: Int }
      interface Wrap { layers: Int! }
      type Paper implements Wrap { layers: Int! colour: String }
      type Box implements Wrap { layers: Int! strength: Int }`,
    resolvers: {
      Query: {
        parcels: () => parcels,
        parcel: (_, { id }: { id: string }) => parcel(id),
        urgent: () => [parcel('2'), null, parcel('1')],
      },
      Parcel: {
        price,
        twin: ({ id }: Parcel) => parcel(id === '3' ? '1' : '3'),
        shipping: shippingOf,
        label: (one: Parcel) => `${one.name} for ${shippingOf(one)}`,
        stamp: (one: Parcel) => `[${one.name} for ${shippingOf(one)}]`,
        dollars: (one: Parcel) => price(one, { currency: 'USD' }),
        euros: (one: Parcel) => price(one, { currency: 'EUR' }),
        heavy: ({ weight }: Parcel) => weight !== null && weight > 2,
        care: wrapText,
      },
    },
  },
  // The planner may put it together with what requires the same field otherwise, which is refused.
  leaveOut: ['Parcel.dollars'],
  documents: [
    '{ parcels { shipping } }',
    '{ parcels { name shipping label stamp } }',
    '{ urgent { stamp heavy } }',
    '{ urgent { id: stamp name: id } }',
    '{ parcels { care } }',
    '{ parcel(id: 2) { care wrap { __typename layers ... on Box { strength } } } }',
    '{ parcels { dollars euros } }',
    '{ parcels { price(currency: "GBP") dollars euros weight: id } }',
    '{ parcels { price: dollars dollars: euros euros: price(currency: "USD") } }',
    ['query ($c: String) { parcels { a: price(currency: $c) b: price dollars } }', { c: 'USD' }],
    ['query ($c: String = "USD") { parcels { price(currency: $c) dollars } }', {}],
    '{ parcels { twin { twin { stamp care } shipping } stamp } }',
    '{ parcel(id: 9) { stamp } urgent { twin { heavy } } }',
    '{ parcels { size { width } shipping size { height } } }',
    '{ parcels { size: weight weight: shipping shipping: name } }',
    '{ parcels { ... on Parcel { stamp ... { heavy } } ...P } } fragment P on Parcel { label ...Q } fragment Q on Parcel { care }',
  ],
  unstitched: {
    '{ parcels { name shipping label stamp } }':
      'stitching does not go a second time to a subgraph for what a field requires',
    '{ urgent { stamp heavy } }': 'stitching does not go a second time to a subgraph for what a field requires',
    '{ urgent { id: stamp name: id } }': 'stitching does not go a second time to a subgraph for what a field requires',
    '{ parcels { twin { twin { stamp care } shipping } stamp } }':
      'stitching does not go a second time to a subgraph for what a field requires',
    '{ parcels { ... on Parcel { stamp ... { heavy } } ...P } } fragment P on Parcel { label ...Q } fragment Q on Parcel { care }':
      'stitching does not go a second time to a subgraph for what a field requires',
  },
};
