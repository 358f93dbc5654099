import { expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { measureFields } from '../../../../src/population/groups/aggregates.js';
import { serviceDocument } from '../../../support/contract.js';
import { enumValues } from '../../../support/sdl.js';

/** The fields of an object type of the contract. */
const fieldsOf = (type: string): string[] =>
  serviceDocument.definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === type
      ? (one.fields ?? []).map(({ name }) => name.value)
      : [],
  );

it.each([
  ['FacetAggregateMeasure', 'CustomerAggregate'],
  ['FacetOrderMeasure', 'OrderAggregate'],
  ['FacetOrderLineMeasure', 'OrderLineAggregate'],
  ['TargetingMeasure', 'TargetingAggregate'],
])('%s holds the measures that groups have as fields of %s', (measures, type) => {
  const asFields = fieldsOf(type).flatMap((field) => measureFields.get(field) ?? []);
  expect(asFields).toContain('COUNT');
  expect(enumValues(measures)).toEqual([asFields]);
});
