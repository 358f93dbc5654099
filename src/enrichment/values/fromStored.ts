import { sql } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import { baseAttributes, type AttributeFamily, type DaysToCompute } from '../definitions/definition.js';

/**
 * Families with those whose values are stored put together as one that reads them; the same families where nothing is
 * stored, or a family lacks one of its values.
 */
export function fromStored(
  families: readonly AttributeFamily[],
  { stored }: Pick<DaysToCompute, 'stored'>,
): readonly AttributeFamily[] {
  if (stored === undefined) return families;
  const { table, names } = stored;
  const isWhole = (family: AttributeFamily): boolean => {
    const read = baseAttributes(family);
    return read.length > 0 && read.every(({ name }) => names.has(name));
  };
  const whole = families.filter(isWhole);
  if (whole.length === 0) return families;
  return [
    ...families.filter((family) => !whole.includes(family)),
    {
      name: 'facet_stored',
      source: 'Values of stretches',
      isStored: true,
      attributes: whole.flatMap(({ attributes }) => attributes),
      rows: (some) =>
        sql`select ${list([sql`customer_id, day`, ...some.map(({ name }) => identifier(name))])} from ${table}`,
    },
  ];
}
