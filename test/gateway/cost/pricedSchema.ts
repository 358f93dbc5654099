import { buildSchema, parse, validate } from 'graphql';
import { Pricing } from '../../../src/gateway/cost/Pricing.js';

/** A schema with all that costs are said of. */
export const pricedSchema = buildSchema(`
  directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
    requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    me: User
    users(first: Int = 5): [User!]! @listSize(slicingArguments: ["first"], assumedSize: 50)
    page(first: Int, last: Int): Page
      @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
    byIds(ids: [ID!]!): [User]! @listSize(slicingArguments: ["ids"])
    nested(input: PageInput): [User!]! @listSize(slicingArguments: ["input.first"], assumedSize: 4)
    matrix: [[User!]!]! @listSize(assumedSize: 3)
    plain: [User!]!
    report: Report
    words: [Word!]! @listSize(assumedSize: 6)
    thing: Thing
    found: [Found!]! @listSize(assumedSize: 10)
    search(text: String @cost(weight: "3"), filters: [Filter!]): [User!]! @cost(weight: "2") @listSize(assumedSize: 10)
  }
  type Mutation { touch(id: ID!): User }
  type Subscription { news: User }
  type User {
    id: ID!
    name: String
    friends(first: Int): [User!]! @listSize(assumedSize: 7, slicingArguments: ["first"], requireOneSlicingArgument: false)
    score: Int @cost(weight: "4")
  }
  type Page { total: Int @cost(weight: "5") edges: [Edge!]! nodes: [User!]! }
  type Edge { node: User! }
  type Report @cost(weight: "25") { id: ID! author: User }
  scalar Word @cost(weight: "1")
  interface Thing { id: ID! owner: User }
  type Car implements Thing { id: ID! owner: User wheels: [Wheel!]! @listSize(assumedSize: 4) }
  type Pen implements Thing { id: ID! owner: User cap: Wheel }
  type Wheel { size: Int }
  union Found = User | Car
  input PageInput { first: Int }
  input Filter { word: String @cost(weight: "2") not: Filter }
`);

const pricing = new Pricing({ weights: {}, listLength: 10 });

/** An operation of the schema with its price. */
export function priced(query: string, variables: Record<string, unknown> = {}, of = pricing, operationName?: string) {
  const document = parse(query);
  const faults = validate(pricedSchema, document);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join(' '));
  const found = of.priced(pricedSchema, document, operationName, variables);
  if (found === undefined) throw new Error('There is no such operation');
  return found;
}

/** The estimated points of an operation. */
export function estimate(query: string, variables: Record<string, unknown> = {}, of = pricing): number {
  const asked = priced(query, variables, of);
  return asked.price.estimate(asked.variables);
}
