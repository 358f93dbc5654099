import { parseSlot } from '../../../catalogue/slotValues.js';
import { didYouMean } from '../../../lib/text/nearNames.js';
import { attributesTarget } from './attributes/attributesTarget.js';
import { attributeMapping } from './attributes/attributeMapping.js';
import { fieldsTarget } from './fields/fieldsTarget.js';
import type { ImportEntry } from '../config/importSchema.js';
import { foreignKeyNames, recordsTarget } from './people/recordsTarget.js';
import { profilesTarget } from './profiles/profilesTarget.js';
import { badConfig } from '../values/badConfig.js';
import { tableTargets } from './tableTargets.js';
import type { Target } from './target.js';

/** A target, with the whole mapping onto its columns. */
interface MappedTarget {
  readonly target: Target;
  readonly columns: Readonly<Record<string, unknown>>;
}

type Resolve = (entry: ImportEntry, names: readonly string[], where: string) => MappedTarget;

/** Ready snapshots: a column with the name of a slot fills it, unless the mapping says otherwise. */
const profiles: Resolve = ({ columns: mapped }, names, where) => {
  const named = bySlot(Object.keys(mapped), `${where}.columns`);
  const others = names.filter((name) => !named.has(name.toLowerCase()));
  const columns = Object.fromEntries([
    ...[...bySlot(others, `${where}.columns`)].map(([slot, name]) => [slot, { column: name }] as const),
    ...Object.entries(mapped).map(
      ([name, source]) => [parseSlot(name) === undefined ? name : name.toLowerCase(), source] as const,
    ),
  ]);
  return { target: profilesTarget(Object.keys(columns)), columns };
};

/** The names that are slots, by slot in lower case. Throws a `UserError` for two that differ in case alone. */
function bySlot(names: readonly string[], where: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names.filter((name) => parseSlot(name) !== undefined)) {
    const slot = name.toLowerCase();
    const other = found.get(slot);
    if (other !== undefined && other !== name)
      throw badConfig(`${where}: "${other}" and "${name}" are both the slot ${slot.toUpperCase()}; name one.`);
    found.set(slot, name);
  }
  return found;
}

const attributes: Resolve = ({ source, columns: mapped }, names, where) => {
  if (source === undefined) throw badConfig(`${where}.source: name the source of these attributes, e.g. demographics.`);
  const { columns, options } = attributeMapping(mapped, names, where);
  return { target: attributesTarget(options, { source, where, columns }), columns };
};

const records: Resolve = ({ columns }, _, where) => ({
  target: recordsTarget(foreignKeyNames(Object.keys(columns), where)),
  columns,
});

/** Targets that depend on their entry. */
const special: Readonly<Record<string, Resolve>> = {
  customer_profile_fields: ({ columns }) => ({ target: fieldsTarget, columns }),
  customer_profiles: profiles,
  imported_attributes: attributes,
  unified_customers: records,
};

/** The names of all targets. */
const targetNames: readonly string[] = [...new Set([...tableTargets.keys(), ...Object.keys(special)])];

/** Throws a `UserError` where an entry's target does not exist. */
export function checkTarget({ target }: ImportEntry, where: string): void {
  if (!targetNames.includes(target))
    throw badConfig(
      `${where}.target: there is no table "${target}" to import into, only ${targetNames.join(', ')}.` +
        didYouMean(target, targetNames),
    );
}

/**
 * Gives the target of a checked entry, and its whole mapping. `names` are the columns of the source that are known
 * before it is read. Throws a `UserError`.
 */
export function targetOf(entry: ImportEntry, names: readonly string[], where: string): MappedTarget {
  if (entry.source !== undefined && entry.target !== 'imported_attributes')
    throw badConfig(`${where}.source: only imported_attributes have a source.`);
  const resolve = special[entry.target];
  if (resolve !== undefined) return resolve(entry, names, where);
  const target = tableTargets.get(entry.target);
  if (target === undefined) throw new Error(`No target ${entry.target}`);
  return { target, columns: entry.columns };
}
