import { parseSlot } from '../../catalogue/dataTypes.js';
import type { SlotKind } from '../../catalogue/dataTypes.js';
import type { Target } from './target.js';
import type { TargetColumn } from './targetColumn.js';
import { knownSlots, writeProfiles } from './writeProfiles.js';

const keys: readonly TargetColumn[] = [
  { name: 'customer_id', sqlType: 'text COLLATE "C"', kind: 'text', required: true, absent: null, isIndexed: true },
  { name: 'profile_date', sqlType: 'date', kind: 'date', required: true, absent: null },
  { name: 'app', sqlType: 'text', kind: 'text', required: false, absent: 'default' },
];

const slotTypes: Readonly<Record<SlotKind, string>> = {
  STR: 'text',
  FIELD: 'numeric',
  DATE: 'date',
  TIME: 'timestamp with time zone',
};

/** The column of a slot, in lower case as the table has it; undefined for a name that is no slot. */
function slotTargetColumn(name: string): TargetColumn | undefined {
  const slot = parseSlot(name);
  if (slot === undefined) return undefined;
  const sqlType = slotTypes[slot.kind];
  return { name: name.toLowerCase(), sqlType, kind: sqlType, required: false, absent: null };
}

/** Ready snapshots: one row per customer and day, slot for slot. `names` are the mapped columns. */
export function profilesTarget(names: Iterable<string>): Target {
  const slots = [...names].flatMap((name) => slotTargetColumn(name) ?? []);
  return {
    name: 'customer_profiles',
    columns: new Map([...keys, ...slots].map((column) => [column.name, column])),
    key: ['customer_id', 'profile_date'],
    contentKey: undefined,
    state: async (sql, mapped) => (await knownSlots(sql, mapped)).map(({ name }) => name).join(' '),
    write: writeProfiles,
  };
}
