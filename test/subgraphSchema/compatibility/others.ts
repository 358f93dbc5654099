import type { SubgraphParts } from '../../../src/subgraph.js';

/** The users of the suite, whose names and totals differ from those that the products know. */
export const usersParts: SubgraphParts<unknown> = {
  typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type User @key(fields: "email") {
      email: ID!
      name: String
      totalProductsCreated: Int @shareable
      yearsOfEmployment: Int!
    }`,
  references: {
    User: (representations) =>
      representations.map(({ email }) => ({
        email,
        name: 'Of users',
        totalProductsCreated: 40,
        yearsOfEmployment: 10,
      })),
  },
};

interface Measured {
  readonly dimensions?: { readonly size: string; readonly weight: number };
}

const days = ({ dimensions }: Measured) =>
  dimensions?.size === 'small' && dimensions.weight === 1 ? '2 days' : '9 days';

/** The inventory of the suite, whose interface the products extend. */
export const inventoryParts: SubgraphParts<unknown> = {
  typeDefs: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
      import: ["@key", "@requires", "@shareable", "@external"])
    extend type Product @key(fields: "id") {
      id: ID! @external
      dimensions: ProductDimension @external
      delivery(zip: String): DeliveryEstimates @requires(fields: "dimensions { size weight }")
    }
    type ProductDimension @shareable { size: String weight: Float }
    type DeliveryEstimates { estimatedDelivery: String fastestDelivery: String }
    interface Inventory @key(fields: "id") { id: ID! products: [Product!]! }
    type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! products: [Product!]! }
    type Query { inventory(id: ID!): Inventory }`,
  resolvers: {
    Query: {
      inventory: (_: unknown, { id }: { id: string }) => ({
        __typename: 'OpenSourceInventory',
        id,
        products: [{ id: 'apollo-federation' }, { id: 'apollo-studio' }],
      }),
    },
    Product: { delivery: (product: Measured) => ({ estimatedDelivery: days(product), fastestDelivery: '1 day' }) },
  },
};
