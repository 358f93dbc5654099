import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, executeSync, getIntrospectionQuery, parse } from 'graphql';
import { Pricing } from '../../../src/gateway/cost/Pricing.js';

const schema = buildSchema(readFileSync('examples/typed-client/schema.graphql', 'utf8'));

/** How many objects an answer has. */
function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + objectsIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((sum: number, one) => sum + objectsIn(one), 0);
}

it('estimates the whole schema, as GraphiQL asks for it, above what it comes to and so that a small limit lets it through', () => {
  const document = parse(getIntrospectionQuery());
  const { data } = executeSync({ schema, document });
  // A point for a hundred objects; the root is none.
  const actual = (objectsIn(data) - 1) / 100;
  const pricing = new Pricing({ listLength: 10, weights: {} });
  const estimated = pricing.priced(schema, document, undefined, {})?.price.estimate({});
  expect(actual).toBeGreaterThan(50);
  expect(estimated).toBeGreaterThan(actual);
  expect(estimated).toBeLessThan(500);
});
