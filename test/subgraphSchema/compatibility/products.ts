import type { Representation, SubgraphParts } from '../../../src/subgraph.js';

/** The subgraph that the compatibility suite of Apollo asks every library to serve, as its document COMPATIBILITY.md publishes it. */
export const productsSdl = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.3"
    import: [
      "@composeDirective", "@extends", "@external", "@inaccessible", "@interfaceObject", "@key", "@override", "@provides",
      "@requires", "@shareable", "@tag"
    ]
  )
  @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
  @composeDirective(name: "@custom")

directive @custom on OBJECT

extend type Query {
  product(id: ID!): Product
  deprecatedProduct(sku: String!, package: String!): DeprecatedProduct @deprecated(reason: "Use product query instead")
}

type Product @custom @key(fields: "id") @key(fields: "sku package") @key(fields: "sku variation { id }") {
  id: ID!
  sku: String
  package: String
  variation: ProductVariation
  dimensions: ProductDimension
  createdBy: User @provides(fields: "totalProductsCreated")
  notes: String @tag(name: "internal")
  research: [ProductResearch!]!
}

type ProductVariation {
  id: ID!
}

type ProductDimension @shareable {
  size: String
  weight: Float
  unit: String @inaccessible
}

type ProductResearch @key(fields: "study { caseNumber }") {
  study: CaseStudy!
  outcome: String
}

type CaseStudy {
  caseNumber: ID!
  description: String
}

type DeprecatedProduct @key(fields: "sku package") {
  sku: String!
  package: String!
  reason: String
  createdBy: User
}

extend type User @key(fields: "email") {
  email: ID! @external
  name: String @override(from: "users")
  totalProductsCreated: Int @external
  yearsOfEmployment: Int! @external
  averageProductsCreatedPerYear: Int @requires(fields: "totalProductsCreated yearsOfEmployment")
}

type Inventory @interfaceObject @key(fields: "id") {
  id: ID!
  deprecatedProducts: [DeprecatedProduct!]!
}
`;

const user = { email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337 };
const dimensions = { size: 'small', weight: 1, unit: 'kg' };

const research = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
] as const;

const shared = { dimensions, createdBy: user, notes: null };
const products = [
  {
    ...shared,
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    research: [research[0]],
  },
  {
    ...shared,
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    research: [research[1]],
  },
] as const;

const deprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: user,
} as const;

const findDeprecated = ({ sku, package: named }: Readonly<Record<string, unknown>>) =>
  sku === deprecatedProduct.sku && named === deprecatedProduct.package ? deprecatedProduct : null;

/** A product by whichever of its keys is given. */
function findProduct({ id, sku, package: named, variation }: Representation) {
  const found = products.find((one) => {
    if (id !== undefined) return one.id === id;
    if (named !== undefined) return one.sku === sku && one.package === named;
    return one.sku === sku && one.variation.id === (variation as { readonly id: string }).id;
  });
  return found ?? null;
}

/** What another subgraph knows of the user is kept: fields are worked out from it. */
const findUser = ({ email, ...required }: Representation) => (email === user.email ? { ...user, ...required } : null);

interface WorkedOut {
  readonly totalProductsCreated?: number;
  readonly yearsOfEmployment: number;
}

/** The products of the suite, with the data that it expects. */
export const productsParts: SubgraphParts<unknown> = {
  typeDefs: productsSdl,
  resolvers: {
    Query: {
      product: (_: unknown, { id }: { id: string }) => products.find((one) => one.id === id),
      deprecatedProduct: (_: unknown, key: { sku: string; package: string }) => findDeprecated(key),
    },
    User: {
      averageProductsCreatedPerYear: ({ totalProductsCreated, yearsOfEmployment }: WorkedOut) =>
        totalProductsCreated === undefined ? null : Math.round(totalProductsCreated / yearsOfEmployment),
    },
    Inventory: { deprecatedProducts: () => [deprecatedProduct] },
  },
  references: {
    Product: (representations) => representations.map(findProduct),
    DeprecatedProduct: (representations) => representations.map(findDeprecated),
    ProductResearch: (representations) =>
      representations.map(
        ({ study }) =>
          research.find((one) => one.study.caseNumber === (study as { caseNumber: string }).caseNumber) ?? null,
      ),
    User: (representations) => representations.map(findUser),
    Inventory: (representations) => representations.map(({ id }) => (id === 'apollo-oss' ? { id } : null)),
  },
};
