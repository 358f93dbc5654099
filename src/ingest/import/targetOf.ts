import { parseSlot } from '../../catalogue/dataTypes.js';
import { didYouMean } from '../../lib/nearNames.js';
import { UserError } from '../../lib/UserError.js';
import { attributesTarget } from './attributesTarget.js';
import { attributeMapping } from './attributeWords.js';
import { fieldsTarget } from './fieldsTarget.js';
import type { ImportEntry } from './importSchema.js';
import { profilesTarget } from './profilesTarget.js';
import type { Target } from './target.js';
import { targets } from './targets.js';

/** A target, and the mapping onto its columns. */
interface Aim {
  readonly target: Target;
  readonly columns: Readonly<Record<string, unknown>>;
}

type Resolve = (entry: ImportEntry, names: readonly string[], where: string) => Aim;

/** Ready snapshots: a column that is called like a slot fills it, unless the mapping says otherwise. */
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

/** The names that are slots, by slot in small letters. Throws a `UserError` for two that differ in large letters alone. */
function bySlot(names: readonly string[], where: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names.filter((name) => parseSlot(name) !== undefined)) {
    const slot = name.toLowerCase();
    const other = found.get(slot);
    if (other !== undefined && other !== name)
      throw new UserError(
        `${where}: "${other}" and "${name}" are both the slot ${slot.toUpperCase()}; name one.`,
        'BAD_CONFIG',
      );
    found.set(slot, name);
  }
  return found;
}

const attributes: Resolve = ({ source, columns: mapped }, names, where) => {
  if (source === undefined)
    throw new UserError(`${where}.source: name the source of these attributes, e.g. demographics.`, 'BAD_CONFIG');
  const { columns, words } = attributeMapping(mapped, names, where);
  return { target: attributesTarget(words, { source, where, columns }), columns };
};

/** Targets that depend on their entry. */
const special: Readonly<Record<string, Resolve>> = {
  customer_profile_fields: ({ columns }) => ({ target: fieldsTarget, columns }),
  customer_profiles: profiles,
  imported_attributes: attributes,
};

/** Everything that can be imported into. */
const targetNames: readonly string[] = [...targets.keys(), ...Object.keys(special)];

/** Throws a `UserError` for a target that there is not. */
export function checkTarget({ target }: ImportEntry, where: string): void {
  if (!targetNames.includes(target))
    throw new UserError(
      `${where}.target: there is no table "${target}" to import into, only ${targetNames.join(', ')}.` +
        didYouMean(target, targetNames),
      'BAD_CONFIG',
    );
}

/**
 * The target of a checked entry, and its mapping in full. `names` are the columns of the source that are known before it is read.
 * Throws a `UserError`.
 */
export function targetOf(entry: ImportEntry, names: readonly string[], where: string): Aim {
  if (entry.source !== undefined && entry.target !== 'imported_attributes')
    throw new UserError(`${where}.source: only imported_attributes have a source.`, 'BAD_CONFIG');
  const resolve = special[entry.target];
  if (resolve !== undefined) return resolve(entry, names, where);
  const target = targets.get(entry.target);
  if (target === undefined) throw new Error(`No target ${entry.target}`);
  return { target, columns: entry.columns };
}
