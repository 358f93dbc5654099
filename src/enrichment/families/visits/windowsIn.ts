import { baseAttributes, type AttributeDefinition } from '../../definitions/definition.js';

/**
 * The lengths in days of the windows that attributes of visits `v` look at, from their SQL: 7 of `v.day > v.as_of - 7`. A visit
 * that leaves one of them changes the values of its customer.
 */
export const windowsIn = (attributes: readonly AttributeDefinition[]): readonly number[] => [
  ...new Set(
    baseAttributes({ attributes }).flatMap(({ sql }) =>
      [...sql.matchAll(/(?:>|<=) v\.as_of - (\d+)\b/g)].map(([, days]) => Number(days)),
    ),
  ),
];
