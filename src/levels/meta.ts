import { levelFacts, type AggregationLevel, type NamedLevel } from '../words/levels.js';
import type { EntityRow } from './entities.js';

type Keys = { readonly [L in AggregationLevel as `${Lowercase<L>}Id`]?: string };
type Names = { readonly [L in NamedLevel as `${Lowercase<L>}Name`]?: string | null };

/** What stands behind an `EntityMeta`: key and name under names that tell the level. */
export type EntityMetaRow = Keys & Names & Omit<EntityRow, 'level' | 'id' | 'name' | 'parentId'>;

/** What an entity of a level has to say of itself. */
export function toMeta(row: EntityRow): EntityMetaRow {
  const { level, id, name, parentId: _parentId, ...known } = row;
  const ofLevel = level.toLowerCase();
  return {
    [`${ofLevel}Id`]: id,
    ...(levelFacts[level].name !== null && { [`${ofLevel}Name`]: name }),
    ...known,
  };
}
