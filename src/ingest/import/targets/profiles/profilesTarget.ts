import { bareType, parseSlot } from '../../../../catalogue/slotValues.js';
import { dataTypes } from '../../../../words/dataTypes.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import type { Target } from '../target.js';
import { knownSlots, writeProfiles } from './writeProfiles.js';

const keys: readonly TargetColumn[] = [
  { name: 'customer_id', sqlType: 'text COLLATE "C"', kind: 'text', required: true, absent: null, isIndexed: true },
  { name: 'profile_date', sqlType: 'date', kind: 'date', required: true, absent: null },
  { name: 'app', sqlType: 'text', kind: 'text', required: false, absent: 'default' },
];

/** The column of a slot, in lower case; undefined for a name that is no slot. */
function slotTargetColumn(name: string): TargetColumn | undefined {
  if (parseSlot(name) === undefined) return undefined;
  const { sqlType } = dataTypes[bareType(name)];
  return { name: name.toLowerCase(), sqlType, kind: sqlType, required: false, absent: null };
}

/** A target of ready snapshots: a row for each customer and day, slot by slot. `names` are the mapped columns. */
export function profilesTarget(names: Iterable<string>): Target {
  const slots = [...names].flatMap((name) => slotTargetColumn(name) ?? []);
  return {
    name: 'customer_profiles',
    columns: new Map([...keys, ...slots].map((column) => [column.name, column])),
    key: ['customer_id', 'profile_date'],
    contentKey: undefined,
    state: async (client, mapped) => (await knownSlots(client, mapped)).map(({ name }) => name).join(' '),
    write: writeProfiles,
  };
}
