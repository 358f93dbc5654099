import { expect, it } from '@jest/globals';
import { attributeOfEnum, entityAttributes, groupingEnum } from '../../src/metricGroups/entityAttributes.js';
import { enumValues, filterMembers, filterOf } from '../support/sdl.js';

it('MetricGrouping, and the filter beside it, hold the attributes of entities', () => {
  const names = [...entityAttributes.keys()];
  expect(enumValues('MetricGrouping')).toEqual([names.map(groupingEnum)]);
  expect(filterMembers('MetricEntityFilter')).toEqual(
    [...entityAttributes].map(([name, { kind }]) => [name, filterOf[kind]]),
  );
  for (const name of names) expect(attributeOfEnum(groupingEnum(name))).toBe(name);
});
